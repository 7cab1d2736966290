package dev.decorum.channels.dns;

import java.util.Locale;

/// What DNS is asked for.
///
/// @param name without the dot at the end; of `NAMES` the address
public record Question(Kind kind, String name) {

  /// Kinds of record.
  public enum Kind {
    TEXT,
    ADDRESSES,
    ADDRESSES_6,
    MAIL_HOSTS,
    /// Hosts of a service (RFC 2782), each as `priority weight port host`.
    SERVICES,
    /// The names of an address.
    NAMES,
    /// Nothing in particular: whether DNS answers at all.
    SIGN_OF_LIFE
  }

  static final Question SIGN_OF_LIFE = new Question(Kind.SIGN_OF_LIFE, "");

  public Question {
    name = name.toLowerCase(Locale.ROOT);
  }
}

package dev.decorum.inbox;

import java.util.Locale;

/// Why a sender is taken for who the message says, or is not.
public enum SenderProof {
  /// The sender's domain has signed the mail.
  SIGNED,
  /// It came from a server that sends for the sender's domain.
  SENT_FROM_DOMAIN,
  /// A server that we trust saw the proof, and passed the mail on.
  PASSED_ON,
  /// The sender's domain does not say how its mail is to be known.
  NO_POLICY,
  /// DNS did not answer in time.
  NO_ANSWER,
  /// It is not signed, and nobody knows which server sent it.
  NOT_PROVABLE,
  /// Nobody looked.
  NOT_CHECKED,
  /// One of us let the mail in.
  ACCEPTED,
  /// The sender's domain says how its mail is to be known, and this mail is not.
  DISOWNED,
  /// It names several senders.
  SEVERAL_SENDERS;

  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  static SenderProof of(String word) {
    return valueOf(word.toUpperCase(Locale.ROOT));
  }
}

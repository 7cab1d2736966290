package dev.decorum.mail.auth;

import java.util.List;

/// Whether the chain of servers that passed the mail on is whole (RFC 8617).
///
/// @param sealers the domains of the chain, the newest last; empty where there is none
public record ArcResult(State state, List<String> sealers) {

  /// Of the chain.
  public enum State {
    /// There is no chain.
    NONE,
    PASS,
    FAIL,
    /// DNS did not answer; it may be possible later.
    TEMPORARY_ERROR
  }

  public ArcResult {
    sealers = List.copyOf(sealers);
  }
}

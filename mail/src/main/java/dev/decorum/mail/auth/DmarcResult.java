package dev.decorum.mail.auth;

import org.jspecify.annotations.Nullable;

/// Whether the domain that stands in `From` has really sent the mail (RFC 7489).
///
/// @param domain of the address in `From`, in lower case; empty where there is no one such address
/// @param policy what the domain asks for where this fails; null where it asks for nothing
/// @param proof what a `PASS` rests on; null in all else
public record DmarcResult(
    String domain, State state, @Nullable Policy policy, @Nullable Proof proof) {

  /// Of the check.
  public enum State {
    PASS,
    FAIL,
    /// The domain does not say how its mail is to be known.
    NONE,
    /// DNS did not answer; it may be possible later.
    TEMPORARY_ERROR
  }

  /// What to do with mail that fails.
  public enum Policy {
    NONE,
    QUARANTINE,
    REJECT
  }

  /// How the domain is known.
  public enum Proof {
    DKIM,
    SPF,
    /// A server that is trusted saw the proof before the mail was passed on.
    ARC
  }

  static DmarcResult of(String domain, State state, @Nullable Policy policy) {
    return new DmarcResult(domain, state, policy, null);
  }
}

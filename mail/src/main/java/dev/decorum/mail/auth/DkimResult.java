package dev.decorum.mail.auth;

/// What one DKIM signature proves.
///
/// @param domain that signed, in lower case; empty where the signature does not say
public record DkimResult(String domain, String selector, State state) {

  /// Only `PASS` proves anything.
  public enum State {
    PASS,
    /// The header was changed, or the signature is somebody else's.
    BAD_SIGNATURE,
    /// The text was changed.
    BAD_BODY,
    EXPIRED,
    /// Malformed, with an algorithm that is not safe, or without `From` among what is signed.
    NOT_ACCEPTED,
    /// Only a part of the text is signed (`l=`), so anything may have been added.
    PARTIAL,
    /// The domain publishes no key, has withdrawn it, or it is too weak or of another kind.
    NO_USABLE_KEY,
    /// The key could not be asked for; it may be possible later.
    KEY_NOT_KNOWN
  }

  public boolean passes() {
    return state == State.PASS;
  }
}

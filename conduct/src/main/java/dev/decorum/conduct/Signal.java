package dev.decorum.conduct;

/// Something said between the lines of a client's message, with the words that show it.
///
/// @param start offset of the first UTF-16 unit in the client's message
/// @param end offset after the last UTF-16 unit
public record Signal(Kind kind, int start, int end, String text) {

  /// What a [Signal] tells.
  public enum Kind {
    FRUSTRATION,
    URGENCY,
    COMPLAINT,
    CHURN_THREAT,
    ABUSE,
    /// The client asks for something that no professional may give, or gets too personal.
    BOUNDARY,
    UNREALISTIC_DEMAND,
    HESITATION,
    LEGAL_THREAT,
    CONFUSION,
    THANKS
  }
}

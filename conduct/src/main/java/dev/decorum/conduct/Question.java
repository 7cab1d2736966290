package dev.decorum.conduct;

/// A question or request of the client, one clause of it.
///
/// @param start offset of the first UTF-16 unit in the client's message
/// @param end offset after the last UTF-16 unit
/// @param sure whether the state is plain to see; a question that is open but not surely so may be
///   answered in words that were not understood, and one that is answered but not surely so may
///   have been given the answer to another
public record Question(int start, int end, String text, State state, boolean sure) {

  public Question(int start, int end, String text, State state) {
    this(start, end, text, state, true);
  }

  Question open() {
    return state == State.OPEN ? this : new Question(start, end, text, State.OPEN);
  }

  /// What the reply does about a [Question].
  public enum State {
    ANSWERED,
    /// The reply asks for something that is needed to answer it.
    ASKED_BACK,
    /// The reply says that the answer will come.
    PROMISED,
    OPEN
  }
}

package dev.decorum.conduct;

import java.util.List;

/// What was heard in a client's message.
///
/// @param signals in the order in which they stand in the message
/// @param questions what the client asks, every one [Question.State#OPEN]
public record Signals(List<Signal> signals, List<Question> questions) {

  public Signals {
    signals = List.copyOf(signals);
    questions = List.copyOf(questions);
  }
}

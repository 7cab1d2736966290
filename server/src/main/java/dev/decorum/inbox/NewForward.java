package dev.decorum.inbox;

import java.util.List;
import java.util.UUID;

/// What a member passes on to somebody outside.
///
/// @param text the words before it and what is passed on, as it leaves
/// @param forwards the messages it is made of
/// @param draft what it was written in; gone once sent, back after an undo
record NewForward(
    Recipients recipients, String subject, String text, List<UUID> forwards, DraftId draft) {

  NewForward {
    forwards = List.copyOf(forwards);
  }
}

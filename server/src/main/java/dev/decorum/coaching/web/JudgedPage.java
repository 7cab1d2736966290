package dev.decorum.coaching.web;

import dev.decorum.coaching.JudgedMessage;
import dev.decorum.web.FormErrors;

/// A judged message with what its author says to it.
///
/// @param action where the form goes
/// @param deciding whether somebody decides on an appeal; otherwise its author reads it
/// @param written what was typed and refused
public record JudgedPage(
    JudgedMessage judged, String action, boolean deciding, String written, FormErrors errors) {

  /// Whether there is something to write.
  public boolean open() {
    return deciding || judged.answer() == null;
  }
}

package dev.decorum.coach.web;

import dev.decorum.web.Ui;

/// For whom a pack can hold, in a form and in words.
///
/// @param name of a team; empty: `key` has all the words
public record ReachChoice(String value, String key, String name) {

  public String label(Ui ui) {
    return name.isEmpty() ? ui.t(key) : ui.t(key, name);
  }
}

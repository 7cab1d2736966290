package dev.decorum.web;

import java.util.List;

/// A line of the list of keys.
///
/// @param caps the keys to press, one after the other or at once
public record Key(String labelKey, List<String> caps) {

  static final List<Key> ALL =
      List.of(
          key("search", "Ctrl K"),
          key("search_here", "/"),
          key("go", "G", "T"),
          key("move", "J", "K"),
          key("open", "Enter"),
          key("back", "U"),
          key("compose", "C"),
          key("reply", "R"),
          key("note", "N"),
          key("take", "I"),
          key("snooze", "S"),
          key("resolve", "E"),
          key("undo", "Z"),
          key("send", "Ctrl Enter"),
          key("leave", "Esc"),
          key("list", "?"));

  private static Key key(String name, String... caps) {
    return new Key("web.keys." + name, List.of(caps));
  }
}

package dev.decorum.web;

import dev.decorum.web.Keys.Command;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// A line of the list of keys.
///
/// @param caps the keys to press, one after the other or at once
public record Key(String labelKey, List<String> caps) {

  static List<Key> of(Keys keys) {
    var all = new ArrayList<Key>();
    all.add(new Key("web.keys.palette", List.of("Ctrl K")));
    Arrays.stream(Command.values())
        .map(command -> new Key(command.labelKey(), caps(keys, command)))
        .forEach(all::add);
    all.add(new Key("web.keys.side", List.of("[")));
    all.add(new Key("web.keys.send", List.of("Ctrl Enter")));
    all.add(new Key("web.keys.leave", List.of("Esc")));
    return List.copyOf(all);
  }

  private static List<String> caps(Keys keys, Command command) {
    return command == Command.GO ? List.of(keys.of(command), "T") : List.of(keys.of(command));
  }
}

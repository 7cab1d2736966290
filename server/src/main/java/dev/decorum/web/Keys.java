package dev.decorum.web;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The single keys of one browser: each command has a usual key, and may have another.
public final class Keys {

  /// What a single key does.
  public enum Command {
    NEXT("J"),
    PREVIOUS("K"),
    OPEN("O"),
    BACK("U"),
    SEARCH("/"),
    GO("G"),
    COMPOSE("C"),
    LOG("L"),
    REPLY("R"),
    NOTE("N"),
    ASSIGN("A"),
    TAKE("I"),
    SNOOZE("S"),
    SELECT("X"),
    TAG("T"),
    RESOLVE("E"),
    UNDO("Z"),
    LIST("?");

    private final String usual;

    Command(String usual) {
      this.usual = usual;
    }

    public String word() {
      return name().toLowerCase(Locale.ROOT);
    }

    public String labelKey() {
      return "web.keys." + word();
    }
  }

  /// The name of the cookie that keeps them.
  public static final String COOKIE = "keys";

  private static final String NEXT_ONE = "_";
  private static final String IS = "-";

  private final Map<Command, String> chosen;

  private Keys(Map<Command, String> chosen) {
    this.chosen = chosen;
  }

  public static Keys usual() {
    return new Keys(Map.of());
  }

  /// Reads what `cookie` has written. Whatever else a browser sends means the usual keys.
  public static Keys of(@Nullable String cookie) {
    if (cookie == null) {
      return usual();
    }
    var chosen = new EnumMap<Command, String>(Command.class);
    for (String entry : cookie.split(NEXT_ONE)) {
      String[] parts = entry.split(IS);
      command(parts[0]).ifPresent(command -> key(parts).ifPresent(key -> chosen.put(command, key)));
    }
    var keys = new Keys(chosen);
    return keys.doubled().isEmpty() ? keys : usual();
  }

  private static Optional<Command> command(String word) {
    return Arrays.stream(Command.values()).filter(known -> known.word().equals(word)).findFirst();
  }

  private static Optional<String> key(String[] parts) {
    try {
      String key = parts.length == 2 ? Character.toString(Integer.parseInt(parts[1], 16)) : "";
      return isKey(key) ? Optional.of(upper(key)) : Optional.empty();
    } catch (IllegalArgumentException malformed) {
      return Optional.empty();
    }
  }

  /// Whether this is one character that a key can write.
  public static boolean isKey(String text) {
    return text.codePointCount(0, text.length()) == 1
        && !Character.isWhitespace(text.codePointAt(0))
        && !Character.isISOControl(text.codePointAt(0))
        && Character.isDefined(text.codePointAt(0))
        && Character.getType(text.codePointAt(0)) != Character.SURROGATE;
  }

  /// These keys, but another one for a command.
  public Keys with(Command command, String key) {
    var more = new EnumMap<Command, String>(Command.class);
    more.putAll(chosen);
    more.put(command, upper(key));
    return new Keys(more);
  }

  /// The key of a command, in upper case.
  public String of(Command command) {
    return chosen.getOrDefault(command, command.usual);
  }

  /// Commands whose key does something else already, and what.
  public Map<Command, Command> doubled() {
    var known = new HashMap<String, Command>();
    var doubled = new EnumMap<Command, Command>(Command.class);
    for (Command command : Command.values()) {
      Command before = known.putIfAbsent(of(command), command);
      if (before != null) {
        doubled.put(command, before);
      }
    }
    return doubled;
  }

  /// As a value of a cookie; empty when all keys are the usual ones.
  public String cookie() {
    List<String> entries = new ArrayList<>();
    chosen.forEach(
        (command, key) -> {
          if (!key.equals(command.usual)) {
            entries.add(command.word() + IS + Integer.toHexString(key.codePointAt(0)));
          }
        });
    return String.join(NEXT_ONE, entries);
  }

  private static String upper(String key) {
    String upper = key.toUpperCase(Locale.ROOT);
    // Some letters have none of one character, such as ß.
    return upper.codePointCount(0, upper.length()) == 1 ? upper : key;
  }
}

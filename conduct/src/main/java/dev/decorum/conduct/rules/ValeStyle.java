package dev.decorum.conduct.rules;

import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import dev.decorum.conduct.Level;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// A style as the linter Vale reads it, a file a rule, with the rules of it that can be used here
/// and the reasons why others cannot.
///
/// Existence, substitution, occurrence, repetition, consistency, conditional, capitalization and
/// metric are used as they are. Their expressions are matched in linear time, so those that look
/// around or back cannot be used, nor can rules that need a program, a dictionary or parts of
/// speech, nor those for parts that messages have not, such as tables.
public final class ValeStyle {

  /// A rule that cannot be used, and why, in a sentence.
  public record Unused(String file, String rule, String reason) {}

  /// Where a rule looks.
  enum Scope {
    TEXT,
    PARAGRAPH,
    SENTENCE,
    /// Lines that begin with `#`.
    HEADING
  }

  private static final Set<String> EVERYWHERE =
      Set.of("text", "raw", "summary", "list", "strong", "emphasis", "blockquote", "text.md");

  private final String name;
  private final List<PackReader.Ready> ready = new ArrayList<>();
  private final List<Unused> unused = new ArrayList<>();

  private ValeStyle(String name) {
    this.name = name;
  }

  /// Reads the files of a style.
  ///
  /// @param name of the style, which is that of its folder
  /// @param files the YAML files in it
  /// @throws PackProblem when a file is not YAML, or not a rule
  public static ValeStyle read(String name, List<Source> files) {
    var style = new ValeStyle(name);
    files.forEach(style::add);
    return style;
  }

  public String name() {
    return name;
  }

  /// The rules that are used.
  public List<Rule> rules() {
    return ready.stream().map(PackReader.Ready::rule).toList();
  }

  public List<Unused> unused() {
    return List.copyOf(unused);
  }

  List<PackReader.Ready> ready() {
    return ready;
  }

  private void add(Source source) {
    var root = Entry.read(source.file(), source.yaml());
    var keys = root.map();
    var file = source.file().substring(source.file().replace('\\', '/').lastIndexOf('/') + 1);
    var id = name + "." + file.replaceFirst("\\.ya?ml$", "");
    var type = keys.get("extends");
    if (type == null) {
      throw root.problem("the key extends is missing");
    }
    try {
      var kind = kind(type.text(), keys);
      var message = keys.containsKey("message") ? keys.get("message").text() : id;
      var rule =
          new Rule(
              id,
              name,
              "style",
              level(keys.get("level")),
              message,
              null,
              "K7",
              kind.name(),
              List.of(),
              List.of());
      ready.add(new PackReader.Ready(rule, Limits.ANYWHERE, kind, List.of(), root.place()));
    } catch (Unusable reason) {
      unused.add(new Unused(source.file(), id, String.valueOf(reason.getMessage())));
    }
  }

  private static final class Unusable extends RuntimeException {
    Unusable(String reason) {
      super(reason, null, false, false);
    }
  }

  private static Level level(@Nullable Entry level) {
    return level == null || level.text().equals("suggestion") ? Level.ADVICE : Level.WARNING;
  }

  private static Kind kind(String type, Map<String, Entry> keys) {
    var scope = scope(keys.get("scope"));
    return switch (type) {
      case "existence" -> existence(keys, scope);
      case "substitution" -> substitution(keys, scope);
      case "occurrence" -> occurrence(keys, scope);
      case "repetition" -> repetition(keys, scope);
      case "consistency" -> consistency(keys);
      case "conditional" -> conditional(keys);
      case "capitalization" -> capitalization(keys, scope);
      case "metric" -> metric(keys);
      case "spelling" -> throw new Unusable("It needs a dictionary.");
      case "sequence" -> throw new Unusable("It needs parts of speech.");
      case "script" -> throw new Unusable("It is a program.");
      default -> throw new Unusable("Rules of the kind %s are not known.".formatted(type));
    };
  }

  private static Scope scope(@Nullable Entry entry) {
    if (entry == null) {
      return Scope.TEXT;
    }
    Scope found = null;
    for (var word : entry.texts()) {
      if (word.startsWith("heading") || word.equals("title")) {
        found = Scope.HEADING;
      } else if (word.startsWith("sentence")) {
        found = Scope.SENTENCE;
      } else if (word.startsWith("paragraph")) {
        found = Scope.PARAGRAPH;
      } else if (EVERYWHERE.contains(word) || word.startsWith("~") || word.contains(" & ")) {
        found = Scope.TEXT;
      }
    }
    if (found == null) {
      throw new Unusable(
          "It is for the parts %s, which messages have not.".formatted(entry.texts()));
    }
    return found;
  }

  private static Kind existence(Map<String, Entry> keys, Scope scope) {
    var tokens = texts(keys.get("tokens"));
    var raw = String.join("", texts(keys.get("raw")));
    var expression = new StringBuilder(raw);
    if (!tokens.isEmpty()) {
      expression.append(either(tokens, flag(keys, "nonword")));
    }
    if (expression.isEmpty()) {
      throw new Unusable("It names nothing to look for.");
    }
    return new Expression(
        "existence",
        compiled(expression.toString(), ignoresCase(keys)),
        List.of(),
        exceptions(keys),
        scope);
  }

  private static Kind substitution(Map<String, Entry> keys, Scope scope) {
    if (keys.containsKey("pos")) {
      throw new Unusable("It needs parts of speech.");
    }
    var swap = keys.get("swap");
    if (swap == null) {
      throw new Unusable("It names nothing to replace.");
    }
    var wordings = new LinkedHashMap<String, String>();
    swap.map().forEach((words, better) -> wordings.put(words, better.text()));
    var border = flag(keys, "nonword") ? "" : "\\b";
    var expression = new StringBuilder();
    for (var words : wordings.keySet()) {
      expression
          .append(expression.isEmpty() ? "" : "|")
          .append(border)
          .append('(')
          .append(uncaptured(words))
          .append(')')
          .append(border);
    }
    return new Expression(
        "substitution",
        compiled(expression.toString(), ignoresCase(keys)),
        List.copyOf(wordings.values()),
        exceptions(keys),
        scope);
  }

  private static Kind occurrence(Map<String, Entry> keys, Scope scope) {
    var most = keys.containsKey("max") ? keys.get("max").number() : Integer.MAX_VALUE;
    var least = keys.containsKey("min") ? keys.get("min").number() : 0;
    return new ValeKinds.Occurrence(
        compiled(text(keys, "token"), ignoresCase(keys)), most, least, scope);
  }

  private static Kind repetition(Map<String, Entry> keys, Scope scope) {
    var most = keys.containsKey("max") ? keys.get("max").number() : 0;
    return new ValeKinds.Repetition(
        compiled(either(texts(keys.get("tokens")), true), ignoresCase(keys)),
        Math.max(1, most),
        flag(keys, "alpha"),
        flag(keys, "ignorecase"),
        scope);
  }

  private static Kind consistency(Map<String, Entry> keys) {
    var either = keys.get("either");
    if (either == null) {
      throw new Unusable("It names nothing to choose between.");
    }
    var border = flag(keys, "nonword") ? "" : "\\b";
    var pairs = new ArrayList<ValeKinds.Pair>();
    either
        .map()
        .forEach(
            (one, other) ->
                pairs.add(
                    new ValeKinds.Pair(
                        compiled(border + "(?:" + one + ")" + border, ignoresCase(keys)),
                        compiled(
                            border + "(?:" + other.text() + ")" + border, ignoresCase(keys)))));
    return new ValeKinds.Consistency(pairs);
  }

  private static Kind conditional(Map<String, Entry> keys) {
    return new ValeKinds.Conditional(
        compiled(text(keys, "first"), ignoresCase(keys)),
        compiled(text(keys, "second"), ignoresCase(keys)),
        exceptions(keys));
  }

  private static Kind capitalization(Map<String, Entry> keys, Scope scope) {
    var match = text(keys, "match");
    var form =
        switch (match) {
          case "$title", "$sentence", "$lower", "$upper" -> null;
          default -> compiled(match, false);
        };
    return new ValeKinds.Capitalization(match, form, exceptions(keys), scope);
  }

  private static Kind metric(Map<String, Entry> keys) {
    var condition = text(keys, "condition").split("\\s+");
    if (condition.length != 2) {
      throw new Unusable("Its condition is not one comparison.");
    }
    try {
      var bound = Double.parseDouble(condition[1]);
      var formula = Formula.of(text(keys, "formula"));
      return switch (condition[0]) {
        case ">" -> new Kind.Metric(formula, false, value -> value > bound);
        case ">=" -> new Kind.Metric(formula, false, value -> value >= bound);
        case "<" -> new Kind.Metric(formula, false, value -> value < bound);
        case "<=" -> new Kind.Metric(formula, false, value -> value <= bound);
        case "==" -> new Kind.Metric(formula, false, value -> value == bound);
        default -> throw new Unusable("Its condition compares in an unknown way.");
      };
    } catch (IllegalArgumentException unreadable) {
      throw new Unusable("Its formula cannot be used: " + unreadable.getMessage() + ".");
    }
  }

  private static String text(Map<String, Entry> keys, String key) {
    var entry = keys.get(key);
    if (entry == null) {
      throw new Unusable("The key %s is missing.".formatted(key));
    }
    return entry.text();
  }

  private static List<String> texts(@Nullable Entry entry) {
    return entry == null ? List.of() : entry.texts();
  }

  private static boolean flag(Map<String, Entry> keys, String key) {
    return Entry.flag(keys.get(key));
  }

  private static boolean ignoresCase(Map<String, Entry> keys) {
    return flag(keys, "ignorecase");
  }

  private static Set<String> exceptions(Map<String, Entry> keys) {
    var all = new HashSet<String>();
    texts(keys.get("exceptions")).forEach(each -> all.add(each.toLowerCase(Locale.ROOT)));
    return Set.copyOf(all);
  }

  private static String either(List<String> tokens, boolean nonword) {
    var joined = "(?:" + String.join("|", tokens) + ")";
    return nonword ? joined : "\\b" + joined + "\\b";
  }

  /// Groups of a replaced expression must not be counted: the outer ones tell which it was.
  private static String uncaptured(String expression) {
    var out = new StringBuilder();
    var inClass = false;
    for (var i = 0; i < expression.length(); i++) {
      var c = expression.charAt(i);
      out.append(c);
      if (c == '\\' && i + 1 < expression.length()) {
        out.append(expression.charAt(++i));
      } else if (c == '[') {
        inClass = true;
      } else if (c == ']') {
        inClass = false;
      } else if (c == '(' && !inClass && !expression.startsWith("?", i + 1)) {
        out.append("?:");
      }
    }
    return out.toString();
  }

  private static Pattern compiled(String expression, boolean ignoreCase) {
    try {
      return Pattern.compile(
          expression, Pattern.MULTILINE | (ignoreCase ? Pattern.CASE_INSENSITIVE : 0));
    } catch (PatternSyntaxException unsupported) {
      throw new Unusable(
          "Its expression cannot be matched in linear time or not at all: %s."
              .formatted(unsupported.getDescription()));
    }
  }
}

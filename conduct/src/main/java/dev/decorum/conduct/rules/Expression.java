package dev.decorum.conduct.rules;

import com.google.re2j.Pattern;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;

/// Words given by a regular expression, with a better wording for each of its groups where there
/// are wordings.
record Expression(
    String name,
    Pattern pattern,
    List<String> wordings,
    Set<String> exceptions,
    ValeStyle.Scope scope)
    implements Kind {

  @Override
  public void look(Work work) {
    var text = work.exchange().reply().text();
    for (var stretch : ValeKinds.stretches(work.exchange().reply(), scope)) {
      var matcher = pattern.matcher(stretch.in(text));
      for (var from = 0; matcher.find(from); ) {
        var words = matcher.group();
        if (!words.isEmpty() && !exceptions.contains(words.toLowerCase(Locale.ROOT))) {
          var wording = wording(matcher::group);
          if (!words.equals(wording)) {
            work.say(stretch.start() + matcher.start(), stretch.start() + matcher.end(), wording);
          }
        }
        from = matcher.end() + (words.isEmpty() ? 1 : 0);
        if (from > stretch.end() - stretch.start()) {
          break;
        }
      }
    }
  }

  private @Nullable String wording(IntFunction<@Nullable String> group) {
    for (var i = 0; i < wordings.size(); i++) {
      if (group.apply(i + 1) != null) {
        return wordings.get(i);
      }
    }
    return null;
  }
}

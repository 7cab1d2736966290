package dev.decorum.conduct.leaks;

import static java.util.Map.entry;

import java.util.Locale;
import java.util.Map;

/// International bank account numbers: length by country and ISO 7064 MOD 97-10.
final class Ibans {

  /// From the registry of SWIFT.
  private static final Map<String, Integer> LENGTHS =
      Map.ofEntries(
          entry("ad", 24),
          entry("ae", 23),
          entry("al", 28),
          entry("at", 20),
          entry("az", 28),
          entry("ba", 20),
          entry("be", 16),
          entry("bg", 22),
          entry("bh", 22),
          entry("bi", 27),
          entry("br", 29),
          entry("by", 28),
          entry("ch", 21),
          entry("cr", 22),
          entry("cy", 28),
          entry("cz", 24),
          entry("de", 22),
          entry("dj", 27),
          entry("dk", 18),
          entry("do", 28),
          entry("ee", 20),
          entry("eg", 29),
          entry("es", 24),
          entry("fi", 18),
          entry("fk", 18),
          entry("fo", 18),
          entry("fr", 27),
          entry("gb", 22),
          entry("ge", 22),
          entry("gi", 23),
          entry("gl", 18),
          entry("gr", 27),
          entry("gt", 28),
          entry("hn", 28),
          entry("hr", 21),
          entry("hu", 28),
          entry("ie", 22),
          entry("il", 23),
          entry("iq", 23),
          entry("is", 26),
          entry("it", 27),
          entry("jo", 30),
          entry("kw", 30),
          entry("kz", 20),
          entry("lb", 28),
          entry("lc", 32),
          entry("li", 21),
          entry("lt", 20),
          entry("lu", 20),
          entry("lv", 21),
          entry("ly", 25),
          entry("mc", 27),
          entry("md", 24),
          entry("me", 22),
          entry("mk", 19),
          entry("mn", 20),
          entry("mr", 27),
          entry("mt", 31),
          entry("mu", 30),
          entry("ni", 28),
          entry("nl", 18),
          entry("no", 15),
          entry("om", 23),
          entry("pk", 24),
          entry("pl", 28),
          entry("ps", 29),
          entry("pt", 25),
          entry("qa", 29),
          entry("ro", 24),
          entry("rs", 22),
          entry("ru", 33),
          entry("sa", 24),
          entry("sc", 31),
          entry("sd", 18),
          entry("se", 24),
          entry("si", 19),
          entry("sk", 24),
          entry("sm", 27),
          entry("so", 23),
          entry("st", 25),
          entry("sv", 28),
          entry("tl", 23),
          entry("tn", 24),
          entry("tr", 26),
          entry("ua", 29),
          entry("va", 22),
          entry("vg", 24),
          entry("xk", 20),
          entry("ye", 30));

  private Ibans() {}

  /// Whether two letters and two digits stand at an offset that begins a word.
  static boolean mayBeginAt(String text, int at) {
    return at + 14 < text.length()
        && Signs.latin(text.charAt(at))
        && Signs.latin(text.charAt(at + 1))
        && Signs.digit(text.charAt(at + 2))
        && Signs.digit(text.charAt(at + 3))
        && !Character.isLetterOrDigit(Signs.at(text, at - 1));
  }

  /// The offset after the IBAN that begins at `at`, with single spaces or hyphens between its
  /// groups; -1 when it is none.
  static int end(String text, int at) {
    var length = LENGTHS.get(text.substring(at, at + 2).toLowerCase(Locale.ROOT));
    if (length == null) {
      return -1;
    }
    var country = letters(text, at);
    var check = Signs.value(text.charAt(at + 2)) * 10 + Signs.value(text.charAt(at + 3));
    var rest = 0;
    var left = length - 4;
    var i = at + 4;
    while (left > 0 && i < text.length()) {
      var value = Signs.value(text.charAt(i));
      if (value < 0) {
        var c = text.charAt(i);
        if (c != ' ' && c != '-' || Signs.value(Signs.at(text, i + 1)) < 0) {
          return -1;
        }
      } else {
        rest = (value < 10 ? rest * 10 + value : rest * 100 + value) % 97;
        left--;
      }
      i++;
    }
    if (left > 0 || Character.isLetterOrDigit(Signs.at(text, i))) {
      return -1;
    }
    return ((rest * 10_000 + country) % 97 * 100 + check) % 97 == 1 ? i : -1;
  }

  private static int letters(String text, int at) {
    return Signs.value(text.charAt(at)) * 100 + Signs.value(text.charAt(at + 1));
  }
}

package dev.decorum.conduct.leaks;

/// Shows that something is there without saying what: enough for its owner to know it again, never
/// the whole.
///
/// | what | shown as |
/// |---|---|
/// | card | first digit and last four: `4••• •••• •••• 1111` |
/// | IBAN | country and last two: `DE•• •••• •••• •••• •••• 00` |
/// | national id, passport | last two: `•••-••-••41` |
/// | date of birth | nothing: `•• ••••• ••••` |
/// | password, key | eight dots, whatever the length; a key with its known beginning: `sk_live_••••••••` |
/// | health, names, notes | the first letter of each word: `H•••••• H••••` |
public final class Masks {

  private static final char DOT = '•';
  private static final String SECRET = "••••••••";
  private static final int LONGEST = 80;

  private Masks() {}

  /// `words` with all but a hint replaced by dots.
  public static String mask(Kind kind, String words) {
    return switch (kind) {
      case CARD -> numbers(words, 1, 4);
      case IBAN -> numbers(words, 2, 2);
      case ID -> numbers(words, 0, 2);
      case DOB -> numbers(words, 0, 0);
      case PASSWORD -> SECRET;
      case API_KEY -> KeyForm.prefix(words) + SECRET;
      case HEALTH, OTHER_CLIENT, INTERNAL -> initials(words);
    };
  }

  private static String numbers(String words, int first, int last) {
    var signs = (int) words.chars().filter(Character::isLetterOrDigit).count();
    var masked = new StringBuilder(words.length());
    var seen = 0;
    for (var i = 0; i < words.length(); i++) {
      var c = words.charAt(i);
      if (Character.isLetterOrDigit(c)) {
        // Of a short one nothing is left to show.
        var shown = signs > 2 * (first + last) && (seen < first || seen >= signs - last);
        seen++;
        masked.append(shown ? c : DOT);
      } else {
        masked.append(Character.isSurrogate(c) ? DOT : c);
      }
    }
    return masked.toString();
  }

  private static String initials(String words) {
    var masked = new StringBuilder(Math.min(words.length(), LONGEST) + 1);
    var inside = false;
    for (var i = 0; i < words.length(); i++) {
      if (i == LONGEST) {
        return masked.append('…').toString();
      }
      var c = words.charAt(i);
      var sign = Character.isLetterOrDigit(c) || Character.isSurrogate(c);
      masked.append(sign && (inside || Character.isSurrogate(c)) ? DOT : c);
      inside = sign;
    }
    return masked.toString();
  }
}

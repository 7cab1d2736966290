package dev.decorum.conduct.leaks;

/// Words of a text that must not leave.
///
/// @param form what exactly it is, such as `us_ssn`
/// @param start offset of the first UTF-16 unit
/// @param end offset after the last UTF-16 unit
/// @param sure whether it can hardly be anything else
/// @param shown the words masked, fit to be shown and stored
public record Leak(Kind kind, String form, int start, int end, boolean sure, String shown) {

  static Leak of(Kind kind, String form, int start, int end) {
    return new Leak(kind, form, start, end, true, "");
  }

  static Leak unsure(Kind kind, String form, int start, int end) {
    return new Leak(kind, form, start, end, false, "");
  }

  Leak shownIn(String text) {
    return new Leak(kind, form, start, end, sure, Masks.mask(kind, text.substring(start, end)));
  }
}

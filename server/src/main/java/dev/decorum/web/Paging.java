package dev.decorum.web;

import org.jspecify.annotations.Nullable;

/// Which part of a list is asked for: `?limit=50&cursor=…`. Controllers take it as a parameter.
///
/// @param limit how many at most, 1 to 200
/// @param cursor where to go on; null at the start
public record Paging(int limit, @Nullable Cursor cursor) {

  public static final int USUAL = 50;
  public static final int MOST = 200;

  /// More than the most is cut down to it; what is no number is refused.
  static Paging parse(@Nullable String limit, @Nullable String cursor) {
    return new Paging(
        limit == null || limit.isEmpty() ? USUAL : limit(limit),
        cursor == null || cursor.isEmpty() ? null : Cursor.parse(cursor));
  }

  private static int limit(String text) {
    if (!text.matches("[0-9]{1,9}") || Integer.parseInt(text) == 0) {
      throw new BadRequest("limit.invalid");
    }
    return Math.min(MOST, Integer.parseInt(text));
  }
}

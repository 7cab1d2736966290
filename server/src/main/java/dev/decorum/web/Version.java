package dev.decorum.web;

import org.jspecify.annotations.Nullable;

/// The version that a change was made for, from the optional header `If-Match`. Controllers take it
/// as a parameter and hand it to the door, which compares under the lock of the row.
///
/// @param number null when any version will do
public record Version(@Nullable Long number) {

  /// The ETag of a resource: `ResponseEntity.ok().eTag(Version.tag(7))`. Spring answers 304 by
  /// itself when the caller has that version.
  public static String tag(long number) {
    return "\"" + number + "\"";
  }

  static Version parse(@Nullable String header) {
    if (header == null || header.strip().equals("*")) {
      return new Version(null);
    }
    // A proxy that compresses may have made the tag weak.
    String tag = header.strip().replaceFirst("^W/", "");
    if (!tag.matches("\"[0-9]{1,18}\"")) {
      throw new BadRequest("if_match.invalid");
    }
    return new Version(Long.parseLong(tag, 1, tag.length() - 1, 10));
  }

  /// @throws Stale when the resource has another version by now
  public void require(long present) {
    if (number != null && number != present) {
      throw new Stale();
    }
  }
}

package dev.decorum.mail;

import java.nio.charset.StandardCharsets;
import java.text.Normalizer;

/// File names that may be shown and offered for download.
final class SafeNames {

  private static final int MAX_BYTES = 255;
  private static final int MAX_EXTENSION_BYTES = 32;

  private SafeNames() {}

  /// The order matters: a path or an extension must not come into being when invisible characters
  /// are taken out, so they go first.
  static String safe(String claim, String type) {
    var visible = new StringBuilder(Math.min(claim.length(), 1024));
    composed(Characters.wellFormed(claim))
        .codePoints()
        .filter(c -> !isInvisible(c))
        .forEach(visible::appendCodePoint);
    String seen = composed(visible.toString());
    String name =
        withoutEdges(seen.substring(1 + Math.max(seen.lastIndexOf('/'), seen.lastIndexOf('\\'))));
    return name.isEmpty() ? "attachment." + MediaTypes.extension(type) : shortened(name);
  }

  private static String composed(String text) {
    return Normalizer.normalize(text, Normalizer.Form.NFC);
  }

  private static boolean isInvisible(int c) {
    return switch (Character.getType(c)) {
      case Character.FORMAT,
          Character.CONTROL,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR ->
          true;
      default -> false;
    };
  }

  /// Names of dots alone point at folders, and edges of white space and dots hide the extension.
  private static String withoutEdges(String name) {
    int start = 0;
    int end = name.length();
    while (start < end && isEdge(name.charAt(start))) {
      start++;
    }
    while (start < end && isEdge(name.charAt(end - 1))) {
      end--;
    }
    return name.substring(start, end);
  }

  private static boolean isEdge(char c) {
    return c == '.' || Character.isWhitespace(c) || Character.isSpaceChar(c);
  }

  private static String shortened(String name) {
    if (bytes(name) <= MAX_BYTES) {
      return name;
    }
    int dot = name.lastIndexOf('.');
    String extension =
        dot > 0 && bytes(name.substring(dot)) <= MAX_EXTENSION_BYTES ? name.substring(dot) : "";
    int room = MAX_BYTES - bytes(extension);
    int end = 0;
    while (end < name.length()) {
      int c = name.codePointAt(end);
      int size = Character.toString(c).getBytes(StandardCharsets.UTF_8).length;
      if (size > room) {
        break;
      }
      room -= size;
      end += Character.charCount(c);
    }
    return withoutEdges(name.substring(0, end)) + extension;
  }

  private static int bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8).length;
  }
}

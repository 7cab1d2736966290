package dev.decorum.mail;

import java.util.Arrays;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// A text as numbered lines. Lines too long to be anything but running text are not looked into.
final class TextLines {

  /// Longer lines hold no attribution, header or signature.
  static final int MAX_MARK = 400;

  private final String text;
  private int[] starts = new int[64];
  private int count;
  private final @Nullable String[] lowerCase;

  /// How many marks of quoting are not looked at.
  private final int depth;

  TextLines(String text) {
    this(text, 0);
  }

  private TextLines(String text, int depth) {
    this.text = text;
    this.depth = depth;
    for (int at = 0; at < text.length(); ) {
      if (count + 1 >= starts.length) {
        starts = Arrays.copyOf(starts, starts.length * 2);
      }
      starts[count++] = at;
      int end = text.indexOf('\n', at);
      at = end < 0 ? text.length() : end + 1;
    }
    starts[count] = text.length();
    lowerCase = new String[count];
  }

  /// The same lines as they read in the mail that is quoted.
  TextLines unquoted() {
    return new TextLines(text, depth + 1);
  }

  int count() {
    return count;
  }

  /// Offset of the line's first character; of the text's end for the line behind the last.
  int start(int line) {
    return starts[line];
  }

  /// The line that holds the offset; the count of lines for the text's end and beyond.
  int at(int offset) {
    int found = Arrays.binarySearch(starts, 0, count, offset);
    int line = found >= 0 ? found : -found - 2;
    return offset >= text.length() ? count : Math.max(0, line);
  }

  int length(int line) {
    return starts[line + 1] - starts[line];
  }

  boolean isBlank(int line) {
    for (int i = begin(line); i < starts[line + 1]; i++) {
      char c = text.charAt(i);
      if (!Character.isWhitespace(c) && c != '\u00a0' && c != '\u200b') {
        return false;
      }
    }
    return true;
  }

  /// Begins with a tab or as many blanks.
  boolean isIndented(int line) {
    int begin = begin(line);
    return text.startsWith("\t", begin)
        || text.startsWith("   ", begin)
        || text.startsWith("=09", begin);
  }

  /// Begins with `>`, after a few spaces at most.
  boolean isMarked(int line) {
    return mark(line, begin(line)) >= 0;
  }

  /// Where the mark of quoting stands, or -1.
  private int mark(int line, int from) {
    for (int i = from; i < starts[line + 1] && i < from + 4; i++) {
      char c = text.charAt(i);
      if (c == '>') {
        return i;
      }
      if (c != ' ' && c != '\t') {
        return -1;
      }
    }
    return -1;
  }

  /// Behind the marks that are not looked at.
  private int begin(int line) {
    int begin = starts[line];
    for (int i = 0; i < depth; i++) {
      int mark = mark(line, begin);
      if (mark < 0) {
        break;
      }
      begin = mark + 1;
    }
    return begin;
  }

  /// The line without white space at its ends; empty for lines that are too long to matter.
  String stripped(int line) {
    return length(line) > MAX_MARK
        ? ""
        : decoded(text.substring(begin(line), starts[line + 1]).replace('\u00a0', ' ').strip());
  }

  /// Without the tabs and blanks of a transfer encoding that got lost on the way.
  private static String decoded(String line) {
    return line.contains("=09") || line.endsWith("=20")
        ? line.replace("=09", "\t").replace("=20", " ").strip()
        : line;
  }

  /// The same in lower case, which is asked for many times.
  String lowerCase(int line) {
    var known = lowerCase[line];
    if (known == null) {
      known = stripped(line).toLowerCase(Locale.ROOT);
      lowerCase[line] = known;
    }
    return known;
  }

  /// The line itself, without its end.
  String raw(int line) {
    int end = starts[line + 1];
    if (end > starts[line] && text.charAt(end - 1) == '\n') {
      end--;
    }
    int begin = Math.min(begin(line), end);
    return text.substring(begin, Math.min(end, begin + MAX_MARK));
  }

  /// The first line from `from` on that is not blank, or the count of lines.
  int skipBlank(int from) {
    int line = from;
    while (line < count && isBlank(line)) {
      line++;
    }
    return line;
  }
}

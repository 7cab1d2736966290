package dev.decorum.mail;

import java.io.ByteArrayOutputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// The text in Outlook's rich text: unpacked (MS-OXRTFCP) and freed of its formatting.
final class Rtf {

  private static final int COMPRESSED = 0x75465a4c;
  private static final int PLAIN = 0x414c454d;
  private static final int HEADER = 16;
  private static final int MAX_OUTPUT = 4 << 20;
  private static final int MAX_DEPTH = 200;

  /// What every writer and reader begins with.
  private static final byte[] DICTIONARY =
      ("{\\rtf1\\ansi\\mac\\deff0\\deftab720{\\fonttbl;}{\\f0\\fnil \\froman \\fswiss \\fmodern "
              + "\\fscript \\fdecor MS Sans SerifSymbolArialTimes New RomanCourier"
              + "{\\colortbl\\red0\\green0\\blue0\r\n\\par \\pard\\plain\\f0\\fs20\\b\\i\\u\\tab\\tx")
          .getBytes(StandardCharsets.US_ASCII);

  /// Groups that hold no text for people.
  private static final Set<String> SILENT =
      Set.of("fonttbl", "colortbl", "stylesheet", "info", "pict", "object", "header", "footer");

  private Rtf() {}

  /// Null where the bytes are none. The output is bounded, whatever is claimed.
  static byte @Nullable [] decompressed(byte[] packed) {
    if (packed.length < HEADER) {
      return null;
    }
    int form = int32(packed, 8);
    if (form == PLAIN) {
      return java.util.Arrays.copyOfRange(packed, HEADER, packed.length);
    }
    return form == COMPRESSED ? unpacked(packed) : null;
  }

  private static byte[] unpacked(byte[] packed) {
    byte[] window = new byte[4096];
    System.arraycopy(DICTIONARY, 0, window, 0, DICTIONARY.length);
    int write = DICTIONARY.length;
    var out = new ByteArrayOutputStream();
    int at = HEADER;
    while (at < packed.length && out.size() < MAX_OUTPUT) {
      int control = packed[at++];
      for (int bit = 0; bit < 8; bit++) {
        if ((control & 1 << bit) == 0) {
          if (at >= packed.length) {
            return out.toByteArray();
          }
          byte one = packed[at++];
          out.write(one);
          window[write] = one;
          write = (write + 1) % window.length;
        } else {
          if (at + 1 >= packed.length) {
            return out.toByteArray();
          }
          int reference = (packed[at] & 0xff) << 8 | (packed[at + 1] & 0xff);
          at += 2;
          int read = reference >> 4;
          if (read == write) {
            return out.toByteArray();
          }
          for (int i = 0; i < (reference & 0xf) + 2; i++) {
            byte one = window[read];
            read = (read + 1) % window.length;
            out.write(one);
            window[write] = one;
            write = (write + 1) % window.length;
          }
        }
      }
    }
    return out.toByteArray();
  }

  private static int int32(byte[] bytes, int at) {
    return (bytes[at] & 0xff)
        | (bytes[at + 1] & 0xff) << 8
        | (bytes[at + 2] & 0xff) << 16
        | (bytes[at + 3] & 0xff) << 24;
  }

  static String text(byte[] rtf) {
    return new Reader(new String(rtf, StandardCharsets.ISO_8859_1)).read();
  }

  /// What a group changes until it ends.
  private record State(boolean silent, int skipped) {}

  private static final class Reader {
    private final String rtf;
    private final StringBuilder out = new StringBuilder();
    private final Deque<State> outer = new ArrayDeque<>();
    private final ByteArrayOutputStream pending = new ByteArrayOutputStream();
    private State state = new State(false, 1);
    private Charset charset = Charsets.WINDOWS_1252;
    private int at;

    /// Characters that stand for one that was already given in Unicode.
    private int toSkip;

    private Reader(String rtf) {
      this.rtf = rtf;
    }

    String read() {
      while (at < rtf.length() && out.length() < MAX_OUTPUT) {
        char c = rtf.charAt(at++);
        switch (c) {
          case '{' -> {
            if (outer.size() < MAX_DEPTH) {
              outer.push(state);
            }
          }
          case '}' -> {
            flush();
            state = outer.isEmpty() ? state : outer.pop();
          }
          case '\\' -> control();
          case '\r', '\n' -> {
            // Breaks of the file, not of the text.
          }
          default -> append(c);
        }
      }
      flush();
      return out.toString();
    }

    private void control() {
      if (at >= rtf.length()) {
        return;
      }
      char c = rtf.charAt(at);
      if (c == '\'') {
        hex();
      } else if (isLetter(c)) {
        word();
      } else {
        at++;
        switch (c) {
          case '*' -> state = new State(true, state.skipped);
          case '~' -> append(' ');
          case '\\', '{', '}' -> append(c);
          case '\r', '\n' -> line();
          default -> {
            // Hyphens that are shown only at the end of a line, and the like.
          }
        }
      }
    }

    private void hex() {
      int value =
          at + 2 < rtf.length()
              ? Character.digit(rtf.charAt(at + 1), 16) * 16
                  + Character.digit(rtf.charAt(at + 2), 16)
              : -1;
      at = Math.min(rtf.length(), at + 3);
      if (toSkip > 0) {
        toSkip--;
      } else if (value > 0 && !state.silent) {
        pending.write(value);
      }
    }

    private void word() {
      int start = at;
      while (at < rtf.length() && isLetter(rtf.charAt(at))) {
        at++;
      }
      String name = rtf.substring(start, at);
      int number = number();
      if (at < rtf.length() && rtf.charAt(at) == ' ') {
        at++;
      }
      switch (name) {
        case "par", "line", "sect", "row" -> line();
        case "tab", "cell" -> append('\t');
        case "ansicpg" -> charset = Charsets.ofCodePage(number);
        case "uc" -> state = new State(state.silent, Math.clamp(number, 0, 8));
        case "u" -> {
          unicode((char) number);
          toSkip = state.skipped;
        }
        case "bin" -> at = Math.min(rtf.length(), at + Math.max(0, Math.min(number, rtf.length())));
        case "emdash" -> unicode('\u2014');
        case "endash" -> unicode('\u2013');
        case "bullet" -> unicode('\u2022');
        case "lquote" -> unicode('\u2018');
        case "rquote" -> unicode('\u2019');
        case "ldblquote" -> unicode('\u201c');
        case "rdblquote" -> unicode('\u201d');
        default -> {
          if (SILENT.contains(name)) {
            state = new State(true, state.skipped);
          }
        }
      }
    }

    /// Behind the word; 0 where there is none.
    private int number() {
      int start = at;
      if (at < rtf.length() && rtf.charAt(at) == '-') {
        at++;
      }
      while (at < rtf.length() && Character.isDigit(rtf.charAt(at)) && at - start < 10) {
        at++;
      }
      try {
        return at == start ? 0 : Integer.parseInt(rtf.substring(start, at));
      } catch (NumberFormatException tooLarge) {
        return 0;
      }
    }

    private static boolean isLetter(char c) {
      return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
    }

    private void append(char c) {
      if (toSkip > 0) {
        toSkip--;
      } else if (!state.silent) {
        flush();
        out.append(c);
      }
    }

    private void unicode(char c) {
      flush();
      if (!state.silent) {
        out.append(c);
      }
    }

    private void line() {
      flush();
      if (!state.silent) {
        out.append('\n');
      }
    }

    /// Bytes beyond ASCII make up characters together.
    private void flush() {
      if (pending.size() > 0) {
        out.append(pending.toString(charset));
        pending.reset();
      }
    }
  }
}

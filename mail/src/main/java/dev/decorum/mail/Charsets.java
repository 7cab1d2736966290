package dev.decorum.mail;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Bytes into text, whatever the mail says about their charset: as declared, else as UTF-8 where
/// they are that, else as windows-1252, in which every byte is something.
final class Charsets {

  static final Charset WINDOWS_1252 = Charset.forName("windows-1252");

  /// Names that are in use and that Java does not know, or knows as less than what senders mean.
  private static final Map<String, String> MEANT =
      Map.ofEntries(
          Map.entry("iso-8859-1", "windows-1252"),
          Map.entry("iso8859-1", "windows-1252"),
          Map.entry("iso_8859-1", "windows-1252"),
          Map.entry("latin1", "windows-1252"),
          Map.entry("latin-1", "windows-1252"),
          Map.entry("ansi", "windows-1252"),
          Map.entry("cp-1252", "windows-1252"),
          Map.entry("windows1252", "windows-1252"),
          Map.entry("iso-8859-9", "windows-1254"),
          Map.entry("iso-8859-8-i", "iso-8859-8"),
          Map.entry("iso-8859-8-e", "iso-8859-8"),
          Map.entry("gb2312", "GB18030"),
          Map.entry("gbk", "GB18030"),
          Map.entry("x-gbk", "GB18030"),
          Map.entry("cp936", "GB18030"),
          Map.entry("ks_c_5601-1987", "x-windows-949"),
          Map.entry("ks_c_5601", "x-windows-949"),
          Map.entry("euc-kr", "x-windows-949"),
          Map.entry("cp949", "x-windows-949"),
          Map.entry("shift_jis", "windows-31j"),
          Map.entry("shift-jis", "windows-31j"),
          Map.entry("sjis", "windows-31j"),
          Map.entry("x-sjis", "windows-31j"),
          Map.entry("utf", "UTF-8"),
          Map.entry("unicode", "UTF-8"),
          Map.entry("unicode-1-1-utf-8", "UTF-8"),
          Map.entry("x-user-defined", "windows-1252"),
          Map.entry("big5-hkscs", "Big5-HKSCS"),
          Map.entry("x-mac-roman", "x-MacRoman"),
          Map.entry("macintosh", "x-MacRoman"));

  private Charsets() {}

  static String decode(byte[] bytes, @Nullable String declared) {
    if (declared == null) {
      return undeclared(bytes);
    }
    String name = cleaned(declared);
    if (Utf7.isName(name)) {
      return Utf7.decode(bytes);
    }
    Charset charset = find(name);
    if (charset == null
        || charset.equals(StandardCharsets.UTF_8)
        || charset.equals(StandardCharsets.US_ASCII)) {
      return undeclared(bytes);
    }
    if (charset.equals(WINDOWS_1252)) {
      // Text that is valid UTF-8 beyond ASCII is hardly ever anything else: the label is wrong.
      return undeclared(bytes);
    }
    String text = strictly(bytes, charset);
    if (text != null) {
      return text;
    }
    String utf8 = strictly(bytes, StandardCharsets.UTF_8);
    return utf8 != null ? utf8 : new String(bytes, charset);
  }

  /// UTF-8 where the bytes are that or nearly so, else windows-1252.
  static String undeclared(byte[] bytes) {
    Charset told = marked(bytes);
    told = told == null ? escaped(bytes) : told;
    if (told != null) {
      String text = strictly(bytes, told);
      if (text != null) {
        return text;
      }
    }
    return utf8OrWestern(bytes);
  }

  private static String utf8OrWestern(byte[] bytes) {
    String text = strictly(bytes, StandardCharsets.UTF_8);
    if (text != null) {
      return text;
    }
    return looksLikeUtf8(bytes)
        ? new String(bytes, StandardCharsets.UTF_8)
        : new String(bytes, WINDOWS_1252);
  }

  /// Of Windows; windows-1252 where it is not known.
  static Charset ofCodePage(int page) {
    String name =
        switch (page) {
          case 65001 -> "utf-8";
          case 932 -> "windows-31j";
          case 936 -> "gb18030";
          case 949 -> "x-windows-949";
          case 950 -> "big5";
          case 20127, 28591 -> "windows-1252";
          case 437, 850, 852, 866 -> "ibm" + page;
          default -> "windows-" + page;
        };
    Charset charset = find(name);
    return charset == null ? WINDOWS_1252 : charset;
  }

  /// Japanese and Korean mail in seven bits is often sent without saying so.
  private static @Nullable Charset escaped(byte[] bytes) {
    for (int i = 0; i + 2 < bytes.length; i++) {
      if (bytes[i] < 0) {
        return null;
      }
      if (bytes[i] == 0x1b) {
        boolean japanese = bytes[i + 1] == '$' && (bytes[i + 2] == 'B' || bytes[i + 2] == '@');
        return japanese ? find("iso-2022-jp") : null;
      }
    }
    return null;
  }

  /// As a byte order mark says.
  private static @Nullable Charset marked(byte[] bytes) {
    if (bytes.length < 4 || bytes.length % 2 != 0) {
      return null;
    }
    int first = (bytes[0] & 0xff) << 8 | (bytes[1] & 0xff);
    return first == 0xfeff || first == 0xfffe ? StandardCharsets.UTF_16 : null;
  }

  private static @Nullable Charset find(String name) {
    return Known.BY_NAME.get(MEANT.getOrDefault(name, name).toLowerCase(Locale.ROOT));
  }

  /// All charsets by their names. To ask Java for one that it does not know takes so long that a
  /// header full of them would take seconds.
  private static final class Known {
    private static final Map<String, Charset> BY_NAME = new HashMap<>();

    static {
      for (Charset charset : Charset.availableCharsets().values()) {
        charset.aliases().forEach(alias -> BY_NAME.put(alias.toLowerCase(Locale.ROOT), charset));
        BY_NAME.put(charset.name().toLowerCase(Locale.ROOT), charset);
      }
    }
  }

  private static String cleaned(String declared) {
    var name = new StringBuilder(declared.length());
    declared
        .chars()
        .limit(60)
        .filter(c -> c > ' ' && c != '"' && c != '\'')
        .forEach(c -> name.append((char) c));
    return name.toString().toLowerCase(Locale.ROOT);
  }

  private static @Nullable String strictly(byte[] bytes, Charset charset) {
    try {
      CharBuffer text =
          charset
              .newDecoder()
              .onMalformedInput(CodingErrorAction.REPORT)
              .onUnmappableCharacter(CodingErrorAction.REPORT)
              .decode(ByteBuffer.wrap(bytes));
      return text.toString();
    } catch (CharacterCodingException wrong) {
      return null;
    }
  }

  /// A cut or damaged character does not make a UTF-8 text something else: whole ones beyond ASCII
  /// must outnumber the broken bytes.
  private static boolean looksLikeUtf8(byte[] bytes) {
    int whole = 0;
    int broken = 0;
    int i = 0;
    while (i < bytes.length) {
      int length = sequenceLength(bytes[i]);
      int got = 1;
      while (got < length && i + got < bytes.length && (bytes[i + got] & 0xc0) == 0x80) {
        got++;
      }
      if (length == 0) {
        broken++;
        i++;
      } else {
        if (length > 1) {
          if (got == length) {
            whole++;
          } else {
            broken++;
          }
        }
        i += got;
      }
    }
    return whole > broken;
  }

  private static int sequenceLength(byte first) {
    int b = first & 0xff;
    if (b < 0x80) {
      return 1;
    }
    if (b >= 0xc2 && b <= 0xdf) {
      return 2;
    }
    if (b >= 0xe0 && b <= 0xef) {
      return 3;
    }
    return b >= 0xf0 && b <= 0xf4 ? 4 : 0;
  }
}

package dev.decorum.mail;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The files and the text in a `winmail.dat`, the form of Outlook and Exchange (MS-OXTNEF).
///
/// All lengths in it are claims: nothing is read beyond the bytes that are there, and no room is
/// made for more than them. What is broken ends the reading; what came before it stays.
final class Tnef {

  private static final int SIGNATURE = 0x223e9f78;
  private static final int MAX_FILES = 200;
  private static final int MAX_PROPERTIES = 2_000;
  private static final int MAX_DEPTH = 3;

  private static final int BODY = 0x0002800c;
  private static final int CODE_PAGE = 0x00069007;
  private static final int MESSAGE_PROPERTIES = 0x00069003;
  private static final int NEXT_FILE = 0x00069002;
  private static final int FILE_TITLE = 0x00018010;
  private static final int FILE_DATA = 0x0006800f;
  private static final int FILE_PROPERTIES = 0x00069005;

  private static final int TEXT = 0x1000;
  private static final int RTF = 0x1009;
  private static final int HTML = 0x1013;
  private static final int DATA = 0x3701;
  private static final int SHORT_NAME = 0x3704;
  private static final int LONG_NAME = 0x3707;
  private static final int MEDIA_TYPE = 0x370e;
  private static final int CONTENT_ID = 0x3712;
  private static final int ATTACHED_NAME = 0x3001;

  private static final int UNICODE = 0x001f;
  private static final int OBJECT = 0x000d;

  /// A file in it.
  record File(String name, String type, @Nullable String contentId, byte[] bytes) {}

  private final Input in;
  private final int depth;
  private final List<File> files = new ArrayList<>();
  private Charset charset = Charsets.WINDOWS_1252;
  private @Nullable String plain;
  private @Nullable String html;
  private @Nullable String rtf;

  private @Nullable OpenFile open;

  private static final class OpenFile {
    private String name = "";
    private String type = MediaTypes.UNKNOWN;
    private @Nullable String contentId;
    private byte @Nullable [] bytes;
    private @Nullable Tnef message;
  }

  private Tnef(byte[] bytes, int depth) {
    this.in = new Input(bytes);
    this.depth = depth;
  }

  /// Null where the bytes are none.
  static @Nullable Tnef read(byte[] bytes) {
    return read(bytes, 0);
  }

  private static @Nullable Tnef read(byte[] bytes, int depth) {
    var tnef = new Tnef(bytes, depth);
    if (bytes.length < 6 || tnef.in.int32() != SIGNATURE) {
      return null;
    }
    tnef.in.int16();
    tnef.readAttributes();
    return tnef;
  }

  static boolean isTnef(Entity part) {
    return part.type.equals("application/ms-tnef")
        || part.type.equals("application/vnd.ms-tnef")
        || part.claimedName().toLowerCase(Locale.ROOT).equals("winmail.dat");
  }

  List<File> files() {
    return files;
  }

  @Nullable String html() {
    return html;
  }

  /// The text, made of the RTF where there is no other.
  @Nullable String plain() {
    return plain != null ? plain : rtf;
  }

  private void readAttributes() {
    while (in.left() >= 9) {
      in.int8();
      int id = in.int32();
      byte[] data = in.bytes(in.int32());
      in.int16();
      switch (id) {
        case CODE_PAGE -> charset = charsetOf(data);
        case BODY -> plain = string(data, charset);
        case MESSAGE_PROPERTIES -> readMessage(new Input(data));
        case NEXT_FILE -> {
          close();
          open = new OpenFile();
        }
        case FILE_TITLE -> opened().name = string(data, charset);
        case FILE_DATA -> opened().bytes = data;
        case FILE_PROPERTIES -> readFile(new Input(data));
        default -> {
          // Says nothing that is shown.
        }
      }
    }
    close();
  }

  private OpenFile opened() {
    OpenFile file = open;
    if (file == null) {
      file = new OpenFile();
      open = file;
    }
    return file;
  }

  private void close() {
    OpenFile file = open;
    open = null;
    if (file == null || files.size() >= MAX_FILES) {
      return;
    }
    Tnef message = file.message;
    if (message != null) {
      addMessage(message, file.name);
    } else if (file.bytes != null) {
      files.add(new File(file.name, file.type, file.contentId, file.bytes));
    }
  }

  /// A mail in the mail: its text as a file, and its files.
  private void addMessage(Tnef message, String name) {
    String title = name.isEmpty() ? "message" : name;
    String inner = message.html();
    if (inner != null) {
      files.add(new File(title + ".html", "text/html", null, utf8(inner)));
    } else if (message.plain() != null) {
      files.add(
          new File(title + ".txt", "text/plain", null, utf8(String.valueOf(message.plain()))));
    }
    message.files.stream().limit(MAX_FILES - files.size()).forEach(files::add);
  }

  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private void readMessage(Input properties) {
    Map<Integer, Property> read = properties(properties);
    Property text = read.get(TEXT);
    if (text != null) {
      plain = text.string(charset);
    }
    Property markup = read.get(HTML);
    if (markup != null) {
      html =
          markup.type == UNICODE
              ? markup.string(charset)
              : Charsets.decode(markup.bytes, HtmlText.declaredCharset(markup.bytes));
    }
    Property rich = read.get(RTF);
    if (rich != null && plain == null && html == null) {
      byte[] unpacked = Rtf.decompressed(rich.bytes);
      rtf = unpacked == null ? null : Rtf.text(unpacked);
    }
  }

  private void readFile(Input properties) {
    Map<Integer, Property> read = properties(properties);
    OpenFile file = opened();
    for (int id : new int[] {ATTACHED_NAME, SHORT_NAME, LONG_NAME}) {
      Property name = read.get(id);
      if (name != null && !name.string(charset).isEmpty()) {
        file.name = name.string(charset);
      }
    }
    Property type = read.get(MEDIA_TYPE);
    if (type != null) {
      file.type = MediaTypes.clean(type.string(charset));
    }
    Property id = read.get(CONTENT_ID);
    if (id != null) {
      file.contentId = id.string(charset);
    }
    Property data = read.get(DATA);
    if (data != null && data.type == OBJECT && data.bytes.length > 16) {
      byte[] inner = Arrays.copyOfRange(data.bytes, 16, data.bytes.length);
      file.message = depth < MAX_DEPTH ? read(inner, depth + 1) : null;
      file.bytes = file.message == null ? inner : null;
    } else if (data != null && file.bytes == null) {
      file.bytes = data.bytes;
    }
  }

  // The properties of MAPI.

  private static final class Property {
    private final int type;
    private final byte[] bytes;

    private Property(int type, byte[] bytes) {
      this.type = type;
      this.bytes = bytes;
    }

    String string(Charset charset) {
      return Tnef.string(bytes, type == UNICODE ? StandardCharsets.UTF_16LE : charset);
    }
  }

  private static Map<Integer, Property> properties(Input in) {
    var properties = new HashMap<Integer, Property>();
    int count = Math.min(in.int32(), MAX_PROPERTIES);
    for (int i = 0; i < count && in.left() >= 4; i++) {
      int type = in.int16();
      int id = in.int16();
      if (id >= 0x8000) {
        skipName(in);
      }
      boolean many = (type & 0x1000) != 0;
      int kind = type & 0x0fff;
      int width = width(kind);
      if (width < 0) {
        int values = in.int32();
        byte[] first = {};
        for (int value = 0; value < values && in.left() >= 4; value++) {
          byte[] bytes = in.padded(in.int32());
          first = value == 0 ? bytes : first;
        }
        properties.putIfAbsent(id, new Property(kind, first));
      } else if (width == 0) {
        return properties;
      } else {
        long values = many ? Integer.toUnsignedLong(in.int32()) : 1;
        in.bytes((int) Math.min(Integer.MAX_VALUE, values * width));
      }
    }
    return properties;
  }

  private static void skipName(Input in) {
    in.bytes(16);
    int kind = in.int32();
    if (kind == 0) {
      in.int32();
    } else {
      in.padded(in.int32());
    }
  }

  /// In bytes, with what fills up to four; -1 where the length is told, 0 where it is not known.
  private static int width(int type) {
    return switch (type) {
      case 0x0002, 0x0003, 0x0004, 0x000a, 0x000b -> 4;
      case 0x0005, 0x0006, 0x0007, 0x0014, 0x0040 -> 8;
      case 0x0048 -> 16;
      case OBJECT, 0x001e, UNICODE, 0x0102 -> -1;
      default -> 0;
    };
  }

  private static Charset charsetOf(byte[] data) {
    int page = data.length < 2 ? 0 : (data[0] & 0xff) | (data[1] & 0xff) << 8;
    return Charsets.ofCodePage(page);
  }

  private static String string(byte[] bytes, Charset charset) {
    String text = new String(bytes, charset);
    int end = text.indexOf('\0');
    return end < 0 ? text : text.substring(0, end);
  }

  /// Little-endian numbers and bytes; what is not there reads as nothing.
  private static final class Input {
    private final byte[] bytes;
    private int at;

    private Input(byte[] bytes) {
      this.bytes = bytes;
    }

    int left() {
      return bytes.length - at;
    }

    int int8() {
      return at < bytes.length ? bytes[at++] & 0xff : 0;
    }

    int int16() {
      return int8() | int8() << 8;
    }

    int int32() {
      return int16() | int16() << 16;
    }

    byte[] bytes(int length) {
      int end = length < 0 || length > left() ? bytes.length : at + length;
      byte[] read = Arrays.copyOfRange(bytes, at, end);
      at = end;
      return read;
    }

    byte[] padded(int length) {
      byte[] read = bytes(length);
      at = Math.min(bytes.length, at + ((4 - read.length % 4) % 4));
      return read;
    }
  }
}

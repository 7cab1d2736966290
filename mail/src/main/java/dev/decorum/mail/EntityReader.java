package dev.decorum.mail;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.Locale;
import org.apache.james.mime4j.MimeException;
import org.apache.james.mime4j.codec.Base64InputStream;
import org.apache.james.mime4j.codec.DecodeMonitor;
import org.apache.james.mime4j.codec.QuotedPrintableInputStream;
import org.apache.james.mime4j.io.MaxHeaderLengthLimitException;
import org.apache.james.mime4j.io.MaxHeaderLimitException;
import org.apache.james.mime4j.stream.EntityState;
import org.apache.james.mime4j.stream.MimeConfig;
import org.apache.james.mime4j.stream.MimeTokenStream;
import org.apache.james.mime4j.stream.RecursionMode;
import org.jspecify.annotations.Nullable;

/// Takes a mail apart into its tree of parts, within limits.
///
/// The walking is mime4j's; here is what it leaves to its caller: how deep, how many, and
/// multiparts whose boundary is not declared or never comes. Mails within a mail are not opened.
final class EntityReader {

  static final int MAX_DEPTH = 30;
  private static final int MAX_PARTS = 1_000;
  private static final int MAX_HEADERS = 1_000;
  private static final int MAX_HEADER_BYTES = 1 << 20;

  private static final MimeConfig CONFIG =
      new MimeConfig.Builder()
          .setMaxLineLen(-1)
          .setMaxContentLen(-1)
          .setMaxHeaderCount(MAX_HEADERS)
          .setMaxHeaderLen(MAX_HEADER_BYTES)
          .setStrictParsing(false)
          .setMalformedHeaderStartsBody(false)
          .build();

  private int parts;
  private boolean depthCut;

  /// How many bytes may still be read again for the sake of boundaries that are not declared. A
  /// mail in which each level lacks one would else be copied as often as it is deep.
  private long againBudget;

  boolean depthCut() {
    return depthCut;
  }

  Entity read(byte[] raw) {
    againBudget = 2L * raw.length;
    int start = start(raw);
    byte[] mail = start == 0 ? raw : Arrays.copyOfRange(raw, start, raw.length);
    Entity root = read(mail, 0);
    if (root.isMultipart() && !holdsAnything(root)) {
      takeForText(root, mail);
    }
    return root;
  }

  /// Behind a byte order mark and empty lines, which would end the header before it begins.
  private static int start(byte[] raw) {
    boolean mark =
        raw.length > 3 && raw[0] == (byte) 0xef && raw[1] == (byte) 0xbb && raw[2] == (byte) 0xbf;
    int start = mark ? 3 : 0;
    int at = start;
    while (at < raw.length && (raw[at] == '\r' || raw[at] == '\n')) {
      at++;
    }
    int end = at;
    while (end < raw.length && raw[end] > ' ' && raw[end] != ':') {
      end++;
    }
    boolean header = end > at && end < raw.length && raw[end] == ':';
    return header ? at : start;
  }

  private static boolean holdsAnything(Entity entity) {
    return entity.bytes.length > 0
        || entity.children.stream().anyMatch(EntityReader::holdsAnything);
  }

  /// Boundaries that cannot be made out must not hide what was written.
  private static void takeForText(Entity root, byte[] mail) {
    String latin = new String(mail, StandardCharsets.ISO_8859_1);
    int end = latin.indexOf("\n\n");
    int crlf = latin.indexOf("\r\n\r\n");
    int body = crlf >= 0 && (end < 0 || crlf < end) ? crlf + 4 : end < 0 ? mail.length : end + 2;
    if (latin.substring(body).lines().noneMatch(EntityReader::isWritten)) {
      return;
    }
    root.type = "text/plain";
    root.contentType = MimeParameters.NONE;
    root.children.clear();
    root.bytes = Arrays.copyOfRange(mail, body, mail.length);
  }

  private Entity read(byte[] raw, int depth) {
    try {
      return walk(raw, depth);
    } catch (IOException | MimeException malformed) {
      boolean tooMany = isHeaderLimit(malformed) || isHeaderLimit(malformed.getCause());
      throw new MailUnreadable(
          tooMany ? MailUnreadable.Reason.TOO_MANY_HEADERS : MailUnreadable.Reason.MALFORMED,
          malformed);
    }
  }

  private static boolean isHeaderLimit(@Nullable Throwable thrown) {
    return thrown instanceof MaxHeaderLimitException
        || thrown instanceof MaxHeaderLengthLimitException;
  }

  private Entity walk(byte[] raw, int depth) throws IOException, MimeException {
    var stream = new MimeTokenStream(CONFIG, DecodeMonitor.SILENT, null, null);
    stream.setRecursionMode(RecursionMode.M_NO_RECURSE);
    stream.parse(new ByteArrayInputStream(raw));
    Entity root = new Entity();
    Deque<Entity> open = new ArrayDeque<>();
    open.push(root);
    for (var state = stream.getState();
        state != EntityState.T_END_OF_STREAM;
        state = stream.next()) {
      MailUnreadable.stopWhenInterrupted();
      Entity current = open.element();
      switch (state) {
        case T_START_BODYPART -> {
          if (++parts > MAX_PARTS) {
            throw new MailUnreadable(MailUnreadable.Reason.TOO_MANY_PARTS);
          }
          Entity child = new Entity();
          child.type = current.type.equals("multipart/digest") ? "message/rfc822" : "text/plain";
          current.children.add(child);
          open.push(child);
        }
        case T_END_BODYPART -> open.pop();
        case T_FIELD -> current.headers.add(stream.getField());
        case T_END_HEADER -> {
          describe(current);
          boolean deepest = depth + open.size() > MAX_DEPTH;
          stream.setRecursionMode(deepest ? RecursionMode.M_FLAT : RecursionMode.M_NO_RECURSE);
        }
        case T_PREAMBLE -> current.preamble = stream.getInputStream().readAllBytes();
        case T_EPILOGUE ->
            stream.getInputStream().transferTo(ByteArrayOutputStream.nullOutputStream());
        case T_BODY -> body(current, stream, depth + open.size());
        case T_END_MULTIPART -> {
          if (current.children.isEmpty()) {
            withoutParts(current, current.preamble, depth + open.size());
          }
        }
        default -> {
          // Starts and ends that change nothing here.
        }
      }
    }
    return root;
  }

  private static void describe(Entity entity) {
    String contentType = entity.headers.first("content-type");
    entity.disposition = MimeParameters.read(entity.headers.first("content-disposition"));
    if (!contentType.isEmpty()) {
      entity.contentType = MimeParameters.read(contentType);
      // What has no slash is no type; RFC 2045 takes it for text.
      entity.type =
          entity.contentType.value().indexOf('/') < 0
              ? "text/plain"
              : MediaTypes.clean(entity.contentType.value());
    }
  }

  private void body(Entity entity, MimeTokenStream stream, int depth) throws IOException {
    byte[] bytes =
        decoded(entity.headers.first("content-transfer-encoding"), stream.getInputStream());
    if (!entity.type.startsWith("multipart/")) {
      entity.bytes = bytes;
    } else if (depth > MAX_DEPTH) {
      depthCut = true;
      entity.opaque = true;
      entity.bytes = bytes;
    } else {
      withoutParts(entity, bytes, depth);
    }
  }

  /// A multipart that declares no boundary, or one that never comes: the first line that looks like
  /// a boundary is taken for it; where there is none, all is text.
  private void withoutParts(Entity entity, byte[] content, int depth) {
    String boundary = boundaryIn(content);
    againBudget -= content.length;
    if (boundary != null && depth < MAX_DEPTH && againBudget >= 0) {
      byte[] header =
          ("Content-Type: multipart/mixed; boundary=\"" + boundary + "\"\r\n\r\n")
              .getBytes(StandardCharsets.US_ASCII);
      byte[] whole = new byte[header.length + content.length];
      System.arraycopy(header, 0, whole, 0, header.length);
      System.arraycopy(content, 0, whole, header.length, content.length);
      Entity again = read(whole, depth);
      entity.children.addAll(again.children);
    }
    if (entity.children.isEmpty()) {
      entity.type = "text/plain";
      entity.contentType = MimeParameters.NONE;
      entity.bytes = content;
    }
  }

  /// Neither empty nor a boundary or a header of a part.
  private static boolean isWritten(String line) {
    return !line.isBlank()
        && !line.startsWith("--")
        && !line.startsWith(" ")
        && !HeaderBlock.isField(line, 0, line.length());
  }

  private static @Nullable String boundaryIn(byte[] content) {
    int start = 0;
    while (start < content.length) {
      int end = start;
      while (end < content.length && content[end] != '\n') {
        end++;
      }
      if (end - start > 2 && content[start] == '-' && content[start + 1] == '-') {
        String boundary =
            new String(content, start + 2, end - start - 2, StandardCharsets.ISO_8859_1).strip();
        if (isBoundary(boundary)) {
          return boundary;
        }
      }
      start = end + 1;
    }
    return null;
  }

  private static boolean isBoundary(String candidate) {
    return !candidate.isEmpty()
        && candidate.length() <= 200
        && candidate.chars().allMatch(c -> c > ' ' && c < 0x7f && c != '"' && c != '\\')
        && candidate.chars().anyMatch(c -> c != '-');
  }

  /// What cannot be decoded any further ends the part; what came before it stays.
  private static byte[] decoded(String transferEncoding, InputStream body) throws IOException {
    String encoding = transferEncoding.toLowerCase(Locale.ROOT);
    try (InputStream in =
        encoding.startsWith("base64")
            ? new Base64InputStream(body, DecodeMonitor.SILENT)
            : encoding.startsWith("quoted")
                ? new QuotedPrintableInputStream(body, DecodeMonitor.SILENT)
                : body) {
      byte[] bytes = in.readAllBytes();
      return encoding.startsWith("x-uu") || encoding.startsWith("uuencode")
          ? fromUuencoded(bytes)
          : bytes;
    }
  }

  private static byte[] fromUuencoded(byte[] bytes) {
    List<Uuencoded.File> files =
        Uuencoded.in(new String(bytes, StandardCharsets.ISO_8859_1)).files();
    return files.isEmpty() ? bytes : files.getFirst().bytes();
  }
}

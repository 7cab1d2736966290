package dev.decorum.channels;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Locale;
import java.util.Set;

/// SHA-256 of what a mail says, without what servers add to it on its way: the same mail delivered
/// twice has the same digest, two mails with one Message-ID have not.
final class ContentDigest {

  private static final int BUFFER = 16 * 1024;
  private static final int LONGEST_NAME = 64;
  private static final Set<String> TRACE =
      Set.of(
          "received",
          "x-received",
          "received-spf",
          "return-path",
          "delivered-to",
          "x-delivered-to",
          "x-original-to",
          "envelope-to",
          "x-envelope-to",
          "x-envelope-from",
          "delivery-date",
          "authentication-results",
          "arc-seal",
          "arc-message-signature",
          "arc-authentication-results",
          "x-virus-scanned");
  private static final String SPAM = "x-spam-";

  private final MessageDigest sha256;
  private final byte[] buffer = new byte[BUFFER];
  private int filled;

  // Of the header: the name of the field, as far as it has been read, and whether it is left out.
  private boolean header = true;
  private boolean leftOut;
  private boolean inName = true;
  private final byte[] name = new byte[LONGEST_NAME];
  private int length;
  private int column;

  private ContentDigest() {
    try {
      sha256 = MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  /// Line ends count as line ends, however they are written.
  static byte[] of(InputStream mail) throws IOException {
    var digest = new ContentDigest();
    var bytes = new byte[BUFFER];
    int count;
    while ((count = mail.read(bytes)) > 0) {
      for (int i = 0; i < count; i++) {
        if (bytes[i] != '\r') digest.add(bytes[i]);
      }
    }
    digest.end();
    return digest.sha256.digest();
  }

  private void add(byte b) {
    if (!header) {
      put(b);
    } else if (b == '\n') {
      endLine();
    } else {
      addToLine(b);
    }
  }

  private void addToLine(byte b) {
    boolean continued = column == 0 && (b == ' ' || b == '\t');
    if (column == 0) {
      inName = !continued;
      length = 0;
    }
    column++;
    if (!inName) {
      if (!leftOut) put(b);
    } else if (b == ':') {
      leftOut = isTrace(new String(name, 0, length, StandardCharsets.ISO_8859_1));
      endName();
      if (!leftOut) put(b);
    } else if (length == LONGEST_NAME) {
      leftOut = false;
      endName();
      put(b);
    } else {
      name[length++] = b;
    }
  }

  private void endName() {
    inName = false;
    if (!leftOut) {
      for (int i = 0; i < length; i++) put(name[i]);
    }
  }

  private void endLine() {
    if (column == 0) {
      header = false;
      put((byte) '\n');
      return;
    }
    if (inName) {
      // Not a field at all.
      leftOut = false;
      endName();
    }
    if (!leftOut) put((byte) '\n');
    column = 0;
  }

  private void end() {
    if (header && inName && column > 0) {
      leftOut = false;
      endName();
    }
    flush();
  }

  private static boolean isTrace(String name) {
    var lower = name.strip().toLowerCase(Locale.ROOT);
    return TRACE.contains(lower) || lower.startsWith(SPAM);
  }

  private void put(byte b) {
    buffer[filled++] = b;
    if (filled == buffer.length) flush();
  }

  private void flush() {
    sha256.update(buffer, 0, filled);
    filled = 0;
  }
}

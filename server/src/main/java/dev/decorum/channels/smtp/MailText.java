package dev.decorum.channels.smtp;

import dev.decorum.channels.spool.Spool;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

/// Reads the text of a mail up to its end, which is CR LF . CR LF and nothing else.
///
/// Servers that take other things for the end can be made to read one mail as two ("SMTP
/// smuggling", CVE-2023-51764). RFC 5321 knows no line feed without its carriage return, nor the
/// other way round; a mail that holds one is read to its true end and is not kept.
final class MailText {

  /// What was found out while reading. A mail that is refused was read to its end all the same.
  ///
  /// @param tooLarge more bytes than allowed
  /// @param bareLineEnds holds a CR or an LF without the other
  /// @param hops how many Received fields it has
  /// @param noRoom it could not be written to disk
  record Reading(boolean tooLarge, boolean bareLineEnds, int hops, boolean noRoom) {}

  /// What the bytes read so far end with.
  private enum Place {
    LINE_START,
    /// A dot at the start of a line: the end begins, or the dot is stuffing.
    DOT,
    DOT_CR,
    WITHIN_LINE,
    CR,
    END
  }

  private static final byte[] RECEIVED = "received:".getBytes(StandardCharsets.US_ASCII);

  private final PeerInput in;
  private final Spool spool;
  private final SmtpLimits limits;

  private final byte[] out = new byte[16 * 1024];
  private int filled;
  private long count;
  private boolean noRoom;

  // Of the header: where in the line we are, and whether it still may be a Received field.
  private boolean header = true;
  private int column;
  private boolean received = true;
  private int hops;

  MailText(PeerInput in, Spool spool, SmtpLimits limits) {
    this.in = in;
    this.spool = spool;
    this.limits = limits;
  }

  /// @throws IOException when the peer goes away, is silent for too long or does not stop
  Reading read() throws IOException {
    boolean bare = false;
    var place = Place.LINE_START;
    while (place != Place.END) {
      int b = in.readData();
      boolean pair = place == Place.CR || place == Place.DOT_CR;
      bare |= pair != (b == '\n');
      place =
          switch (b) {
            case '\n' ->
                switch (place) {
                  case DOT_CR -> Place.END;
                  case CR -> Place.LINE_START;
                  default -> Place.WITHIN_LINE;
                };
            case '\r' -> place == Place.DOT ? Place.DOT_CR : Place.CR;
            case '.' -> place == Place.LINE_START ? Place.DOT : Place.WITHIN_LINE;
            default -> Place.WITHIN_LINE;
          };
      if (place != Place.DOT && place != Place.DOT_CR && place != Place.END) {
        put(b);
      }
    }
    flush();
    return new Reading(count > limits.mailBytes(), bare, hops, noRoom);
  }

  private void put(int b) throws IOException {
    if (header) {
      countHops(b);
    }
    count++;
    if (count > limits.mailBytes()) {
      if (count > limits.mailBytes() + limits.drainBytes()) {
        throw new IOException("The peer does not stop");
      }
      return;
    }
    out[filled++] = (byte) b;
    if (filled == out.length) {
      flush();
    }
  }

  private void flush() throws IOException {
    if (!noRoom && count <= limits.mailBytes()) {
      try {
        spool.write(out, filled);
      } catch (IOException e) {
        // Read on: an answer in the middle of a mail is understood by nobody.
        noRoom = true;
      }
    }
    filled = 0;
  }

  private void countHops(int b) {
    if (b == '\n') {
      if (column == 0) {
        header = false;
      }
      column = 0;
      received = true;
    } else if (b != '\r') {
      received &= column >= RECEIVED.length || Character.toLowerCase(b) == RECEIVED[column];
      column++;
      if (received && column == RECEIVED.length) {
        hops++;
      }
    }
  }
}

package dev.decorum.channels.smtp;

import java.io.IOException;
import java.nio.charset.StandardCharsets;

/// Reads the text of a mail up to its end, which is CR LF . CR LF and nothing else.
///
/// Servers that take other things for the end can be made to read one mail as two ("SMTP
/// smuggling", CVE-2023-51764). Lines that end with a bare LF or CR are kept as they are, but a dot
/// that stands alone on such a line is the trick itself, and the mail is refused.
final class MailText {

  /// What was found out while reading. A mail that is refused was read to its end all the same.
  ///
  /// @param tooLarge more bytes than allowed
  /// @param ambiguousEnd holds a dot alone on a line that does not begin and end with CR LF
  /// @param hops how many Received fields it has
  /// @param noRoom it could not be written to disk
  record Reading(boolean tooLarge, boolean ambiguousEnd, int hops, boolean noRoom) {}

  private enum Ending {
    NONE,
    CR_LF,
    BARE
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
    boolean ambiguous = false;
    var before = Ending.CR_LF;
    int b = in.readData();
    while (true) {
      if (b == '.') {
        int next = in.readData();
        var after = Ending.NONE;
        int following = -1;
        if (next == '\n') {
          after = Ending.BARE;
        } else if (next == '\r') {
          following = in.readData();
          after = following == '\n' ? Ending.CR_LF : Ending.BARE;
        }
        if (before == Ending.CR_LF && after == Ending.CR_LF) {
          break;
        }
        ambiguous |= before != Ending.NONE && after != Ending.NONE;
        // The first dot of a line is stuffing, as the peer sees lines.
        if (before != Ending.CR_LF) {
          put('.');
        }
        before = Ending.NONE;
        if (following >= 0) {
          put('\r');
          if (following == '\n') {
            put('\n');
            before = Ending.CR_LF;
            b = in.readData();
          } else {
            before = Ending.BARE;
            b = following;
          }
        } else {
          b = next;
        }
        continue;
      }
      put(b);
      if (b == '\n') {
        before = Ending.BARE;
        b = in.readData();
      } else if (b == '\r') {
        b = in.readData();
        if (b == '\n') {
          put(b);
          before = Ending.CR_LF;
          b = in.readData();
        } else {
          before = Ending.BARE;
        }
      } else {
        before = Ending.NONE;
        b = in.readData();
      }
    }
    flush();
    return new Reading(count > limits.mailBytes(), ambiguous, hops, noRoom);
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

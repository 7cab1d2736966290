package dev.decorum.channels.smtp;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.SocketTimeoutException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/// The bytes of a peer: command lines, and single bytes for the text of a mail.
final class PeerInput {

  private static final int LONGEST_LINE = 4 * 1024;

  private final InputStream in;
  private final byte[] buffer = new byte[16 * 1024];
  private int at;
  private int end;
  private long deadline;

  PeerInput(InputStream in, Duration firstLine) {
    this.in = in;
    finishWithin(firstLine);
  }

  /// From now on reading fails when it takes longer than this in all, however busy the peer seems.
  void finishWithin(Duration time) {
    deadline = System.nanoTime() + time.toNanos();
  }

  /// True when the peer has sent more than was read so far, as far as it has arrived here.
  boolean hasMore() {
    return at < end;
  }

  int read() throws IOException {
    if (at == end) {
      if (System.nanoTime() - deadline > 0) {
        throw new SocketTimeoutException("The peer takes too long");
      }
      end = in.read(buffer);
      at = 0;
      if (end <= 0) {
        end = 0;
        return -1;
      }
    }
    return buffer[at++] & 0xff;
  }

  /// The next command without its CRLF; null at the end of the connection.
  ///
  /// @throws Unusable when it is not a line of UTF-8 that ends with CRLF; what follows cannot be
  ///   trusted then
  @Nullable String readLine() throws IOException, Unusable {
    var line = new byte[LONGEST_LINE];
    int length = 0;
    while (true) {
      int b = read();
      switch (b) {
        case -1 -> {
          return null;
        }
        case '\n' -> throw new Unusable("500 5.5.2 Lines end with CR LF");
        case '\r' -> {
          int next = read();
          if (next == -1) return null;
          if (next != '\n') throw new Unusable("500 5.5.2 Lines end with CR LF");
          return decoded(line, length);
        }
        default -> {
          if (length == line.length) throw new Unusable("500 5.5.6 Line too long");
          line[length++] = (byte) b;
        }
      }
    }
  }

  private static String decoded(byte[] line, int length) throws Unusable {
    try {
      return StandardCharsets.UTF_8
          .newDecoder()
          .onMalformedInput(CodingErrorAction.REPORT)
          .decode(ByteBuffer.wrap(line, 0, length))
          .toString();
    } catch (CharacterCodingException e) {
      throw new Unusable("501 5.5.2 Not UTF-8");
    }
  }

  /// A byte of the text of a mail.
  ///
  /// @throws EOFException when the peer went away before the end
  int readData() throws IOException {
    int b = read();
    if (b < 0) throw new EOFException("The peer went away within a mail");
    return b;
  }

  /// Why a peer is told to go: the answer, which is the last.
  static final class Unusable extends Exception {
    private static final long serialVersionUID = 1L;

    Unusable(String answer) {
      super(answer, null, false, false);
    }

    String answer() {
      return String.valueOf(getMessage());
    }
  }
}

package dev.decorum.channels.imap;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.Arrays;

/// What a server says, line by line, with literals in between. Neither a line nor a list of numbers
/// nor the time an answer takes can grow without bound.
final class ServerInput {

  private static final int LONGEST_LINE = 64 * 1024;
  private static final int MOST_NUMBERS = 10_000_000;
  private static final String NUMBERS = "* SEARCH";

  private final InputStream in;
  private final byte[] buffer = new byte[32 * 1024];
  private int at;
  private int end;
  private long deadline;

  ServerInput(InputStream in) {
    this.in = in;
  }

  /// What comes from now on has to be there within this time.
  void allow(Duration time) {
    deadline = System.nanoTime() + time.toNanos();
  }

  /// More time, for more bytes.
  void allowMore(Duration time) {
    deadline = Math.max(deadline, System.nanoTime() + time.toNanos());
  }

  /// Whether something was sent that nobody has read.
  boolean holdsMore() {
    return at < end;
  }

  /// A line up to its end or up to the announcement of a literal, whichever comes first.
  ///
  /// @param numbers of a SEARCH response; empty in others
  /// @param literal how many bytes follow; -1 when the line ended
  record Piece(String text, long[] numbers, long literal) {}

  /// @param first whether a response begins here
  Piece piece(boolean first) throws IOException {
    var text = new StringBuilder();
    while (true) {
      int b = read();
      if (b == '\n') break;
      if (b == '\r') continue;
      if (text.length() == LONGEST_LINE) throw new ImapFailed(ImapTrouble.REFUSED);
      text.append((char) b);
      if (first && b == ' ' && text.length() == NUMBERS.length() + 1 && isSearch(text)) {
        return new Piece(text.toString(), numbers(), -1);
      }
    }
    return new Piece(text.toString(), new long[0], literal(text));
  }

  private static boolean isSearch(CharSequence text) {
    return text.toString().regionMatches(true, 0, NUMBERS, 0, NUMBERS.length());
  }

  private long[] numbers() throws IOException {
    var numbers = new long[64];
    int count = 0;
    long number = -1;
    while (true) {
      int b = read();
      if (b >= '0' && b <= '9') {
        number = Math.max(number, 0) * 10 + (b - '0');
        if (number > 0xffff_ffffL) throw new ImapFailed(ImapTrouble.REFUSED);
        continue;
      }
      if (number >= 0) {
        if (count == MOST_NUMBERS) throw new ImapFailed(ImapTrouble.REFUSED);
        if (count == numbers.length) numbers = Arrays.copyOf(numbers, count * 2);
        numbers[count++] = number;
        number = -1;
      }
      if (b == '\n') return Arrays.copyOf(numbers, count);
      // What a server appends to the list (RFC 7162: MODSEQ) is of no interest.
      if (b == '(') {
        while (read() != '\n') {}
        return Arrays.copyOf(numbers, count);
      }
    }
  }

  /// The number of `{123}` at the end of a line; -1 when there is none.
  private static long literal(CharSequence text) throws ImapFailed {
    int close = text.length() - 1;
    if (close < 2 || text.charAt(close) != '}') return -1;
    int i = close - 1;
    if (text.charAt(i) == '+') i--;
    int last = i;
    while (i >= 0 && Character.isDigit(text.charAt(i))) i--;
    if (i < 0 || text.charAt(i) != '{' || i == last) return -1;
    if (last - i > 15) throw new ImapFailed(ImapTrouble.REFUSED);
    return Long.parseLong(text, i + 1, last + 1, 10);
  }

  /// Reads some bytes of a literal.
  int read(byte[] into, int length) throws IOException {
    if (at == end) fill();
    int count = Math.min(length, end - at);
    System.arraycopy(buffer, at, into, 0, count);
    at += count;
    return count;
  }

  private int read() throws IOException {
    if (at == end) fill();
    return buffer[at++] & 0xff;
  }

  private void fill() throws IOException {
    if (System.nanoTime() - deadline > 0) throw new ImapFailed(ImapTrouble.TOO_SLOW);
    try {
      int count = in.read(buffer);
      if (count < 0) throw new EOFException();
      at = 0;
      end = count;
    } catch (SocketTimeoutException e) {
      throw new ImapFailed(ImapTrouble.TOO_SLOW, e);
    }
  }
}

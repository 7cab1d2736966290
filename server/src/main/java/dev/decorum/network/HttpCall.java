package dev.decorum.network;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.time.Duration;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.SSLSocketFactory;
import org.jspecify.annotations.Nullable;

/// One call over HTTP/1.1, to an address that somebody has named.
///
/// Each has a connection of its own, judged by the address that is really connected to. Redirects
/// are not followed, nothing is tried twice, and no more is read than was asked for. A virtual
/// thread that is interrupted gives up at once, whatever it waits for.
public final class HttpCall {

  private static final int HTTPS = 443;
  private static final int HTTP = 80;
  private static final int LONGEST_LINE = 8_192;
  private static final int MOST_LINES = 200;
  private static final int LAST_INTERIM = 199;
  private static final Pattern STATUS = Pattern.compile("HTTP/1\\.[01] ([1-5][0-9]{2})( .*)?");
  private static final Pattern CHUNK = Pattern.compile("([0-9A-Fa-f]{1,7})[ \t]*(;.*)?");
  private static final Pattern LENGTH = Pattern.compile("[0-9]{1,18}");

  /// What came back.
  ///
  /// @param type of the content, in lower case and without parameters; empty where none is named
  public record Answer(int status, String type, byte[] body) {}

  /// The answer is longer than was asked for.
  public static final class TooLong extends IOException {
    private static final long serialVersionUID = 1L;

    TooLong() {
      super("The answer is too long");
    }
  }

  private final Reach reach;
  private final SSLSocketFactory tls;
  private final Duration connect;
  private final Duration silence;

  /// @param connect how long to wait for the connection
  /// @param silence how long to wait for each next part of the answer
  public HttpCall(Reach reach, SSLSocketFactory tls, Duration connect, Duration silence) {
    this.reach = reach;
    this.tls = tls;
    this.connect = connect;
    this.silence = silence;
  }

  /// Of the answer no more is read than its status.
  public int status(URI to, Map<String, String> headers, byte[] body) throws IOException {
    try (var socket = connected(to)) {
      send(socket, "POST", to, headers, body);
      return Head.read(new BufferedInputStream(socket.getInputStream()), false).status;
    }
  }

  /// @param most bytes of the answer's body
  /// @throws TooLong when there are more
  public Answer answer(URI to, Map<String, String> headers, byte[] body, int most)
      throws IOException {
    return answer("POST", to, headers, body, most);
  }

  /// What stands at an address.
  ///
  /// @param most bytes of the answer's body
  /// @throws TooLong when there are more
  public Answer get(URI to, Map<String, String> headers, int most) throws IOException {
    return answer("GET", to, headers, new byte[0], most);
  }

  private Answer answer(String method, URI to, Map<String, String> headers, byte[] body, int most)
      throws IOException {
    try (var socket = connected(to)) {
      send(socket, method, to, headers, body);
      var in = new BufferedInputStream(socket.getInputStream());
      var head = Head.read(in, true);
      while (head.status <= LAST_INTERIM) head = Head.read(in, true);
      return new Answer(head.status, head.type(), head.body(in, most));
    }
  }

  private Socket connected(URI to) throws IOException {
    boolean secure = "https".equalsIgnoreCase(to.getScheme());
    int port = to.getPort() >= 0 ? to.getPort() : secure ? HTTPS : HTTP;
    var plain = new WithinReach(reach).createSocket();
    try {
      plain.setSoTimeout(Math.toIntExact(silence.toMillis()));
      plain.connect(new InetSocketAddress(to.getHost(), port), Math.toIntExact(connect.toMillis()));
      if (!secure) return plain;
      var socket = (SSLSocket) tls.createSocket(plain, to.getHost(), port, true);
      var parameters = socket.getSSLParameters();
      parameters.setEndpointIdentificationAlgorithm("HTTPS");
      socket.setSSLParameters(parameters);
      return socket;
    } catch (IOException | RuntimeException failed) {
      plain.close();
      throw failed;
    }
  }

  private static void send(
      Socket socket, String method, URI to, Map<String, String> headers, byte[] body)
      throws IOException {
    var path = to.getRawPath().isEmpty() ? "/" : to.getRawPath();
    var head = new StringBuilder(method).append(' ').append(path);
    if (to.getRawQuery() != null) head.append('?').append(to.getRawQuery());
    head.append(" HTTP/1.1\r\nHost: ").append(to.getRawAuthority());
    head.append("\r\nConnection: close\r\n");
    if (!method.equals("GET")) head.append("Content-Length: ").append(body.length).append("\r\n");
    headers.forEach((name, value) -> head.append(name).append(": ").append(value).append("\r\n"));
    var out = socket.getOutputStream();
    out.write(head.append("\r\n").toString().getBytes(US_ASCII));
    out.write(body);
    out.flush();
  }

  /// The first lines of an answer.
  ///
  /// @param fields by their names in lower case; of one that comes twice the last
  private record Head(int status, Map<String, String> fields) {

    static Head read(InputStream in, boolean whole) throws IOException {
      var status = STATUS.matcher(line(in));
      if (!status.matches()) throw new IOException("This is not HTTP");
      var fields = new HashMap<String, String>();
      if (whole) {
        int lines = 0;
        for (var line = line(in); !line.isEmpty(); line = line(in)) {
          if (++lines > MOST_LINES) throw new IOException("The answer has too many lines");
          int colon = line.indexOf(':');
          if (colon > 0) {
            fields.put(
                line.substring(0, colon).toLowerCase(Locale.ROOT),
                line.substring(colon + 1).strip());
          }
        }
      }
      return new Head(Integer.parseInt(status.group(1)), fields);
    }

    String type() {
      var type = fields.getOrDefault("content-type", "");
      return type.split(";", 2)[0].strip().toLowerCase(Locale.ROOT);
    }

    byte[] body(InputStream in, int most) throws IOException {
      var body = new ByteArrayOutputStream();
      if ("chunked".equalsIgnoreCase(fields.get("transfer-encoding"))) {
        for (int size = chunk(in); size > 0; size = chunk(in)) {
          take(in, size, most, body);
          if (!line(in).isEmpty()) throw new IOException("A piece does not end where it should");
        }
        return body.toByteArray();
      }
      var length = length();
      if (length == null) {
        var rest = in.readNBytes(most + 1);
        if (rest.length > most) throw new TooLong();
        return rest;
      }
      take(in, length, most, body);
      return body.toByteArray();
    }

    private @Nullable Long length() throws IOException {
      var length = fields.get("content-length");
      if (length == null) return null;
      if (!LENGTH.matcher(length).matches()) throw new IOException("The length is no number");
      return Long.valueOf(length);
    }

    private static int chunk(InputStream in) throws IOException {
      var size = CHUNK.matcher(line(in));
      if (!size.matches()) throw new IOException("The length of a piece is no number");
      return Integer.parseInt(size.group(1), 16);
    }

    private static void take(InputStream in, long size, int most, ByteArrayOutputStream into)
        throws IOException {
      if (size > most - into.size()) throw new TooLong();
      var bytes = in.readNBytes((int) size);
      if (bytes.length < size) throw new IOException("The answer ends too early");
      into.write(bytes);
    }

    private static String line(InputStream in) throws IOException {
      var line = new ByteArrayOutputStream();
      for (int next; (next = in.read()) != '\n'; ) {
        if (next < 0 && line.size() == 0) throw new IOException("The answer ends too early");
        if (next < 0) break;
        if (line.size() >= LONGEST_LINE) throw new IOException("A line of the answer is too long");
        if (next != '\r') line.write(next);
      }
      return line.toString(ISO_8859_1);
    }
  }
}

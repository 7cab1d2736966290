package dev.decorum.channels.imap;

import dev.decorum.channels.imap.ServerInput.Piece;
import dev.decorum.channels.spool.Spool;
import java.io.BufferedOutputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.cert.CertificateException;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLSocket;
import org.jspecify.annotations.Nullable;

/// One connection to one server, for one thread. Only [#endIdle] and [#close] may be called by
/// others.
///
/// Whatever goes wrong is an [ImapFailed], and the connection is of no use after it, with one
/// exception: a method that says so itself when the server refuses a command in good order.
public final class ImapConnection implements AutoCloseable {

  private static final Duration CONNECT = Duration.ofSeconds(20);

  /// Slower than this is as good as standing still.
  private static final long BYTES_A_SECOND = 8 * 1024;

  private static final int LONGEST_LITERAL = 64 * 1024;
  private static final Pattern UID = Pattern.compile("[( ]UID (\\d{1,10})");
  private static final Pattern SIZE = Pattern.compile("[( ]RFC822\\.SIZE (\\d{1,18})");
  private static final Pattern ARRIVED = Pattern.compile("[( ]INTERNALDATE \"([^\"]{1,40})\"");
  private static final Pattern BODY = Pattern.compile("[( ]BODY\\[] ?\\{\\d+\\+?}$");
  private static final Pattern CODE = Pattern.compile("\\[([A-Z-]+)(?: (\\d{1,10}))?");
  private static final Pattern EXISTS = Pattern.compile("\\* (\\d{1,10}) EXISTS.*");
  private static final Pattern FETCH = Pattern.compile("\\* \\d{1,10} FETCH \\(.*");
  private static final Pattern LIST =
      Pattern.compile("\\* LIST \\(([^)]*)\\) (?:NIL|\"(?:[^\"\\\\]|\\\\.)*\") (.+)");
  private static final int LONGEST_NAME = 1_000;
  private static final DateTimeFormatter DATE = formatter("d-MMM-uuuu");
  private static final DateTimeFormatter APPENDED = formatter("dd-MMM-uuuu HH:mm:ss Z");
  private static final DateTimeFormatter DATE_TIME = formatter("d-MMM-uuuu HH:mm:ss Z");

  private static DateTimeFormatter formatter(String pattern) {
    return new DateTimeFormatterBuilder()
        .parseCaseInsensitive()
        .appendPattern(pattern)
        .toFormatter(Locale.US);
  }

  private final Duration patience;
  private final Socket line;
  private Socket socket;
  private ServerInput in;
  private OutputStream out;
  private final Set<String> capabilities = new HashSet<>();
  private int commands;
  private long exists;
  private boolean news;

  private final Object idling = new Object();
  private boolean idle;
  private boolean enough;

  private ImapConnection(Socket line, Socket socket, Duration patience) throws IOException {
    this.line = line;
    this.socket = socket;
    this.patience = patience;
    socket.setSoTimeout(millis(patience));
    in = new ServerInput(socket.getInputStream());
    out = new BufferedOutputStream(socket.getOutputStream());
  }

  /// Connects and encrypts, as far as that is wanted.
  ///
  /// @param patience how long the server may take for an answer
  public static ImapConnection open(ImapAddress address, Duration patience) throws ImapFailed {
    Socket line = null;
    try {
      line = connected(address);
      var socket = address.encryption() == Encryption.TLS ? encrypted(line, address) : line;
      var connection = new ImapConnection(line, socket, patience);
      connection.greet(address);
      return connection;
    } catch (IOException e) {
      closeQuietly(line);
      throw failed(e, e instanceof SSLException ? ImapTrouble.TLS_FAILED : ImapTrouble.UNREACHABLE);
    }
  }

  /// Tries all addresses of the host in turn.
  private static Socket connected(ImapAddress address) throws IOException {
    IOException failure = new ConnectException();
    for (var one : InetAddress.getAllByName(address.host())) {
      var socket = address.line().createSocket();
      try {
        socket.setSoTimeout(millis(CONNECT));
        socket.connect(new InetSocketAddress(one, address.port()), millis(CONNECT));
        return socket;
      } catch (IOException e) {
        closeQuietly(socket);
        failure = e;
      }
    }
    throw failure;
  }

  private static SSLSocket encrypted(Socket plain, ImapAddress address) throws IOException {
    var socket =
        (SSLSocket) address.tls().createSocket(plain, address.host(), address.port(), true);
    var parameters = socket.getSSLParameters();
    parameters.setProtocols(new String[] {"TLSv1.3", "TLSv1.2"});
    if (address.checkName()) parameters.setEndpointIdentificationAlgorithm("HTTPS");
    socket.setSSLParameters(parameters);
    try {
      socket.startHandshake();
      return socket;
    } catch (SSLException e) {
      throw new ImapFailed(
          causedBy(e, CertificateException.class)
              ? ImapTrouble.BAD_CERTIFICATE
              : ImapTrouble.TLS_FAILED,
          e);
    }
  }

  private void greet(ImapAddress address) throws IOException {
    in.allow(patience);
    String greeting;
    try {
      greeting = whole(in.piece(true)).toUpperCase(Locale.ROOT);
    } catch (ImapFailed e) {
      // Who waits for us to begin speaks something else, TLS for example.
      throw e.trouble() == ImapTrouble.TOO_SLOW ? new ImapFailed(ImapTrouble.NOT_IMAP, e) : e;
    } catch (SSLException e) {
      throw new ImapFailed(ImapTrouble.TLS_FAILED, e);
    } catch (IOException e) {
      throw new ImapFailed(ImapTrouble.BROKE_OFF, e);
    }
    if (greeting.startsWith("* BYE")) throw new ImapFailed(ImapTrouble.BUSY);
    if (!greeting.startsWith("* OK")) throw new ImapFailed(ImapTrouble.NOT_IMAP);
    learnCapabilities();
    switch (address.encryption()) {
      case TLS, NONE -> {}
      case STARTTLS -> startTls(address);
      case IF_OFFERED -> {
        if (can("STARTTLS")) startTls(address);
      }
    }
  }

  private void startTls(ImapAddress address) throws IOException {
    if (!can("STARTTLS")) throw new ImapFailed(ImapTrouble.NO_TLS);
    if (!run("STARTTLS", _ -> {}).ok()) throw new ImapFailed(ImapTrouble.NO_TLS);
    // What was sent before the encryption began could come from anybody on the way.
    if (in.holdsMore()) throw new ImapFailed(ImapTrouble.TLS_FAILED);
    socket = encrypted(socket, address);
    in = new ServerInput(socket.getInputStream());
    out = new BufferedOutputStream(socket.getOutputStream());
    learnCapabilities();
  }

  private void learnCapabilities() throws IOException {
    capabilities.clear();
    expect(
        run(
            "CAPABILITY",
            line -> {
              if (line.startsWith("* CAPABILITY ")) {
                capabilities.addAll(
                    List.of(line.toUpperCase(Locale.ROOT).substring(13).split(" +")));
              }
            }));
  }

  private boolean can(String capability) {
    return capabilities.contains(capability);
  }

  /// Whether the server tells of new mail by itself.
  public boolean canIdle() {
    return can("IDLE");
  }

  public void signIn(String user, String password) throws ImapFailed {
    whileConnected(
        () -> {
          Answer answer;
          if (can("AUTH=PLAIN")) {
            var proof = '\0' + user + '\0' + password;
            answer = authenticate("PLAIN", proof.getBytes(StandardCharsets.UTF_8));
          } else if (can("LOGINDISABLED")) {
            throw new ImapFailed(ImapTrouble.NO_TLS);
          } else if (Quoted.possible(user) && Quoted.possible(password)) {
            answer = run("LOGIN " + Quoted.of(user) + ' ' + Quoted.of(password), _ -> {});
          } else {
            throw new ImapFailed(ImapTrouble.SIGN_IN);
          }
          signedIn(answer);
        });
  }

  /// Signs in with a token that a provider gave for this user.
  public void signInWithToken(String user, String token) throws ImapFailed {
    whileConnected(
        () -> {
          var proof = "user=" + user + "\u0001auth=Bearer " + token + "\u0001\u0001";
          signedIn(authenticate("XOAUTH2", proof.getBytes(StandardCharsets.UTF_8)));
        });
  }

  private Answer authenticate(String mechanism, byte[] proof) throws IOException {
    var encoded = Base64.getEncoder().encodeToString(proof);
    if (can("SASL-IR")) {
      return run("AUTHENTICATE " + mechanism + ' ' + encoded, _ -> {}, "");
    }
    return run("AUTHENTICATE " + mechanism, _ -> {}, encoded, "");
  }

  private void signedIn(Answer answer) throws IOException {
    if (answer.code().equals("UNAVAILABLE") || answer.code().equals("LIMIT")) {
      throw new ImapFailed(ImapTrouble.BUSY);
    }
    if (!answer.ok()) throw new ImapFailed(ImapTrouble.SIGN_IN);
    learnCapabilities();
  }

  /// Opens a folder.
  ///
  /// @param changing whether mails in it are to be marked or moved
  /// @return what is in it
  public Folder select(String name, boolean changing) throws ImapFailed {
    var uidValidity = new long[1];
    var uidNext = new long[1];
    exists = 0;
    whileConnected(
        () -> {
          var answer =
              run(
                  (changing ? "SELECT " : "EXAMINE ") + MailboxName.quoted(name),
                  line -> {
                    var code = CODE.matcher(line);
                    if (!line.startsWith("* OK ") || !code.find() || code.group(2) == null) return;
                    long number = Long.parseLong(code.group(2));
                    switch (code.group(1)) {
                      case "UIDVALIDITY" -> uidValidity[0] = number;
                      case "UIDNEXT" -> uidNext[0] = number;
                      default -> {}
                    }
                  });
          if (!answer.ok()) {
            throw new ImapFailed(
                answer.code().equals("UNAVAILABLE") || answer.code().equals("INUSE")
                    ? ImapTrouble.BUSY
                    : ImapTrouble.NO_FOLDER);
          }
          if (uidValidity[0] == 0) throw new ImapFailed(ImapTrouble.REFUSED);
        });
    return new Folder(uidValidity[0], uidNext[0], exists);
  }

  /// The numbers of the mails above this one, ascending.
  ///
  /// @param since by the server's calendar; null: however old
  public long[] above(long uid, @Nullable LocalDate since) throws ImapFailed {
    var found = new ArrayList<long[]>();
    news = false;
    whileConnected(
        () -> {
          var command = "UID SEARCH UID %d:*".formatted(uid + 1);
          if (since != null) command += " SINCE " + DATE.format(since);
          expect(
              run(
                  command,
                  new Lines() {
                    @Override
                    public void line(String line) {}

                    @Override
                    public void numbers(long[] numbers) {
                      found.add(numbers);
                    }
                  }));
        });
    // `n:*` names the last mail even when it is below n.
    return found.stream()
        .flatMapToLong(Arrays::stream)
        .filter(n -> n > uid)
        .sorted()
        .distinct()
        .toArray();
  }

  /// What the server says of these mails. One that is gone meanwhile is not among them.
  public List<Listed> list(long[] uids) throws ImapFailed {
    var listed = new ArrayList<Listed>(uids.length);
    if (uids.length == 0) return listed;
    whileConnected(
        () ->
            expect(
                run(
                    "UID FETCH %s (UID RFC822.SIZE INTERNALDATE)".formatted(UidSet.of(uids)),
                    line -> {
                      if (!FETCH.matcher(line).matches()) return;
                      long uid = number(UID, line);
                      if (Arrays.binarySearch(uids, uid) < 0 || !line.contains("RFC822.SIZE"))
                        return;
                      listed.add(new Listed(uid, Math.max(0, number(SIZE, line)), arrived(line)));
                    })));
    return listed;
  }

  /// Fetches mails without marking them as seen. Each is handed over when its last byte is there,
  /// also when the line breaks later.
  ///
  /// @param largest what is larger ends the connection
  /// @param folder where large mails wait
  /// @return false when the server refused some of them and the connection goes on
  public boolean fetch(long[] uids, long largest, Path folder, Taker taker) throws ImapFailed {
    var refused = new boolean[1];
    whileConnected(
        () -> {
          var mails = new Mails(uids, largest, folder, taker);
          try {
            refused[0] =
                !run("UID FETCH %s (UID BODY.PEEK[])".formatted(UidSet.of(uids)), mails).ok();
          } finally {
            mails.drop();
          }
        });
    return !refused[0];
  }

  /// Gets mails that were fetched, one by one.
  public interface Taker {
    void take(Fetched mail);
  }

  /// @return false when the server refuses
  public boolean markSeen(long[] uids) throws ImapFailed {
    return good("UID STORE %s +FLAGS.SILENT (\\Seen)".formatted(UidSet.of(uids)));
  }

  /// Moves mails into another folder, which is made when it is not there.
  ///
  /// @return false when the server refuses
  public boolean move(long[] uids, String folder) throws ImapFailed {
    var set = UidSet.of(uids);
    var to = MailboxName.quoted(folder);
    var command = (can("MOVE") ? "UID MOVE " : "UID COPY ") + set + ' ' + to;
    if (!good(command)) {
      if (!good("CREATE " + to) || !good(command)) return false;
    }
    if (can("MOVE")) return true;
    if (!good("UID STORE " + set + " +FLAGS.SILENT (\\Deleted)")) return false;
    // Without UIDPLUS only everything that is marked can be removed, and that may be the mark of
    // somebody else.
    return !can("UIDPLUS") || good("UID EXPUNGE " + set);
  }

  /// All folders, as far as their names are of sensible length.
  public List<MailFolder> folders() throws ImapFailed {
    var found = new ArrayList<MailFolder>();
    // A server may say what folders are for without being asked (RFC 6154, 2), or only then.
    boolean ask = can("SPECIAL-USE") && can("LIST-EXTENDED");
    whileConnected(
        () ->
            expect(
                run(
                    "LIST \"\" \"*\"" + (ask ? " RETURN (SPECIAL-USE)" : ""),
                    new Lines() {
                      private final ByteArrayOutputStream literal = new ByteArrayOutputStream();

                      @Override
                      public @Nullable Sink literal(String before, long size) {
                        literal.reset();
                        return LIST.matcher(before).matches() && size <= LONGEST_NAME
                            ? (bytes, length) -> literal.write(bytes, 0, length)
                            : null;
                      }

                      @Override
                      public void line(String line) {
                        var list = LIST.matcher(line);
                        if (!list.matches()) return;
                        var name = list.group(2);
                        var spelt =
                            name.endsWith("}")
                                ? literal.toString(StandardCharsets.ISO_8859_1)
                                : Quoted.opened(name);
                        if (!spelt.isEmpty()) {
                          found.add(new MailFolder(MailboxName.decoded(spelt), list.group(1)));
                        }
                      }
                    })));
    return found;
  }

  /// Whether the open folder holds a mail with this Message-ID.
  ///
  /// @param since the day of the oldest mails that are looked at, by the server's calendar
  public boolean holds(String messageId, LocalDate since) throws ImapFailed {
    var found = new boolean[1];
    whileConnected(
        () ->
            expect(
                run(
                    "UID SEARCH SINCE %s HEADER Message-ID %s"
                        .formatted(DATE.format(since), Quoted.of(messageId)),
                    new Lines() {
                      @Override
                      public void line(String line) {}

                      @Override
                      public void numbers(long[] numbers) {
                        found[0] |= numbers.length > 0;
                      }
                    })));
    return found[0];
  }

  /// @return false when the server refuses
  public boolean makeFolder(String name) throws ImapFailed {
    var quoted = MailboxName.quoted(name);
    if (!good("CREATE " + quoted)) return false;
    // Many programs show only what is subscribed to. That it cannot be is no reason to go without.
    good("SUBSCRIBE " + quoted);
    return true;
  }

  /// Puts a mail into a folder, marked as seen.
  ///
  /// @param at when it is said to have come there
  /// @return false when the server refuses this mail
  public boolean append(String folder, byte[] mail, Instant at) throws ImapFailed {
    var taken = new boolean[1];
    whileConnected(
        () -> {
          var tag =
              send(
                  "APPEND %s (\\Seen) \"%s\" {%d}"
                      .formatted(
                          MailboxName.quoted(folder),
                          APPENDED.format(at.atOffset(ZoneOffset.UTC)),
                          mail.length));
          in.allow(patience.multipliedBy(2));
          var answer =
              answer(
                  tag,
                  new Lines() {
                    private boolean asked;

                    @Override
                    public void line(String line) {}

                    @Override
                    public boolean resume(String line) throws IOException {
                      if (asked) return false;
                      asked = true;
                      out.write(mail);
                      write("");
                      in.allow(patience.multipliedBy(2));
                      return true;
                    }
                  });
          if (answer.code().equals("OVERQUOTA")) throw new ImapFailed(ImapTrouble.FULL);
          taken[0] = answer.ok();
        });
    return taken[0];
  }

  private boolean good(String command) throws ImapFailed {
    var ok = new boolean[1];
    whileConnected(() -> ok[0] = run(command, _ -> {}).ok());
    return ok[0];
  }

  /// Waits until the server has told of a mail that was not there when numbers were last asked for,
  /// or until [#endIdle].
  ///
  /// @param most how long it may last; somebody has to end it by then
  public void idle(Duration most) throws ImapFailed {
    whileConnected(
        () -> {
          socket.setSoTimeout(millis(most.plus(patience)));
          var tag = send("IDLE");
          in.allow(most.plus(patience));
          try {
            var answer =
                answer(
                    tag,
                    new Lines() {
                      @Override
                      public void line(String line) throws IOException {
                        if (news) endIdleWith();
                      }

                      @Override
                      public boolean resume(String line) throws IOException {
                        synchronized (idling) {
                          idle = true;
                          if (enough || news) endIdleWith();
                        }
                        return true;
                      }
                    });
            expect(answer);
          } finally {
            synchronized (idling) {
              idle = false;
              enough = false;
            }
            socket.setSoTimeout(millis(patience));
          }
        });
  }

  /// Ends the waiting of another thread, or the next when none waits now.
  public void endIdle() {
    synchronized (idling) {
      enough = true;
      try {
        endIdleWith();
      } catch (IOException e) {
        close();
      }
    }
  }

  private void endIdleWith() throws IOException {
    synchronized (idling) {
      if (!idle) return;
      idle = false;
      out.write("DONE\r\n".getBytes(StandardCharsets.US_ASCII));
      out.flush();
    }
  }

  /// Says good-bye as far as that takes no time.
  public void signOut() {
    try {
      send("LOGOUT");
    } catch (IOException e) {
      // The server sees the end of the connection next.
    }
    close();
  }

  @Override
  public void close() {
    // Not the encrypted one: it would wait for whoever is writing.
    closeQuietly(line);
  }

  // --- commands and answers

  /// @param ok whether it said OK, and not NO or BAD
  /// @param code what stands in brackets; empty when nothing does
  private record Answer(boolean ok, String code) {}

  /// What a server says before it answers a command.
  private interface Lines {
    /// A whole response; literals in it are left out.
    void line(String line) throws IOException;

    default void numbers(long[] numbers) {}

    /// A literal follows on this text.
    ///
    /// @return where its bytes go; null: nowhere
    default @Nullable Sink literal(String before, long size) throws IOException {
      return null;
    }

    /// The server asks to go on.
    ///
    /// @return whether that was expected
    default boolean resume(String line) throws IOException {
      return false;
    }
  }

  private interface Sink {
    void write(byte[] bytes, int length) throws IOException;
  }

  /// @param further what the server asks for in turn
  private Answer run(String command, Lines lines, String... further) throws IOException {
    var tag = send(command);
    var left = new ArrayList<>(List.of(further));
    in.allow(patience.multipliedBy(2));
    return answer(
        tag,
        new Lines() {
          @Override
          public void line(String line) throws IOException {
            lines.line(line);
          }

          @Override
          public void numbers(long[] numbers) {
            lines.numbers(numbers);
          }

          @Override
          public @Nullable Sink literal(String before, long size) throws IOException {
            return lines.literal(before, size);
          }

          @Override
          public boolean resume(String line) throws IOException {
            if (left.isEmpty()) return false;
            write(left.removeFirst());
            return true;
          }
        });
  }

  private String send(String command) throws IOException {
    var tag = "d" + ++commands;
    write(tag + ' ' + command);
    return tag;
  }

  private void write(String line) throws IOException {
    synchronized (idling) {
      out.write((line + "\r\n").getBytes(StandardCharsets.US_ASCII));
      out.flush();
    }
  }

  private Answer answer(String tag, Lines lines) throws IOException {
    while (true) {
      var piece = in.piece(true);
      if (piece.numbers().length > 0) {
        lines.numbers(piece.numbers());
        continue;
      }
      var text = new StringBuilder(piece.text());
      while (piece.literal() >= 0) {
        copy(piece.literal(), lines.literal(text.toString(), piece.literal()));
        piece = in.piece(false);
        text.append(piece.text());
      }
      var line = text.toString();
      if (line.startsWith("+")) {
        if (!lines.resume(line)) throw new ImapFailed(ImapTrouble.REFUSED);
      } else if (line.startsWith("* ")) {
        noteAndPassOn(line, lines);
      } else if (line.startsWith(tag + ' ')) {
        return answer(line.substring(tag.length() + 1));
      } else {
        throw new ImapFailed(ImapTrouble.REFUSED);
      }
    }
  }

  private void noteAndPassOn(String line, Lines lines) throws IOException {
    if (line.regionMatches(true, 0, "* BYE", 0, 5)) throw new ImapFailed(ImapTrouble.BROKE_OFF);
    var number = EXISTS.matcher(line);
    if (number.matches()) {
      long count = Long.parseLong(number.group(1));
      news |= count > exists;
      exists = count;
    }
    if (line.endsWith(" EXPUNGE") && exists > 0) exists--;
    in.allowMore(patience);
    lines.line(line);
  }

  private static Answer answer(String words) {
    var upper = words.toUpperCase(Locale.ROOT);
    var code = CODE.matcher(upper);
    return new Answer(upper.startsWith("OK"), code.find() ? code.group(1) : "");
  }

  private void copy(long size, @Nullable Sink sink) throws IOException {
    if (sink == null && size > LONGEST_LITERAL) throw new ImapFailed(ImapTrouble.REFUSED);
    in.allowMore(patience.plusSeconds(size / BYTES_A_SECOND));
    var bytes = new byte[16 * 1024];
    long left = size;
    while (left > 0) {
      int count = in.read(bytes, (int) Math.min(left, bytes.length));
      if (sink != null) sink.write(bytes, count);
      left -= count;
    }
  }

  /// A piece that nothing may follow.
  private static String whole(Piece piece) throws ImapFailed {
    if (piece.literal() >= 0) throw new ImapFailed(ImapTrouble.NOT_IMAP);
    return piece.text();
  }

  private static void expect(Answer answer) throws ImapFailed {
    if (!answer.ok()) throw new ImapFailed(ImapTrouble.REFUSED);
  }

  /// Takes mails out of the answer to a FETCH.
  private static final class Mails implements Lines {
    private final long[] wanted;
    private final long largest;
    private final Path folder;
    private final Taker taker;
    private @Nullable Spool current;

    Mails(long[] wanted, long largest, Path folder, Taker taker) {
      this.wanted = wanted;
      this.largest = largest;
      this.folder = folder;
      this.taker = taker;
    }

    @Override
    public @Nullable Sink literal(String before, long size) throws IOException {
      if (!FETCH.matcher(before).matches() || !BODY.matcher(before).find()) return null;
      if (size > largest || current != null) throw new ImapFailed(ImapTrouble.REFUSED);
      var spool = new Spool(folder);
      current = spool;
      return (bytes, length) -> {
        try {
          spool.write(bytes, length);
        } catch (IOException e) {
          // Our disk, not their line.
          throw new UncheckedIOException(e);
        }
      };
    }

    @Override
    public void line(String line) throws IOException {
      var spool = current;
      if (spool == null) return;
      long uid = number(UID, line);
      if (Arrays.binarySearch(wanted, uid) < 0 || spool.size() == 0) {
        drop();
        return;
      }
      current = null;
      taker.take(new Fetched(uid, spool));
    }

    void drop() throws IOException {
      var spool = current;
      current = null;
      if (spool != null) spool.close();
    }
  }

  /// -1 when it is not there.
  private static long number(Pattern pattern, String line) {
    var found = pattern.matcher(line);
    return found.find() ? Long.parseLong(found.group(1)) : -1;
  }

  private static @Nullable Instant arrived(String line) {
    var found = ARRIVED.matcher(line);
    if (!found.find()) return null;
    try {
      return OffsetDateTime.parse(found.group(1).strip(), DATE_TIME).toInstant();
    } catch (DateTimeException e) {
      return null;
    }
  }

  // --- what goes wrong

  private interface Work {
    void run() throws IOException;
  }

  private static void whileConnected(Work work) throws ImapFailed {
    try {
      work.run();
    } catch (IOException e) {
      throw failed(e, ImapTrouble.BROKE_OFF);
    }
  }

  private static ImapFailed failed(IOException failure, ImapTrouble otherwise) {
    if (failure instanceof ImapFailed known) return known;
    if (failure instanceof UnknownHostException) {
      return new ImapFailed(ImapTrouble.UNKNOWN_HOST, failure);
    }
    return new ImapFailed(otherwise, failure);
  }

  private static boolean causedBy(Throwable failure, Class<? extends Throwable> kind) {
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (kind.isInstance(cause)) return true;
    }
    return false;
  }

  private static void closeQuietly(@Nullable Socket socket) {
    if (socket == null) return;
    try {
      socket.close();
    } catch (IOException e) {
      // There is nothing left to close.
    }
  }

  private static int millis(Duration duration) {
    return Math.toIntExact(duration.toMillis());
  }
}

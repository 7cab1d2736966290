package dev.decorum.bench;

import dev.decorum.database.EmbeddedPostgres;
import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;

/// Sends mails to a node over four SMTP connections as fast as it takes them, and prints mails a
/// second, CPU a mail (application and PostgreSQL together), and how long after the last one its
/// queue was empty. A table goes to standard error, JSON to standard output.
///
/// `Ingest --data DIR [--mails 10000] [--port 20990]` starts the node itself, on the loopback
/// interface, and ends it. The mails are made up: 12 KB on average, one in five answers another,
/// one in six has an attachment, senders write five mails each.
public final class Ingest {

  private static final int CONNECTIONS = 4;
  private static final String MAILBOX = "ingest@example.test";
  private static final int WARM_UP = 1_000;
  private static final String[] WORDS =
      ("the lift in our house stopped again last night between two floors and nobody answered when"
              + " we called could you please tell me when somebody will come to repair it because my"
              + " mother cannot take the stairs invoice contract kitchen delivery appointment thanks")
          .split(" ");

  private final int port;

  /// Keeps the mails of one run apart from those of another on the same data.
  private final long run = System.nanoTime();

  private final AtomicInteger refused = new AtomicInteger();
  private long bytes;

  private Ingest(int port) {
    this.port = port;
  }

  public static void main(String[] args) throws Exception {
    var options = Options.parse(args);
    Path data = Path.of(options.get("data", "data-bench")).toAbsolutePath();
    int mails = options.number("mails", 10_000);
    int port = options.number("port", 20_990);
    String home = System.getProperty("decorum.home", ".");
    try (var node = Node.started(home, data, port);
        var database = EmbeddedPostgres.join(data.resolve("postgres"))) {
      node.mailbox(MAILBOX);
      var ingest = new Ingest(port + 1);
      ingest.send(0, WARM_UP);
      awaitEmpty(database);
      ingest.bytes = 0;

      var before = node.processes().cpu();
      long begun = System.nanoTime();
      ingest.send(WARM_UP, mails);
      double sent = (System.nanoTime() - begun) / 1e9;
      double drained = awaitEmpty(database);
      var cpu = node.processes().cpu().since(before);
      var memory = node.processes().memory();

      System.err.printf(
          Locale.ROOT,
          "%,d mails of %.1f KB on average: %.0f/s, %.2f ms CPU a mail (%.2f PostgreSQL), queue"
              + " empty %.1f s after the last, %d refused, %d MB PSS%n",
          mails,
          ingest.bytes / 1e3 / mails,
          mails / sent,
          cpu.all() / mails,
          cpu.database() / mails,
          drained,
          ingest.refused.get(),
          memory.all());
      System.out.printf(
          Locale.ROOT,
          "{\"mails\":%d,\"per_s\":%.0f,\"cpu_ms\":%.2f,\"postgres_ms\":%.2f,\"empty_after_s\":%.1f,"
              + "\"refused\":%d,\"pss_mb\":%d}%n",
          mails,
          mails / sent,
          cpu.all() / mails,
          cpu.database() / mails,
          drained,
          ingest.refused.get(),
          memory.all());
    }
    System.exit(0);
  }

  /// @return seconds
  private static double awaitEmpty(EmbeddedPostgres database)
      throws SQLException, InterruptedException {
    long begun = System.nanoTime();
    var owner = database.address().owner();
    try (var connection =
            DriverManager.getConnection(database.address().url(), owner.user(), owner.password());
        var statement = connection.createStatement()) {
      while (true) {
        try (var rows =
            statement.executeQuery(
                "select exists (select from channels.incoming where state = 'new')")) {
          rows.next();
          if (!rows.getBoolean(1)) return (System.nanoTime() - begun) / 1e9;
        }
        Thread.sleep(Duration.ofMillis(20));
      }
    }
  }

  private void send(int from, int count) throws Exception {
    var mails = new ArrayList<List<byte[]>>();
    for (int c = 0; c < CONNECTIONS; c++) mails.add(new ArrayList<>());
    // Made before the clock runs in whole would fill the memory: in slices.
    for (int done = 0; done < count; ) {
      int slice = Math.min(2_000, count - done);
      mails.forEach(List::clear);
      for (int i = 0; i < slice; i++) {
        var mail = mail(from + done + i);
        bytes += mail.length;
        mails.get(i % CONNECTIONS).add(mail);
      }
      var senders = new ArrayList<Thread>();
      for (var share : mails) {
        senders.add(Thread.ofPlatform().start(() -> session(share)));
      }
      for (var sender : senders) sender.join();
      done += slice;
    }
  }

  private void session(List<byte[]> mails) {
    try (var socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
      var in = new BufferedInputStream(socket.getInputStream());
      var out = new BufferedOutputStream(socket.getOutputStream(), 1 << 16);
      hear(in);
      say(out, "EHLO bench.example");
      hear(in);
      for (var mail : mails) {
        say(out, "MAIL FROM:<sender@bench.example>");
        hear(in);
        say(out, "RCPT TO:<" + MAILBOX + ">");
        hear(in);
        say(out, "DATA");
        hear(in);
        out.write(mail);
        say(out, ".");
        if (hear(in) != 250) refused.incrementAndGet();
      }
      say(out, "QUIT");
      hear(in);
    } catch (IOException broken) {
      refused.addAndGet(mails.size());
    }
  }

  private static void say(OutputStream out, String line) throws IOException {
    out.write((line + "\r\n").getBytes(StandardCharsets.US_ASCII));
    out.flush();
  }

  /// The code of an answer, of several lines too.
  private static int hear(InputStream in) throws IOException {
    while (true) {
      var line = new StringBuilder();
      for (int c = in.read(); c != '\n'; c = in.read()) {
        if (c < 0) throw new IOException("The server hung up");
        line.append((char) c);
      }
      if (line.length() < 4 || line.charAt(3) != '-') return Integer.parseInt(line.substring(0, 3));
    }
  }

  private String messageId(int no) {
    return "<%d.%d@client.example>".formatted(run, no);
  }

  /// Lines of words, so no line begins with a dot.
  private byte[] mail(int no) {
    var random = new Random(no);
    int sender = no / 5;
    var mail = new StringBuilder();
    mail.append("From: Sender %d <sender%d@client.example>\r\n".formatted(sender, sender));
    mail.append("To: <").append(MAILBOX).append(">\r\n");
    mail.append("Subject: %s %d\r\n".formatted(words(random, 4), no));
    mail.append("Message-ID: %s\r\n".formatted(messageId(no)));
    if (no % 5 == 4) mail.append("References: %s\r\n".formatted(messageId(no - 1)));
    mail.append("Date: Mon, 16 Nov 2026 10:00:00 +0100\r\nMIME-Version: 1.0\r\n");
    if (no % 6 == 0) {
      mail.append("Content-Type: multipart/mixed; boundary=frontier\r\n\r\n--frontier\r\n");
      text(mail, random);
      var file = new byte[30_000];
      random.nextBytes(file);
      mail.append("--frontier\r\nContent-Type: application/pdf; name=offer.pdf\r\n");
      mail.append("Content-Transfer-Encoding: base64\r\n\r\n");
      mail.append(Base64.getMimeEncoder().encodeToString(file)).append("\r\n--frontier--\r\n");
    } else {
      text(mail, random);
    }
    return mail.toString().getBytes(StandardCharsets.US_ASCII);
  }

  private static void text(StringBuilder mail, Random random) {
    mail.append("Content-Type: text/plain; charset=utf-8\r\n\r\n");
    int lines = 20 + random.nextInt(120);
    for (int line = 0; line < lines; line++) mail.append(words(random, 11)).append("\r\n");
  }

  private static String words(Random random, int count) {
    var text = new StringBuilder();
    for (int word = 0; word < count; word++) {
      if (word > 0) text.append(' ');
      text.append(WORDS[random.nextInt(WORDS.length)]);
    }
    return text.toString();
  }
}

package dev.decorum.bench;

import dev.decorum.DecorumApplication;
import dev.decorum.database.Database;
import dev.decorum.database.EmbeddedPostgres;
import dev.decorum.files.FileId;
import dev.decorum.vault.Vault;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Pattern;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.env.MapPropertySource;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.PropertyNamingStrategies;
import tools.jackson.databind.json.JsonMapper;

/// Sends mails from many senders while server or PostgreSQL are killed (`kill -9`) at random, 2 to
/// 6 seconds after mail was taken again, then opens every mail that was kept and counts what is
/// lost, doubled, altered or invented: raw mails byte by byte, and what became of them in
/// conversations. A sentence goes to standard error, one line of JSON to standard output; it ends
/// with 1 when anything is wrong.
///
/// `MailKills [--mails 5000] [--senders 20] [--seeds 20] [--runs 5] [--port 9700] [--data DIR]
/// [--results FILE]` runs the next `--runs` of all seeds that are not among the results yet, each
/// on a new data folder: call it again to go on. A sender sends a mail again until it is answered
/// with 250, as mail servers do.
public final class MailKills {

  private static final String MAILBOX = "kills@example.test";
  private static final Duration PATIENCE = Duration.ofMinutes(30);
  private static final JsonMapper JSON =
      JsonMapper.builder().propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE).build();
  private static final Pattern NUMBER = Pattern.compile("(?m)^X-Number: (\\d+)\r?$");

  private final long seed;
  private final int port;
  private final Path data;
  private final int mails;
  private final int senders;
  private final AtomicInteger accepted = new AtomicInteger();
  private final AtomicInteger tries = new AtomicInteger();
  private final AtomicBoolean over = new AtomicBoolean();
  private int serverKills;
  private int databaseKills;

  private MailKills(long seed, int port, Path data, int mails, int senders) {
    this.seed = seed;
    this.port = port;
    this.data = data;
    this.mails = mails;
    this.senders = senders;
  }

  public static void main(String[] args) throws Exception {
    var options = Options.parse(args);
    String home = System.getProperty("decorum.home", ".");
    var results = Path.of(options.get("results", home + "/bench/target/mail-kills.jsonl"));
    Files.createDirectories(results.toAbsolutePath().getParent());
    var done = Files.exists(results) ? Files.readString(results) : "";
    int runs = options.number("runs", 5);
    boolean well = true;
    for (int seed = 1; seed <= options.number("seeds", 20) && runs > 0; seed++) {
      if (done.contains("{\"seed\":%d,".formatted(seed))) continue;
      runs--;
      var folder = options.get("data", "");
      var data =
          folder.isEmpty()
              ? Files.createTempDirectory("mail-kills")
              : Path.of(folder, "seed-" + seed).toAbsolutePath();
      Files.createDirectories(data);
      var run =
          new MailKills(
              seed,
              options.number("port", 9700),
              data,
              options.number("mails", 5_000),
              options.number("senders", 20));
      var found = run.run(home);
      System.out.println(found.json());
      System.err.println(found.sentence());
      Files.writeString(
          results, found.json() + '\n', StandardOpenOption.CREATE, StandardOpenOption.APPEND);
      well &= found.wrong() == 0;
      if (found.wrong() == 0) delete(data);
    }
    System.exit(well ? 0 : 1);
  }

  /// @param altered of the mails that are there, those whose bytes or text are not what was sent
  /// @param unfiled kept, and not in a conversation
  private record Findings(
      long seed,
      int mails,
      int tries,
      int serverKills,
      int databaseKills,
      long seconds,
      int lost,
      int doubled,
      int altered,
      int invented,
      int unfiled) {

    int wrong() {
      return lost + doubled + altered + invented + unfiled;
    }

    String json() {
      return JSON.writeValueAsString(this);
    }

    String sentence() {
      return String.format(
          Locale.ROOT,
          "Seed %d: %,d mails in %,d tries, %d kills of the server and %d of PostgreSQL in %d s:"
              + " %d lost, %d doubled, %d altered, %d invented, %d not filed",
          seed,
          mails,
          tries,
          serverKills,
          databaseKills,
          seconds,
          lost,
          doubled,
          altered,
          invented,
          unfiled);
    }
  }

  private Findings run(String home) throws Exception {
    long begun = System.nanoTime();
    var random = new Random(seed);
    var node = Node.started(home, data, port);
    var sending = new ArrayList<Thread>();
    try {
      node.mailbox(MAILBOX);
      for (int sender = 0; sender < senders; sender++) {
        int mine = sender;
        sending.add(Thread.ofPlatform().start(() -> send(mine)));
      }
      long end = System.nanoTime() + PATIENCE.toNanos();
      while (accepted.get() < mails) {
        Thread.sleep(Duration.ofMillis(2_000 + random.nextInt(4_000)));
        int before = accepted.get();
        if (random.nextBoolean()) {
          node.kill();
          serverKills++;
          node = Node.again(home, data, port);
        } else {
          killPostgres();
          databaseKills++;
        }
        while (accepted.get() < Math.min(mails, before + senders)) {
          if (System.nanoTime() > end) throw new IllegalStateException("No mail is taken any more");
          Thread.sleep(Duration.ofMillis(20));
        }
      }
      for (var one : sending) one.join();
      awaitFiled();
    } finally {
      over.set(true);
      node.close();
    }
    return found(Duration.ofNanos(System.nanoTime() - begun).toSeconds());
  }

  /// The one process that all others of the database belong to; it is started again by the server.
  private void killPostgres() throws IOException {
    var file = data.resolve("postgres/data-18/postmaster.pid");
    if (!Files.exists(file)) return;
    var lines = Files.readAllLines(file);
    if (!lines.isEmpty()) {
      ProcessHandle.of(Long.parseLong(lines.getFirst().strip()))
          .ifPresent(ProcessHandle::destroyForcibly);
    }
  }

  // --- sending

  /// Every so many-th mail is this sender's.
  private void send(int sender) {
    var random = new Random(seed * 1_000 + sender);
    int next = sender;
    while (next < mails && !over.get()) {
      try (var line = new Line(port + 1)) {
        for (int inSession = 0; inSession < 10 && next < mails && !over.get(); inSession++) {
          tries.incrementAndGet();
          if (!line.deliver(sender, mail(next))) break;
          accepted.incrementAndGet();
          next += senders;
        }
      } catch (IOException broken) {
        // Whether the mail was taken is not known: it is sent again.
      }
      try {
        Thread.sleep(Duration.ofMillis(20 + random.nextInt(200)));
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        return;
      }
    }
  }

  /// A session with the SMTP server.
  private static final class Line implements AutoCloseable {
    private final Socket socket;
    private final InputStream in;
    private final OutputStream out;

    Line(int port) throws IOException {
      socket = new Socket(InetAddress.getLoopbackAddress(), port);
      socket.setSoTimeout(30_000);
      in = new BufferedInputStream(socket.getInputStream());
      out = socket.getOutputStream();
      hear();
      say("EHLO kills.example");
      hear();
    }

    boolean deliver(int sender, byte[] mail) throws IOException {
      say("MAIL FROM:<sender%d@client.example>".formatted(sender));
      if (hear() != 250) return false;
      say("RCPT TO:<" + MAILBOX + ">");
      if (hear() != 250) return false;
      say("DATA");
      if (hear() != 354) return false;
      out.write(mail);
      say(".");
      return hear() == 250;
    }

    private void say(String line) throws IOException {
      out.write((line + "\r\n").getBytes(StandardCharsets.US_ASCII));
      out.flush();
    }

    /// The code of an answer, of several lines too.
    private int hear() throws IOException {
      while (true) {
        var line = new StringBuilder();
        for (int c = in.read(); c != '\n'; c = in.read()) {
          if (c < 0) throw new IOException("The server hung up");
          line.append((char) c);
        }
        if (line.length() < 4 || line.charAt(3) != '-') {
          return Integer.parseInt(line.substring(0, 3));
        }
      }
    }

    @Override
    public void close() throws IOException {
      socket.close();
    }
  }

  /// The same for the same seed and number. A fifth answers an earlier mail of its sender, some are
  /// large, so that they go through a file and several rows.
  private byte[] mail(int no) {
    int sender = no % senders;
    var head = new StringBuilder();
    head.append("From: Sender %1$d <sender%1$d@client.example>\r\n".formatted(sender));
    head.append("To: <").append(MAILBOX).append(">\r\n");
    head.append("Subject: Matter %d\r\n".formatted(no));
    head.append("Message-ID: <%d.%d@client.example>\r\n".formatted(seed, no));
    if (no % 5 == 4 && no >= senders) {
      head.append("References: <%d.%d@client.example>\r\n".formatted(seed, no - senders));
    }
    // More than fits into one row of the database.
    if (isLarge(no)) head.append("X-Padding: ".concat("p".repeat(480)).concat("\r\n").repeat(400));
    head.append("X-Number: %d\r\n\r\n".formatted(no));
    return (head + text(no)).getBytes(StandardCharsets.US_ASCII);
  }

  private static boolean isLarge(int no) {
    return no % 250 == 7;
  }

  /// Lines of letters, so none begins with a dot.
  private String text(int no) {
    var random = new Random(seed * 1_000_003 + no);
    int length = isLarge(no) ? 1_000_000 : 200 + random.nextInt(24_000);
    var text = new StringBuilder(length + 80);
    while (text.length() < length) {
      for (int letter = 0; letter < 60; letter++) {
        text.append(letter % 7 == 6 ? ' ' : (char) ('a' + random.nextInt(26)));
      }
      text.append("\r\n");
    }
    return text.toString();
  }

  // --- what is there afterwards

  private void awaitFiled() throws Exception {
    long end = System.nanoTime() + PATIENCE.toNanos();
    while (true) {
      try (var database = EmbeddedPostgres.join(data.resolve("postgres"))) {
        var owner = database.address().owner();
        try (var connection =
                java.sql.DriverManager.getConnection(
                    database.address().url(), owner.user(), owner.password());
            var rows =
                connection
                    .createStatement()
                    .executeQuery(
                        "select exists (select from channels.incoming where state = 'new')")) {
          rows.next();
          if (!rows.getBoolean(1)) return;
        }
      } catch (java.sql.SQLException | RuntimeException away) {
        // It was killed a moment ago and comes back.
        if (System.nanoTime() > end) throw away;
      }
      if (System.nanoTime() > end) return;
      Thread.sleep(Duration.ofMillis(200));
    }
  }

  private Findings found(long seconds) throws IOException {
    try (var postgres = EmbeddedPostgres.start(data.resolve("postgres"));
        var house = open(postgres)) {
      var jdbc = house.getBean(JdbcClient.class);
      var vault = house.getBean(Vault.class);
      var files = house.getBean(dev.decorum.files.Files.class);
      record Kept(UUID raw, UUID interaction) {}
      var kept =
          jdbc.sql("select raw_file, interaction_id from channels.incoming")
              .query(
                  (row, _) ->
                      new Kept(
                          row.getObject("raw_file", UUID.class),
                          row.getObject("interaction_id", UUID.class)))
              .list();
      var times = new HashMap<Integer, Integer>();
      int altered = 0;
      int invented = 0;
      int unfiled = 0;
      Set<UUID> filed = new HashSet<>();
      for (var one : kept) {
        byte[] raw;
        try (var content = files.open(new FileId(one.raw()))) {
          raw = content.readAllBytes();
        }
        int no = number(raw);
        if (no < 0 || no >= mails) {
          invented++;
          continue;
        }
        times.merge(no, 1, Integer::sum);
        if (one.interaction() == null) {
          unfiled++;
          continue;
        }
        filed.add(one.interaction());
        var text =
            jdbc.sql("select text from inbox.interaction where id = :id")
                .param("id", one.interaction())
                .query(
                    (row, _) ->
                        vault.openText(
                            row.getBytes("text"), "inbox.interaction.text", one.interaction()))
                .optional()
                .orElse("");
        if (!isSent(raw, no) || !text.strip().equals(text(no).replace("\r\n", "\n").strip())) {
          altered++;
        }
      }
      int lost = 0;
      int doubled = 0;
      for (int no = 0; no < mails; no++) {
        int count = times.getOrDefault(no, 0);
        if (count == 0) lost++;
        if (count > 1) doubled += count - 1;
      }
      // Messages and files that belong to no mail.
      int messages = count(jdbc, "select count(*) from inbox.interaction where direction = 'in'");
      invented += messages - filed.size();
      invented += count(jdbc, "select count(*) from files.file") - kept.size();
      return new Findings(
          seed,
          mails,
          tries.get(),
          serverKills,
          databaseKills,
          seconds,
          lost,
          doubled,
          altered,
          invented,
          unfiled);
    }
  }

  private static int count(JdbcClient jdbc, String sql) {
    return jdbc.sql(sql).query(Integer.class).single();
  }

  private static int number(byte[] raw) {
    var head =
        NUMBER.matcher(
            new String(raw, 0, Math.min(raw.length, 300_000), StandardCharsets.ISO_8859_1));
    return head.find() ? Integer.parseInt(head.group(1)) : -1;
  }

  /// Under the field that our server wrote on top.
  private boolean isSent(byte[] raw, int no) {
    var sent = mail(no);
    int from = raw.length - sent.length;
    if (from < 0) return false;
    var top = new String(raw, 0, from, StandardCharsets.ISO_8859_1);
    return top.startsWith("Received: from kills.example")
        && java.util.Arrays.equals(raw, from, raw.length, sent, 0, sent.length);
  }

  /// The application without its workers, to open what is sealed.
  private ConfigurableApplicationContext open(EmbeddedPostgres postgres) {
    var properties =
        new HashMap<String, Object>(Database.embedded(postgres).address().asSpringProperties());
    properties.put("decorum.data", data.toString());
    return new SpringApplicationBuilder(DecorumApplication.class)
        .web(WebApplicationType.NONE)
        .profiles("command")
        .properties("spring.main.lazy-initialization=true")
        .initializers(
            context ->
                context
                    .getEnvironment()
                    .getPropertySources()
                    .addFirst(new MapPropertySource("bench", properties)))
        .run();
  }

  private static void delete(Path folder) throws IOException {
    try (var all = Files.walk(folder)) {
      List<Path> deepestFirst = all.sorted(Comparator.reverseOrder()).toList();
      for (var one : deepestFirst) Files.delete(one);
    }
  }
}

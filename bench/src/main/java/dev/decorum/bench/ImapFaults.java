package dev.decorum.bench;

import dev.decorum.database.EmbeddedPostgres;
import dev.peers.Dovecot;
import dev.peers.FaultyLine;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;

/// Fetches mails from a real Dovecot over a line that breaks at random bytes, while the server
/// gives all mails new numbers and the node is killed, and counts what is lost, doubled or
/// invented. A sentence goes to standard error, JSON to standard output; it ends with 1 when
/// anything is.
///
/// `ImapFaults [--mails 5000] [--breaks 500] [--renumber 10] [--kills 5] [--seed 1] [--port 9500]
/// [--data DIR]` starts node and Dovecot itself, on the loopback interface, and ends them. Without
/// `--data` it works in a temporary folder.
public final class ImapFaults {

  private static final String USER = "faults@example.test";
  private static final String INBOX = "INBOX";
  private static final int AT_ONCE = 25;
  private static final int AHEAD = 200;
  private static final Duration PATIENCE = Duration.ofMinutes(20);

  private final Path data;
  private final int port;
  private final String home = System.getProperty("decorum.home", ".");
  private final Dovecot dovecot;
  private final FaultyLine line;
  private final List<byte[]> mails;
  private Node node;
  private EmbeddedPostgres database;

  private ImapFaults(
      Path data, int port, Dovecot dovecot, FaultyLine line, List<byte[]> mails, Node node) {
    this.data = data;
    this.port = port;
    this.dovecot = dovecot;
    this.line = line;
    this.mails = mails;
    this.node = node;
    this.database = EmbeddedPostgres.join(data.resolve("postgres"));
  }

  public static void main(String[] args) throws Exception {
    var options = Options.parse(args);
    long seed = options.number("seed", 1);
    int breaks = options.number("breaks", 500);
    int port = options.number("port", 9500);
    var folder = options.get("data", "");
    var data =
        folder.isEmpty()
            ? Files.createTempDirectory("imap-faults")
            : Path.of(folder).toAbsolutePath();
    var mails = mails(options.number("mails", 5_000), seed);
    boolean well;
    try (var dovecot = Dovecot.start();
        var line = new FaultyLine(dovecot.port(), seed, breaks, 300_000)) {
      var node = Node.started(System.getProperty("decorum.home", "."), data, port);
      var faults = new ImapFaults(data, port, dovecot, line, mails, node);
      try {
        node.mailbox(USER, line.port(), Dovecot.PASSWORD);
        long begun = System.nanoTime();
        int renumbered = options.number("renumber", 10);
        int killed = options.number("kills", 5);
        faults.deliver(renumbered, killed);
        faults.awaitAll();
        double seconds = (System.nanoTime() - begun) / 1e9;
        well = faults.tell(breaks - line.breaksLeft(), renumbered, killed, seconds, seed);
      } finally {
        faults.database.close();
        faults.node.close();
      }
    }
    System.exit(well ? 0 : 1);
  }

  /// Each has a size of its own, by which it is known again.
  private static List<byte[]> mails(int count, long seed) {
    var mails = new ArrayList<byte[]>();
    for (int i = 0; i < count; i++) {
      var head =
          "From: Client %1$d <client%1$d@client.example>\r\nTo: %2$s\r\nSubject: Mail %1$d\r\nMessage-ID: <%1$d@client.example>\r\n\r\n"
              .formatted(i, USER);
      int size = 400 + 7 * i;
      var body = "The lift is stuck again and nobody comes.\r\n".repeat(size / 40 + 1);
      mails.add((head + body).substring(0, size).getBytes(StandardCharsets.US_ASCII));
    }
    Collections.shuffle(mails, new Random(seed));
    return mails;
  }

  private void deliver(int renumbered, int killed) throws Exception {
    int events = renumbered + killed;
    int next = 0;
    for (int i = 0; i < mails.size(); i++) {
      dovecot.deliver(USER, INBOX, mails.get(i), Instant.now());
      if (i % AT_ONCE == AT_ONCE - 1) awaitKept(i - AHEAD);
      if (next < events && i >= (long) (next + 1) * mails.size() / (events + 1)) {
        if (next * killed / events < (next + 1) * killed / events) {
          restart();
        } else {
          line.breakAll();
          dovecot.renumber(USER, INBOX);
        }
        next++;
        System.err.printf(Locale.ROOT, "%d delivered, %d breaks left%n", i + 1, line.breaksLeft());
      }
    }
  }

  private void restart() throws IOException, InterruptedException {
    database.close();
    node.kill();
    node = Node.started(home, data, port);
    database = EmbeddedPostgres.join(data.resolve("postgres"));
  }

  private void awaitKept(int count) throws SQLException, InterruptedException {
    long end = System.nanoTime() + PATIENCE.toNanos();
    while (number("select count(*) from channels.incoming") < count) {
      if (System.nanoTime() > end) throw new IllegalStateException("Nothing is fetched any more");
      Thread.sleep(Duration.ofMillis(100));
    }
  }

  /// All are kept, every break has happened, every mail is filed, and server and store were
  /// compared.
  private void awaitAll() throws SQLException, InterruptedException {
    awaitKept(mails.size());
    long end = System.nanoTime() + PATIENCE.toNanos();
    while (line.breaksLeft() > 0
        || number("select count(*) from channels.incoming where state = 'new'") > 0
        || number("select count(*) from channels.imap_mail where state = 'missing'") > 0) {
      if (System.nanoTime() > end) return;
      Thread.sleep(Duration.ofMillis(100));
    }
  }

  private long number(String query) throws SQLException {
    try (var connection = connection();
        var statement = connection.createStatement();
        var rows = statement.executeQuery(query)) {
      rows.next();
      return rows.getLong(1);
    }
  }

  private Connection connection() throws SQLException {
    var owner = database.address().owner();
    return DriverManager.getConnection(database.address().url(), owner.user(), owner.password());
  }

  private boolean tell(int broken, int renumbered, int killed, double seconds, long seed)
      throws SQLException {
    var kept = sizesKept();
    int lost = 0;
    int doubled = 0;
    for (var mail : mails) {
      int times = kept.getOrDefault(mail.length, 0);
      kept.remove(mail.length);
      if (times == 0) lost++;
      if (times > 1) doubled += times - 1;
    }
    long filed = number("select count(*) from channels.incoming where state = 'done'");
    long missing = number("select count(*) from channels.imap_mail where state = 'missing'");
    int invented = kept.values().stream().mapToInt(Integer::intValue).sum();
    System.err.printf(
        Locale.ROOT,
        "%,d mails, line broken %d times, %d changes of all numbers, %d kills, in %.0f s: %d lost,"
            + " %d doubled, %d altered or invented, %d missing by its own count, %,d filed%n",
        mails.size(),
        broken,
        renumbered,
        killed,
        seconds,
        lost,
        doubled,
        invented,
        missing,
        filed);
    System.out.printf(
        Locale.ROOT,
        "{\"seed\":%d,\"mails\":%d,\"breaks\":%d,\"renumbered\":%d,\"kills\":%d,\"seconds\":%.0f,"
            + "\"lost\":%d,\"doubled\":%d,\"altered\":%d,\"missing\":%d,\"filed\":%d}%n",
        seed,
        mails.size(),
        broken,
        renumbered,
        killed,
        seconds,
        lost,
        doubled,
        invented,
        missing,
        filed);
    return lost + doubled + invented + missing == 0 && filed == mails.size();
  }

  private Map<Integer, Integer> sizesKept() throws SQLException {
    var sizes = new HashMap<Integer, Integer>();
    try (var connection = connection();
        var statement = connection.createStatement();
        var rows =
            statement.executeQuery(
                """
                select f.size
                  from channels.incoming i
                  join files.file f on f.id = i.raw_file
                """)) {
      while (rows.next()) sizes.merge(rows.getInt(1), 1, Integer::sum);
    }
    return sizes;
  }
}

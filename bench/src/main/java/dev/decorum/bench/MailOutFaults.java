package dev.decorum.bench;

import dev.decorum.database.EmbeddedPostgres;
import dev.peers.FaultySink;
import dev.peers.FaultySink.Taken;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;

/// Sends mails by a server that answers many with "try again later" and hangs up on some after it
/// took them, while the node is killed (`kill -9`) at random, and counts what that server has got:
/// each mail at least once, and again only where it could not be known that it had it, with the
/// same Message-ID. A sentence goes to standard error, JSON to standard output; it ends with 1 when
/// anything else happened.
///
/// `MailOutFaults [--mails 5000] [--refused 20] [--dropped 5] [--kills 20] [--seed 1] [--port 9800]
/// [--data DIR]`. The pauses between tries are cut short.
public final class MailOutFaults {

  private static final Duration PATIENCE = Duration.ofMinutes(20);

  /// What was taken this long before a kill may not have been written down.
  private static final Duration UNWRITTEN = Duration.ofSeconds(5);

  private static final int WRITERS = 4;
  private static final String MEMBER = "mette@brightwater.example";

  private final String home = System.getProperty("decorum.home", ".");
  private final Path data;
  private final int port;
  private final int mails;
  private final long seed;
  private final FaultySink sink;
  private final AtomicInteger next = new AtomicInteger();
  private final AtomicBoolean over = new AtomicBoolean();
  private final List<Long> kills = new ArrayList<>();
  private String token = "";

  private MailOutFaults(Path data, int port, int mails, long seed, FaultySink sink) {
    this.data = data;
    this.port = port;
    this.mails = mails;
    this.seed = seed;
    this.sink = sink;
  }

  public static void main(String[] args) throws Exception {
    var options = Options.parse(args);
    long seed = options.number("seed", 1);
    var folder = options.get("data", "");
    var data =
        folder.isEmpty()
            ? Files.createTempDirectory("mail-out-faults")
            : Path.of(folder).toAbsolutePath();
    boolean well;
    try (var sink =
        new FaultySink(
            FaultySink.dice(seed, options.number("refused", 20), options.number("dropped", 5)))) {
      var faults =
          new MailOutFaults(
              data, options.number("port", 9800), options.number("mails", 5_000), seed, sink);
      well = faults.run(options.number("kills", 20));
    }
    System.exit(well ? 0 : 1);
  }

  private boolean run(int wanted) throws Exception {
    var node = Node.started(home, data, port);
    var writers = new ArrayList<Thread>();
    try {
      node.command(
          "plum orchard window",
          "member",
          "add",
          "--name",
          "Mette Friis",
          "--email",
          MEMBER,
          "--role",
          "admin",
          "--password-stdin");
      node.command(
          "",
          "mailbox",
          "add",
          "--address",
          "faults@brightwater.example",
          "--smtp-host",
          "127.0.0.1",
          "--smtp-port",
          "" + sink.port(),
          "--smtp-tls",
          "none");
      token = node.token(MEMBER);
      long begun = System.nanoTime();
      for (int i = 0; i < WRITERS; i++) writers.add(Thread.ofVirtual().start(this::write));
      var random = new Random(seed);
      long end = begun + PATIENCE.toNanos();
      while (sent() < mails) {
        if (System.nanoTime() > end) throw new IllegalStateException("Mails do not leave any more");
        int before = sink.taken().size();
        pauseOver(Duration.ofMillis(2_000 + random.nextInt(4_000)));
        // Spread over the whole run, and only while mails leave.
        if (kills.size() < wanted
            && sink.taken().size() > before
            && sink.taken().size() >= (long) mails * kills.size() / wanted) {
          node.kill();
          kills.add(System.nanoTime());
          node = Node.again(home, data, port);
        }
      }
      for (var writer : writers) writer.join();
      return tell((System.nanoTime() - begun) / 1e9);
    } finally {
      over.set(true);
      node.close();
    }
  }

  // --- writing

  private void write() {
    try (var http = HttpClient.newHttpClient()) {
      for (int no; (no = next.getAndIncrement()) < mails && !over.get(); ) {
        var key = UUID.randomUUID().toString();
        while (!over.get() && !accepted(http, key, no)) {
          Thread.sleep(Duration.ofMillis(100));
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private boolean accepted(HttpClient http, String key, int no) throws InterruptedException {
    var body =
        "{\"to\":\"client%1$d@client.example\",\"subject\":\"Mail %1$d\",\"text\":\"The lift of client %1$d is back.\"}"
            .formatted(no);
    try {
      var answer =
          http.send(
              HttpRequest.newBuilder(
                      URI.create("http://127.0.0.1:%d/api/v1/conversations".formatted(port)))
                  .timeout(Duration.ofSeconds(20))
                  .header("Authorization", "Bearer " + token)
                  .header("Idempotency-Key", key)
                  .header("Content-Type", "application/json")
                  .POST(HttpRequest.BodyPublishers.ofString(body))
                  .build(),
              HttpResponse.BodyHandlers.ofString());
      if (answer.statusCode() == 201) return true;
      if (answer.statusCode() != 409 && answer.statusCode() != 503) {
        System.err.println(answer.statusCode() + " " + answer.body());
      }
    } catch (IOException dead) {
      // It was killed, and is asked again with the same key.
    }
    return false;
  }

  // --- the queue

  /// Lets time pass in which nobody waits a minute and longer for the next try.
  private void pauseOver(Duration time) throws InterruptedException {
    long end = System.nanoTime() + time.toNanos();
    while (System.nanoTime() < end) {
      try (var database = EmbeddedPostgres.join(data.resolve("postgres"));
          var connection = connection(database);
          var statement = connection.createStatement()) {
        statement.executeUpdate(
            """
            update channels.outbox
               set next_attempt_at = now()
             where state = 'queued'
               and next_attempt_at > now()
               and (leased_until is null or leased_until < now())
            """);
      } catch (SQLException | RuntimeException away) {
        // It comes back with the node.
      }
      Thread.sleep(Duration.ofMillis(500));
    }
  }

  private int sent() {
    try (var database = EmbeddedPostgres.join(data.resolve("postgres"));
        var connection = connection(database);
        var statement = connection.createStatement();
        var rows =
            statement.executeQuery("select count(*) from channels.outbox where state = 'sent'")) {
      rows.next();
      return rows.getInt(1);
    } catch (SQLException | RuntimeException away) {
      return -1;
    }
  }

  private static Connection connection(EmbeddedPostgres database) throws SQLException {
    var owner = database.address().owner();
    return DriverManager.getConnection(database.address().url(), owner.user(), owner.password());
  }

  // --- what has come

  private boolean tell(double seconds) {
    var byId = new HashMap<String, List<Taken>>();
    var ids = new HashMap<String, String>();
    int otherId = 0;
    for (var one : sink.taken()) {
      var id = one.mail().messageId();
      byId.computeIfAbsent(id, _ -> new ArrayList<>()).add(one);
      var known = ids.putIfAbsent(one.mail().recipients().getFirst(), id);
      if (known != null && !known.equals(id)) otherId++;
    }
    int lost = 0;
    for (int no = 0; no < mails; no++) {
      if (ids.remove("client%d@client.example".formatted(no)) == null) lost++;
    }
    int invented = ids.size();
    int dropped = 0;
    int killed = 0;
    int unexplained = 0;
    for (var copies : byId.values()) {
      for (int i = 0; i + 1 < copies.size(); i++) {
        if (!copies.get(i).told()) dropped++;
        else if (isInHandAtAKill(copies.get(i))) killed++;
        else unexplained++;
      }
    }
    System.err.printf(
        Locale.ROOT,
        "%,d mails, %d kills, in %.0f s: %,d taken with %,d ids, again %d after a dropped line and"
            + " %d after a kill; %d lost, %d invented, %d repeated for no reason, %d with another id%n",
        mails,
        kills.size(),
        seconds,
        sink.taken().size(),
        byId.size(),
        dropped,
        killed,
        lost,
        invented,
        unexplained,
        otherId);
    System.out.printf(
        Locale.ROOT,
        "{\"seed\":%d,\"mails\":%d,\"kills\":%d,\"seconds\":%.0f,\"taken\":%d,\"again_after_drop\":%d,"
            + "\"again_after_kill\":%d,\"lost\":%d,\"invented\":%d,\"unexplained\":%d,\"other_id\":%d}%n",
        seed,
        mails,
        kills.size(),
        seconds,
        sink.taken().size(),
        dropped,
        killed,
        lost,
        invented,
        unexplained,
        otherId);
    return lost + invented + unexplained + otherId == 0;
  }

  private boolean isInHandAtAKill(Taken one) {
    return kills.stream()
        .map(kill -> kill - one.mail().at())
        .anyMatch(before -> before > 0 && before < UNWRITTEN.toNanos());
  }
}

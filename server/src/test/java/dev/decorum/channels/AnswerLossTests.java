package dev.decorum.channels;

import static org.assertj.core.api.Assertions.assertThat;

import dev.decorum.audit.Actor;
import dev.decorum.inbox.MailboxId;
import dev.decorum.mail.MailReader;
import dev.decorum.staff.AccessTokens;
import dev.decorum.staff.NewMember;
import dev.decorum.staff.Role;
import dev.decorum.staff.Staff;
import dev.decorum.testing.DatabaseTest;
import dev.decorum.testing.TestDatabase;
import dev.decorum.vault.RowIds;
import dev.peers.FaultySink;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.core.env.Environment;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.ActiveProfiles;
import tools.jackson.databind.json.JsonMapper;

/// Kills the real program again and again while answers leave by a server that is often busy and
/// sometimes hangs up. What the API accepted arrives there, once; again only when the server took
/// it and the line, or the program, broke before that was known. `bench/run MailOutFaults` does the
/// same at length.
@SpringBootTest
@ActiveProfiles("command")
@DatabaseTest
@Timeout(300)
class AnswerLossTests {

  private static final int CLIENTS = 50;
  private static final int WRITERS = 4;

  /// After this many mails the program is killed, while the server still has one in hand.
  private static final List<Integer> KILLS = List.of(12, 40, 70);

  @Autowired Mailboxes mailboxes;
  @Autowired Staff staff;
  @Autowired AccessTokens tokens;
  @Autowired JdbcClient jdbc;
  @Autowired Environment environment;

  private final Path folder = TestDatabase.newFolder();
  private final HttpClient http = HttpClient.newHttpClient();
  private final JsonMapper json = new JsonMapper();
  private final Queue<Integer> toWrite =
      new ConcurrentLinkedQueue<>(IntStream.range(0, CLIENTS).boxed().toList());
  private final AtomicInteger tries = new AtomicInteger();
  private final AtomicInteger come = new AtomicInteger();
  private final FaultySink.Judge dice = FaultySink.dice(20261122, 20, 5);

  /// Answers that are neither to be had again nor accepted.
  private final Queue<String> odd = new ConcurrentLinkedQueue<>();

  private volatile boolean stop;
  private volatile int port;
  private String token = "";
  private int team;
  private MailboxId mailbox = new MailboxId(RowIds.next());

  /// At each the program is to be killed; the server does not answer before it is dead.
  private final SynchronousQueue<CountDownLatch> moments = new SynchronousQueue<>();

  @Test
  void losesNoAnswerAndDoublesOnlyWhatWasInHandWhenItIsKilled() throws Exception {
    var writers = new ArrayList<Thread>();
    try (var sink = new FaultySink(this::judge)) {
      setUp(sink);
      var node = start();
      try {
        for (int i = 0; i < WRITERS; i++) {
          writers.add(Thread.ofVirtual().start(this::writeUntilAllAreAccepted));
        }
        int inHand = 0;
        for (int kill = 0; kill < KILLS.size(); kill++) {
          var killed = moments.poll(60, TimeUnit.SECONDS);
          assertThat(killed).as("mails leave").isNotNull();
          node.kill();
          killed.countDown();
          inHand += leasesRunOut();
          node = start();
        }
        for (var writer : writers) writer.join();
        assertThat(odd).isEmpty();
        awaitSent();

        check(sink.taken(), inHand);
      } finally {
        stop = true;
        node.close();
      }
    }
  }

  private void setUp(FaultySink sink) {
    jdbc.sql("delete from channels.outbox").update();
    mailbox =
        mailboxes
            .add(
                Actor.system(),
                new NewMailbox(
                    "help-" + RowIds.next() + "@brightwater.example",
                    null,
                    "Answers",
                    new OutgoingServer("127.0.0.1", sink.port(), null, null, TlsMode.NONE, true)))
            .id();
    var mette =
        staff
            .add(
                new NewMember(
                    "Mette Friis",
                    "mette-" + RowIds.next() + "@brightwater.example",
                    Role.ADMIN,
                    List.of("Answers"),
                    "plum orchard window"))
            .member();
    token = tokens.create(mette.id(), List.of());
    team = staff.teamByName("Answers").orElseThrow().no();
  }

  /// The program, on the database of this test.
  private RealNode start() throws IOException {
    var node =
        RealNode.start(
            folder,
            RealNode.freePort(),
            "--database-url",
            property("spring.datasource.url"),
            "--database-user",
            property("spring.datasource.username"),
            "--database-password-file",
            file("password", property("spring.datasource.password")),
            "--database-owner-user",
            property("spring.flyway.user"),
            "--database-owner-password-file",
            file("owner-password", property("spring.flyway.password")),
            "--root-key-file",
            Path.of(property("decorum.data"), "root.key").toString());
    port = node.webPort();
    return node;
  }

  private String property(String name) {
    return environment.getRequiredProperty(name);
  }

  private String file(String name, String text) throws IOException {
    return Files.writeString(folder.resolve(name), text).toString();
  }

  /// Takes its time, and at certain mails does not answer before the program is dead.
  private FaultySink.Fate judge(FaultySink.Mail mail) {
    LockSupport.parkNanos(Duration.ofMillis(10).toNanos());
    if (!KILLS.contains(come.incrementAndGet())) return dice.of(mail);
    var killed = new CountDownLatch(1);
    try {
      moments.put(killed);
      killed.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    return FaultySink.Fate.TAKE;
  }

  /// The half minute in which the mails of a dead node are left alone is over at once.
  ///
  /// @return how many it had in hand: those alone may arrive again
  private int leasesRunOut() {
    return jdbc.sql(
            """
            update channels.outbox
               set leased_until = now()
             where mailbox_id = :mailbox
               and state = 'queued'
               and lease is not null
            """)
        .param("mailbox", mailbox.id())
        .update();
  }

  private void writeUntilAllAreAccepted() {
    Integer client;
    while ((client = toWrite.poll()) != null) {
      var first =
          accepted(
              "/conversations",
              Map.of(
                  "to",
                  "client" + client + "@client.example",
                  "team",
                  team,
                  "subject",
                  "Your contract",
                  "text",
                  "Question for client " + client + "."));
      if (first == null) return;
      long no = json.readTree(first).path("no").asLong();
      accepted(
          "/conversations/" + no + "/replies", Map.of("text", "Answer to client " + client + "."));
    }
  }

  /// Asks until it is accepted, with one key.
  ///
  /// @return null when the test is over, or has failed
  private @Nullable String accepted(String path, Map<String, Object> body) {
    var key = UUID.randomUUID().toString();
    while (!stop) {
      tries.incrementAndGet();
      try {
        var answer =
            http.send(
                HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/api/v1" + path))
                    .timeout(Duration.ofSeconds(20))
                    .header("Authorization", "Bearer " + token)
                    .header("Idempotency-Key", key)
                    .header("Content-Type", "application/json")
                    .POST(HttpRequest.BodyPublishers.ofString(json.writeValueAsString(body)))
                    .build(),
                HttpResponse.BodyHandlers.ofString());
        if (answer.statusCode() == 201) return answer.body();
        if (answer.statusCode() != 409 && answer.statusCode() != 503) {
          odd.add(answer.statusCode() + " " + answer.body());
          return null;
        }
      } catch (IOException dead) {
        // It was killed, and is asked again.
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        return null;
      }
      LockSupport.parkNanos(Duration.ofMillis(50).toNanos());
    }
    return null;
  }

  private void check(List<FaultySink.Taken> taken, int inHand) {
    var copies = new HashMap<String, List<FaultySink.Taken>>();
    var ids = new HashMap<String, String>();
    for (var one : taken) {
      var text = MailReader.read(one.mail().bytes()).text().lines().findFirst().orElseThrow();
      var client = text.replaceAll("\\D", "");
      assertThat(one.mail().recipients())
          .as(text)
          .containsExactly("client" + client + "@client.example");
      var id = one.mail().messageId();
      assertThat(ids.merge(text, id, (known, _) -> known)).as("one mail, one id").isEqualTo(id);
      copies.computeIfAbsent(text, _ -> new ArrayList<>()).add(one);
    }
    var expected =
        IntStream.range(0, CLIENTS)
            .boxed()
            .flatMap(
                i ->
                    List.of("Question for client " + i + ".", "Answer to client " + i + ".")
                        .stream())
            .collect(Collectors.toSet());
    assertThat(copies.keySet()).isEqualTo(expected);
    assertThat(new HashSet<>(ids.values())).hasSameSizeAs(expected);
    var repeated =
        copies.values().stream().flatMap(of -> of.subList(0, of.size() - 1).stream()).toList();
    assertThat(repeated.stream().filter(one -> !one.told()))
        .as("lines that broke")
        .hasSize((int) taken.stream().filter(one -> !one.told()).count());
    assertThat(repeated.stream().filter(FaultySink.Taken::told).count())
        .as("besides, those the server had taken when the program died")
        .isBetween((long) KILLS.size(), (long) inHand);
    assertThat(tries.get()).as("requests were repeated after kills").isGreaterThan(2 * CLIENTS);
  }

  private void awaitSent() {
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
    while (count("sent") < 2 * CLIENTS) {
      pausesAreOver();
      assertThat(count("failed")).isZero();
      assertThat(System.nanoTime()).as("answers are stuck").isLessThan(end);
      LockSupport.parkNanos(Duration.ofMillis(50).toNanos());
    }
    assertThat(count("%")).isEqualTo(2 * CLIENTS);
    assertThat(
            jdbc.sql(
                    """
                    select count(*)
                      from inbox.interaction i
                      join inbox.conversation c on c.id = i.conversation_id
                     where c.mailbox_id = :mailbox
                       and i.delivery = 'sent'
                    """)
                .param("mailbox", mailbox.id())
                .query(Integer.class)
                .single())
        .isEqualTo(2 * CLIENTS);
  }

  /// A mail that was refused is tried again after a minute, which nobody waits for here.
  private void pausesAreOver() {
    jdbc.sql(
            """
            update channels.outbox
               set next_attempt_at = now()
             where mailbox_id = :mailbox
               and state = 'queued'
               and lease is null
            """)
        .param("mailbox", mailbox.id())
        .update();
  }

  private int count(String state) {
    return jdbc.sql(
            """
            select count(*)
              from channels.outbox
             where mailbox_id = :mailbox
               and state like :state
            """)
        .param("mailbox", mailbox.id())
        .param("state", state)
        .query(Integer.class)
        .single();
  }
}

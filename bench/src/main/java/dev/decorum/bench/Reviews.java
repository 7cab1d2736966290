package dev.decorum.bench;

import dev.decorum.DecorumApplication;
import dev.decorum.database.Database;
import dev.decorum.database.EmbeddedPostgres;
import dev.decorum.staff.NewMember;
import dev.decorum.staff.Role;
import dev.decorum.staff.Staff;
import dev.decorum.vault.KeyPurpose;
import dev.decorum.vault.RowIds;
import dev.decorum.vault.Vault;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.UUID;
import javax.sql.DataSource;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.env.MapPropertySource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DataSourceUtils;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.databind.json.JsonMapper;

/// How fast a node reviews a backlog of sent messages.
///
/// `Reviews --data DIR [--messages 100000]` writes made-up messages, each the answer to one of a
/// client's, then has them reviewed and prints the figure beside its goal.
public final class Reviews {

  private static final int GOAL = 2_000;
  private static final int BATCH = 1_000;
  private static final int MESSAGES_A_CLIENT = 4;
  private static final int MEMBERS = 20;

  /// A reply of the labelled ones.
  private record Sample(String reply, String answers) {}

  private final Vault vault;
  private final DataSource database;
  private final TransactionTemplate transaction;
  private final List<Sample> samples;
  private final List<UUID> members = new ArrayList<>();
  private final Random random = new Random(1);
  private final Instant now = Instant.now().truncatedTo(ChronoUnit.MICROS);

  private Reviews(ConfigurableApplicationContext node, List<Sample> samples) {
    this.vault = node.getBean(Vault.class);
    this.database = node.getBean(DataSource.class);
    this.transaction = node.getBean(TransactionTemplate.class);
    this.samples = samples;
  }

  public static void main(String[] args) throws Exception {
    var options = Options.parse(args);
    int messages = options.number("messages", 100_000);
    Path data = Path.of(options.get("data", "data-bench-reviews")).toAbsolutePath();
    Files.createDirectories(data);
    try (var postgres = EmbeddedPostgres.start(data.resolve("postgres"));
        var node = start(postgres, data)) {
      var bench = new Reviews(node, samples());
      bench.members(node.getBean(Staff.class));
      for (int from = 0; from < messages; from += BATCH)
        bench.write(Math.min(BATCH, messages - from));
      node.getBean(JdbcClient.class).sql("analyze").update();
      report(node, messages);
    }
    System.exit(0);
  }

  /// One batch at a time, as the worker of a node takes them.
  private static void report(ConfigurableApplicationContext node, int messages) {
    var reviews = node.getBean(dev.decorum.coaching.Reviews.class);
    long begun = System.nanoTime();
    int done = 0;
    for (int taken; (taken = reviews.next()) > 0; ) {
      done += taken;
      if (done % 10_000 == 0) {
        System.err.printf(Locale.ROOT, "%,d in %.1f s%n", done, (System.nanoTime() - begun) / 1e9);
      }
    }
    double seconds = (System.nanoTime() - begun) / 1e9;
    long kept =
        node.getBean(JdbcClient.class)
            .sql("select count(*) from coaching.review")
            .query(Long.class)
            .single();
    System.out.printf(
        Locale.ROOT,
        "%,d of %,d messages reviewed in %.1f s: %,.0f messages/s (goal %,d)%n",
        kept,
        messages,
        seconds,
        done / seconds,
        GOAL);
  }

  private static List<Sample> samples() throws IOException {
    var json = JsonMapper.shared();
    var home = Path.of(System.getProperty("decorum.home", "."));
    var samples = new ArrayList<Sample>();
    for (var set : List.of("tune", "learn")) {
      Files.readAllLines(home.resolve("bench/conduct/replies-" + set + ".jsonl")).stream()
          .map(json::readTree)
          .map(
              line ->
                  new Sample(
                      line.get("reply").asString(), line.path("client_message").asString("Hello?")))
          .forEach(samples::add);
    }
    return samples;
  }

  private static ConfigurableApplicationContext start(EmbeddedPostgres postgres, Path data) {
    var properties =
        new HashMap<String, Object>(Database.embedded(postgres).address().asSpringProperties());
    properties.put("decorum.data", data.toString());
    properties.put("decorum.port", 0);
    properties.put("decorum.smtp-port", -1);
    // The worker of the node does not begin by itself.
    properties.put("spring.profiles.active", "command");
    properties.put("spring.main.web-application-type", "none");
    properties.put("spring.main.lazy-initialization", true);
    return new SpringApplicationBuilder(DecorumApplication.class)
        .initializers(
            context ->
                context
                    .getEnvironment()
                    .getPropertySources()
                    .addFirst(new MapPropertySource("bench", properties)))
        .profiles("command")
        .run();
  }

  private void members(Staff staff) {
    for (int i = 0; i < MEMBERS; i++) {
      var someone =
          new NewMember("Member " + i, "m" + i + "@example.test", Role.AGENT, List.of(), null);
      members.add(staff.add(someone).member().id().id());
    }
  }

  private void write(int messages) {
    transaction.executeWithoutResult(
        _ -> {
          var client =
              new CopyBuffer("clients.client (id, kind, key_id, name, created_at, updated_at)");
          var conversation =
              new CopyBuffer(
                  "inbox.conversation (id, client_id, key_id, subject, channel, status, created_at,"
                      + " last_at, updated_at)");
          var interaction =
              new CopyBuffer(
                  "inbox.interaction (id, conversation_id, kind, channel, direction, at,"
                      + " author_member, author_client, text, delivery, created_at)");
          var due =
              new CopyBuffer(
                  "coaching.message (interaction_id, member_id, kind, channel, at, due_at)");
          for (int i = 0; i < messages / MESSAGES_A_CLIENT; i++) {
            client(client, conversation, interaction, due);
          }
          var connection = DataSourceUtils.getConnection(database);
          for (var rows : List.of(client, conversation, interaction, due)) rows.copyTo(connection);
        });
  }

  private void client(
      CopyBuffer clients, CopyBuffer conversations, CopyBuffer interactions, CopyBuffer due) {
    var id = RowIds.next();
    var key = vault.createKey(KeyPurpose.CLIENT);
    var name = vault.seal(key, "clients.client.name", id, "Helen Brandt");
    clients.add(id, "person", key.id(), name, now, now);
    for (int i = 0; i < MESSAGES_A_CLIENT; i++) {
      var sample = samples.get(random.nextInt(samples.size()));
      var conversation = RowIds.next();
      var subject = vault.seal(key, "inbox.conversation.subject", conversation, "Order");
      conversations.add(conversation, id, key.id(), subject, "email", "resolved", now, now, now);
      var asked = RowIds.next();
      var before = now.minus(i + 2, ChronoUnit.HOURS);
      interactions.add(
          asked,
          conversation,
          "message",
          "email",
          "in",
          before,
          null,
          id,
          vault.seal(key, "inbox.interaction.text", asked, sample.answers()),
          null,
          before);
      var sent = RowIds.next();
      var at = before.plus(1, ChronoUnit.HOURS);
      var author = members.get(random.nextInt(MEMBERS));
      interactions.add(
          sent,
          conversation,
          "message",
          "email",
          "out",
          at,
          author,
          null,
          vault.seal(key, "inbox.interaction.text", sent, sample.reply()),
          "sent",
          at);
      due.add(sent, author, "message", "email", at, at);
    }
  }
}

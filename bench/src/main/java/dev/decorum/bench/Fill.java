package dev.decorum.bench;

import dev.decorum.DecorumApplication;
import dev.decorum.database.Database;
import dev.decorum.database.EmbeddedPostgres;
import dev.decorum.staff.NewMember;
import dev.decorum.staff.Role;
import dev.decorum.staff.Staff;
import dev.decorum.staff.Team;
import dev.decorum.vault.KeyId;
import dev.decorum.vault.KeyPurpose;
import dev.decorum.vault.KeyedWords;
import dev.decorum.vault.RowIds;
import dev.decorum.vault.Vault;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.WebApplicationType;
import org.springframework.context.ApplicationContext;
import org.springframework.core.env.MapPropertySource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/// Fills a new data folder with made-up conversations, as sealed and as findable as real ones, for
/// the load benchmark.
///
/// `Fill --data DIR --conversations 100000` writes about five interactions a conversation, four
/// conversations a client. The word "invoice" stands in a third of all messages; each conversation
/// has one word that no other has: `rare` and its running number in letters.
public final class Fill {

  /// Whom the benchmark signs in as.
  static final String EMAIL = "bench@example.test";

  static final String PASSWORD = "load and nothing but load";

  private static final int CONVERSATIONS_A_CLIENT = 4;
  private static final int CLIENTS_A_BATCH = 250;
  private static final int VOCABULARY = 20_000;
  private static final Duration PAST = Duration.ofDays(700);

  private final Vault vault;
  private final KeyedWords words;
  private final DataSource database;
  private final TransactionTemplate transaction;
  private final Instant now;
  private final List<@Nullable UUID> teams = new ArrayList<>();
  private final List<UUID> members = new ArrayList<>();
  private final String[] vocabulary = vocabulary();
  private final AtomicInteger clientsDone = new AtomicInteger();

  private Fill(ApplicationContext context, Instant now) {
    this.vault = context.getBean(Vault.class);
    this.words = context.getBean(KeyedWords.class);
    this.database = context.getBean(DataSource.class);
    this.transaction = context.getBean(TransactionTemplate.class);
    this.now = now.truncatedTo(ChronoUnit.MICROS);
  }

  public static void main(String[] args) throws Exception {
    var options = Options.parse(args);
    Path data = Path.of(options.get("data", "data-bench")).toAbsolutePath();
    int conversations = options.number("conversations", 100_000);
    Files.createDirectories(data);
    long begun = System.nanoTime();
    var application = new SpringApplication(DecorumApplication.class);
    application.setWebApplicationType(WebApplicationType.NONE);
    application.setLazyInitialization(true);
    application.setAdditionalProfiles("command");
    application.addInitializers(
        context -> {
          var opened = Database.embedded(EmbeddedPostgres.start(data.resolve("postgres")));
          SpringApplication.getShutdownHandlers().add(opened::close);
          var properties = new HashMap<String, Object>(opened.address().asSpringProperties());
          properties.put("decorum.data", data.toString());
          context
              .getEnvironment()
              .getPropertySources()
              .addFirst(new MapPropertySource("bench", properties));
        });
    try (var context = application.run()) {
      var fill = new Fill(context, Instant.now());
      fill.staff(context.getBean(Staff.class));
      fill.run(conversations);
      fill.analyze(context.getBean(JdbcClient.class));
    }
    System.err.printf(
        Locale.ROOT,
        "Made %,d conversations in %.0f s%n",
        conversations,
        (System.nanoTime() - begun) / 1e9);
    System.exit(0);
  }

  private void staff(Staff staff) {
    staff.add(new NewMember("Bench", EMAIL, Role.ADMIN, List.of(), PASSWORD));
    for (int i = 0; i < 20; i++) {
      var added =
          staff.add(
              new NewMember(
                  "Member " + i,
                  "member" + i + "@example.test",
                  Role.AGENT,
                  List.of("Team " + i % 4),
                  null));
      members.add(added.member().id().id());
    }
    staff.teams().stream().map(Team::id).forEach(team -> teams.add(team.id()));
    teams.add(null);
  }

  private void run(int conversations) throws InterruptedException {
    int clients = (conversations + CONVERSATIONS_A_CLIENT - 1) / CONVERSATIONS_A_CLIENT;
    var next = new AtomicInteger();
    var workers = new ArrayList<Thread>();
    for (int worker = 0; worker < 2; worker++) {
      workers.add(
          Thread.ofPlatform()
              .start(
                  () -> {
                    for (int from; (from = next.getAndAdd(CLIENTS_A_BATCH)) < clients; ) {
                      batch(from, Math.min(from + CLIENTS_A_BATCH, clients));
                    }
                  }));
    }
    for (var worker : workers) {
      worker.join();
    }
  }

  private void batch(int from, int to) {
    transaction.executeWithoutResult(
        _ -> {
          var rows = new Rows();
          for (int client = from; client < to; client++) {
            client(rows, client);
          }
          Connection connection =
              org.springframework.jdbc.datasource.DataSourceUtils.getConnection(database);
          rows.copyTo(connection);
        });
    int done = clientsDone.addAndGet(to - from);
    if (done % (CLIENTS_A_BATCH * 20) == 0) {
      System.err.printf(Locale.ROOT, "%,d conversations …%n", done * CONVERSATIONS_A_CLIENT);
    }
  }

  private void client(Rows rows, int index) {
    var random = new Random(index);
    UUID id = RowIds.next();
    KeyId key = vault.createKey(KeyPurpose.CLIENT);
    String name = capital(word(random)) + " " + capital(word(random));
    String email = "c" + index + "@" + word(random) + ".example";
    Instant since = now.minus(PAST);
    rows.client.add(
        id,
        "person",
        key.id(),
        vault.seal(key, "clients.client.name", id, name),
        words.indexNames(name + "\n" + email),
        since,
        since);
    UUID point = RowIds.next();
    rows.contactPoint.add(
        point,
        id,
        "email",
        vault.seal(key, "clients.contact_point.value", point, email),
        vault.blindIndex("email", email),
        0);
    for (int i = 0; i < CONVERSATIONS_A_CLIENT; i++) {
      conversation(rows, random, index * CONVERSATIONS_A_CLIENT + i, id, key, name, email);
    }
  }

  private void conversation(
      Rows rows, Random random, int index, UUID client, KeyId key, String name, String email) {
    UUID id = RowIds.next();
    int dice = random.nextInt(100);
    int interactions = dice < 40 ? 2 : dice < 75 ? 5 : 10;
    Instant begun = now.minusSeconds(random.nextLong(PAST.toSeconds()));
    String status =
        random.nextInt(100) < 8 ? "open" : random.nextInt(100) < 6 ? "waiting" : "resolved";
    UUID assignee = random.nextInt(3) == 0 ? null : members.get(random.nextInt(members.size()));
    String subject = text(random, 6);
    String last = "";
    Instant at = begun;
    for (int i = 0; i < interactions; i++) {
      boolean in = i % 2 == 0;
      at = begun.plus(Duration.ofMinutes(40L * i));
      last = text(random, 60 + random.nextInt(60)) + (i == 0 ? " rare" + letters(index) : "");
      interaction(rows, id, client, key, name, email, subject, last, at, in, assignee);
    }
    boolean waits = status.equals("open");
    rows.conversation.add(
        id,
        client,
        key.id(),
        vault.seal(key, "inbox.conversation.subject", id, subject),
        vault.seal(
            key, "inbox.conversation.preview", id, last.substring(0, Math.min(160, last.length()))),
        "email",
        status,
        teams.get(random.nextInt(teams.size())),
        assignee,
        waits ? at : null,
        begun,
        at,
        at);
    UUID participant = RowIds.next();
    rows.participant.add(
        participant,
        id,
        client,
        vault.seal(key, "inbox.participant.name", participant, name),
        vault.seal(key, "inbox.participant.address", participant, email),
        vault.blindIndex("email", email),
        at,
        begun);
  }

  private void interaction(
      Rows rows,
      UUID conversation,
      UUID client,
      KeyId key,
      String name,
      String email,
      String subject,
      String text,
      Instant at,
      boolean in,
      @Nullable UUID assignee) {
    UUID id = RowIds.next();
    String person = "{\"name\":\"%s\",\"address\":\"%s\"}".formatted(name, email);
    String us = "{\"name\":\"Help\",\"address\":\"help@example.test\"}";
    String recipients = "{\"to\":[%s],\"cc\":[],\"bcc\":[]}".formatted(in ? us : person);
    UUID author = in ? null : assignee == null ? members.getFirst() : assignee;
    rows.interaction.add(
        id,
        conversation,
        "message",
        "email",
        in ? "in" : "out",
        at,
        author,
        in ? client : null,
        vault.seal(key, "inbox.interaction.sender", id, in ? person : us),
        vault.seal(key, "inbox.interaction.recipients", id, recipients),
        vault.seal(key, "inbox.interaction.subject", id, subject),
        vault.seal(key, "inbox.interaction.text", id, text),
        vault.seal(key, "inbox.interaction.new_text", id, text),
        in ? null : "sent",
        at);
    rows.word.add(
        id,
        conversation,
        at,
        words.index(subject + "\n" + text + "\n" + (in ? name + "\n" + email : "")));
  }

  private void analyze(JdbcClient jdbc) {
    // Statistics as autovacuum would have gathered them by the time an archive has grown so large.
    for (String table :
        List.of(
            "clients.client",
            "clients.contact_point",
            "inbox.conversation",
            "inbox.participant",
            "inbox.interaction",
            "inbox.word",
            "vault.data_key")) {
      jdbc.sql("vacuum (analyze) " + table).update();
    }
  }

  private String text(Random random, int length) {
    var text = new StringBuilder();
    for (int i = 0; i < length; i++) {
      text.append(word(random)).append(i % 12 == 11 ? ". " : " ");
    }
    if (length > 20 && random.nextInt(3) == 0) {
      text.append("invoice ");
    }
    return text.toString().strip();
  }

  /// Frequent words often and most words seldom, as in any language.
  private String word(Random random) {
    double u = random.nextDouble();
    return vocabulary[(int) (VOCABULARY * u * u * u)];
  }

  private static String[] vocabulary() {
    String[] onsets = {"b", "d", "f", "g", "k", "l", "m", "n", "p", "r", "s", "t", "v", "st", "tr"};
    String[] nuclei = {"a", "e", "i", "o", "u", "ai", "ou"};
    var random = new Random(7);
    var made = new java.util.LinkedHashSet<String>();
    while (made.size() < VOCABULARY) {
      var word = new StringBuilder();
      for (int i = 0, n = 2 + random.nextInt(3); i < n; i++) {
        word.append(onsets[random.nextInt(onsets.length)])
            .append(nuclei[random.nextInt(nuclei.length)]);
      }
      made.add(word.toString());
    }
    return made.toArray(String[]::new);
  }

  /// A number as letters, so that it is a word and no number.
  static String letters(int number) {
    var text = new StringBuilder();
    for (int rest = number; text.isEmpty() || rest > 0; rest /= 16) {
      text.append((char) ('b' + rest % 16));
    }
    return text.toString();
  }

  private static String capital(String word) {
    return Character.toUpperCase(word.charAt(0)) + word.substring(1);
  }

  /// What one batch writes, table by table, in the order that foreign keys ask for.
  private static final class Rows {
    final CopyBuffer client =
        new CopyBuffer("clients.client (id, kind, key_id, name, words, created_at, updated_at)");
    final CopyBuffer contactPoint =
        new CopyBuffer("clients.contact_point (id, client_id, kind, value, value_index, position)");
    final CopyBuffer conversation =
        new CopyBuffer(
            "inbox.conversation (id, client_id, key_id, subject, preview, channel, status, team_id,"
                + " assignee_id, waiting_since, created_at, last_at, updated_at)");
    final CopyBuffer participant =
        new CopyBuffer(
            "inbox.participant (id, conversation_id, client_id, name, address, address_index,"
                + " wrote_at, created_at)");
    final CopyBuffer interaction =
        new CopyBuffer(
            "inbox.interaction (id, conversation_id, kind, channel, direction, at, author_member,"
                + " author_client, sender, recipients, subject, text, new_text, delivery,"
                + " created_at)");
    final CopyBuffer word =
        new CopyBuffer("inbox.word (interaction_id, conversation_id, at, words)");

    void copyTo(Connection connection) {
      for (var buffer :
          List.of(client, contactPoint, conversation, participant, interaction, word)) {
        buffer.copyTo(connection);
      }
    }
  }
}

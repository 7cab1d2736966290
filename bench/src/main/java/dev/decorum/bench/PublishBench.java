package dev.decorum.bench;

import dev.decorum.DecorumApplication;
import dev.decorum.coach.Guidelines;
import dev.decorum.coach.OwnPacks;
import dev.decorum.coach.Reach;
import dev.decorum.conduct.Context;
import dev.decorum.database.Database;
import dev.decorum.database.EmbeddedPostgres;
import dev.decorum.staff.NewMember;
import dev.decorum.staff.Role;
import dev.decorum.staff.Staff;
import dev.decorum.staff.Viewer;
import dev.decorum.vault.RowIds;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.locks.LockSupport;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.env.MapPropertySource;

/// How long a guideline takes from the moment somebody publishes it until every node reads by it.
///
/// `PublishBench --data DIR [--nodes 3] [--times 20]` starts so many nodes in one process, each
/// with its own connections, on one database of an empty folder. The first publishes a rule for a
/// word that nobody has used before; each node is asked again and again to read a sentence with
/// that word, until it objects. Measured from before the publishing to the last node's finding. The
/// goal is five seconds, each time.
public final class PublishBench {

  private static final double GOAL = 5_000;
  private static final Duration TOO_LONG = Duration.ofSeconds(30);

  private PublishBench() {}

  public static void main(String[] args) throws Exception {
    var options = Options.parse(args);
    Path data = Path.of(options.get("data", "data-bench-publish")).toAbsolutePath();
    Files.createDirectories(data);
    var timings = new Timings();
    int nodes = options.number("nodes", 3);
    try (var postgres = EmbeddedPostgres.start(data.resolve("postgres"))) {
      var started = new ArrayList<ConfigurableApplicationContext>();
      for (int i = 0; i < nodes; i++) started.add(start(postgres, data));
      publish(started, options.number("times", 20), timings);
      started.reversed().forEach(ConfigurableApplicationContext::close);
    }
    System.err.println(timings.line("publish to the last of " + nodes + " nodes"));
    System.err.println(Timings.verdict("publish to all, longest", timings.at(1), GOAL, "ms"));
    System.out.printf(
        Locale.ROOT,
        "{\"nodes\":%d,\"times\":%d,\"p50_ms\":%.1f,\"max_ms\":%.1f}%n",
        nodes,
        timings.count(),
        timings.at(0.5),
        timings.at(1));
    System.exit(timings.at(1) <= GOAL ? 0 : 1);
  }

  private static ConfigurableApplicationContext start(EmbeddedPostgres postgres, Path data) {
    var properties =
        new HashMap<String, Object>(Database.embedded(postgres).address().asSpringProperties());
    properties.put("decorum.data", data.toString());
    properties.put("decorum.port", 0);
    properties.put("server.port", 0);
    properties.put("decorum.smtp-port", -1);
    return new SpringApplicationBuilder(DecorumApplication.class)
        .initializers(
            context ->
                context
                    .getEnvironment()
                    .getPropertySources()
                    .addFirst(new MapPropertySource("bench", properties)))
        .run();
  }

  private static void publish(
      List<ConfigurableApplicationContext> nodes, int times, Timings timings)
      throws InterruptedException {
    var first = nodes.getFirst();
    var packs = first.getBean(OwnPacks.class);
    var admin = admin(first.getBean(Staff.class));
    int pack = packs.begin(admin, "bench_" + System.currentTimeMillis(), Reach.EVERYBODY, "");
    for (int i = 0; i < times; i++) {
      var word = "flummery" + letters(System.nanoTime());
      int revision = packs.get(pack).revision();
      packs.save(admin, pack, revision, rule(packs.get(pack).name(), word), "Round " + i);
      packs.propose(admin, pack, revision + 1);
      long begun = System.nanoTime();
      packs.publish(admin, pack, packs.get(pack).revision());
      var waiting = new ArrayList<Thread>();
      for (var node : nodes) {
        var guidelines = node.getBean(Guidelines.class);
        waiting.add(Thread.ofVirtual().start(() -> await(guidelines, word, begun)));
      }
      for (var one : waiting) one.join();
      timings.add(System.nanoTime() - begun);
    }
  }

  private static void await(Guidelines guidelines, String word, long begun) {
    var context = Context.sentAt(ZonedDateTime.of(2026, 11, 20, 10, 15, 0, 0, ZoneOffset.UTC));
    var sentence = "We come on Friday and bring " + word + ".";
    while (System.nanoTime() - begun < TOO_LONG.toNanos()) {
      boolean objects =
          guidelines.in(Locale.UK).review(sentence, context).findings().stream()
              .anyMatch(finding -> finding.rule().endsWith(".bench"));
      if (objects) return;
      LockSupport.parkNanos(Duration.ofMillis(5).toNanos());
    }
  }

  private static String rule(String guideline, String word) {
    return """
        guideline: %1$s
        requirement: K9
        category: house
        level: advice
        why: A word of this bench.
        rules:
          - id: %1$s.bench
            phrases: [%2$s]
            examples:
              match: [We bring %2$s.]
              miss: [Thanks.]
        """
        .formatted(guideline, word);
  }

  /// Words of guidelines are letters.
  private static String letters(long number) {
    var letters = new StringBuilder();
    for (long rest = Math.abs(number); rest > 0; rest /= 26) {
      letters.append((char) ('a' + rest % 26));
    }
    return letters.toString();
  }

  private static Viewer admin(Staff staff) {
    var email = "publisher%d@example.test".formatted(System.currentTimeMillis());
    var someone = new NewMember("Publisher", email, Role.ADMIN, List.of(), null);
    return Viewer.of(staff.add(someone).member(), RowIds.next(), ZoneOffset.UTC);
  }
}

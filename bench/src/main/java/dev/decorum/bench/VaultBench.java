package dev.decorum.bench;

import dev.decorum.DecorumApplication;
import dev.decorum.audit.Actor;
import dev.decorum.audit.Audit;
import dev.decorum.database.Database;
import dev.decorum.database.EmbeddedPostgres;
import dev.decorum.vault.KeyId;
import dev.decorum.vault.KeyPurpose;
import dev.decorum.vault.KeyedWords;
import dev.decorum.vault.RowIds;
import dev.decorum.vault.Vault;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.locks.LockSupport;
import java.util.function.IntConsumer;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.env.MapPropertySource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.databind.json.JsonMapper;

/// What confidentiality and the audit log cost, on a new data folder with an embedded database.
///
/// `VaultBench --data DIR [--keys 20000] [--entries 1000000]` prints a table and then one line of
/// JSON. Times of single operations are CPU time of the calling thread.
public final class VaultBench {

  private static final String PLACE = "inbox.interaction.text";
  private static final int LIST = 50;

  private final Map<String, Double> figures = new LinkedHashMap<>();
  private final List<Sealed> sealed = new ArrayList<>();
  private final UUID row = RowIds.next();

  private record Sealed(KeyId key, byte[] value) {}

  private VaultBench() {}

  public static void main(String[] args) throws Exception {
    var options = Options.parse(args);
    Path data = Path.of(options.get("data", "data-bench-vault")).toAbsolutePath();
    Files.createDirectories(data);
    var bench = new VaultBench();
    try (var postgres = EmbeddedPostgres.start(data.resolve("postgres"))) {
      try (var node = start(postgres, data)) {
        bench.makeKeys(node, options.number("keys", 20_000));
      }
      try (var node = start(postgres, data)) {
        bench.openCold(node);
        bench.openHeld(node.getBean(Vault.class));
        bench.index(node.getBean(KeyedWords.class), node.getBean(Vault.class));
        bench.rotate(node.getBean(Vault.class));
        bench.audit(node, options.number("entries", 1_000_000));
      }
    }
    bench.print();
    System.exit(0);
  }

  private static ConfigurableApplicationContext start(EmbeddedPostgres postgres, Path data) {
    var properties =
        new HashMap<String, Object>(Database.embedded(postgres).address().asSpringProperties());
    properties.put("decorum.data", data.toString());
    properties.put("decorum.port", 0);
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

  private void makeKeys(ConfigurableApplicationContext node, int count) {
    var vault = node.getBean(Vault.class);
    var transaction = node.getBean(TransactionTemplate.class);
    var text = "x".repeat(200);
    long begun = System.nanoTime();
    for (int i = 0; i < count; i += 100) {
      transaction.executeWithoutResult(
          _ -> {
            for (int j = 0; j < 100; j++) {
              var key = vault.createKey(KeyPurpose.CLIENT);
              sealed.add(new Sealed(key, vault.seal(key, PLACE, row, text)));
            }
          });
    }
    figure("make a key, ms", (System.nanoTime() - begun) / 1e6 / sealed.size());
  }

  /// A list page with values of fifty clients that this node has not met yet.
  private void openCold(ConfigurableApplicationContext node) {
    var vault = node.getBean(Vault.class);
    int pages = sealed.size() / LIST;
    long before = heap();
    var wall = new ArrayList<Double>();
    long cpu = 0;
    for (int page = 0; page < pages; page++) {
      var of = sealed.subList(page * LIST, (page + 1) * LIST);
      long begun = System.nanoTime();
      long cpuBegun = cpu();
      openPage(vault, of);
      if (page >= pages / 2) {
        wall.add((System.nanoTime() - begun) / 1e6);
        cpu += cpu() - cpuBegun;
      }
    }
    wall.sort(null);
    figure("50 cold keys, p50 ms", wall.get(wall.size() / 2));
    figure("50 cold keys, p95 ms", wall.get(wall.size() * 95 / 100));
    figure("50 cold keys, CPU ms", cpu / 1e6 / wall.size());
    figure("memory of a held key, bytes", (double) (heap() - before) / sealed.size());
  }

  private void openHeld(Vault vault) {
    var text = "x".repeat(200);
    each("open 200 bytes, us", i -> vault.openText(at(i).value(), PLACE, row));
    each("seal 200 bytes, us", i -> vault.seal(at(i).key(), PLACE, row, text));
    each("list of 50, keys held, us", _ -> openPage(vault, sealed.subList(0, LIST)));
  }

  private void openPage(Vault vault, List<Sealed> page) {
    vault.warm(page.stream().map(Sealed::key).toList());
    for (var one : page) vault.openText(one.value(), PLACE, row);
  }

  private Sealed at(int i) {
    return sealed.get(i % sealed.size());
  }

  private void index(KeyedWords words, Vault vault) {
    var random = new Random(1);
    var mail = new StringBuilder();
    for (int i = 0; i < 250; i++) mail.append("word").append(random.nextInt(3_000)).append("ings ");
    var text = mail.toString();
    each("index a mail of 250 words, us", _ -> words.index(text));
    each(
        "index a name and address, us",
        _ -> words.indexNames("Helen Brandt helen.brandt@example.test"));
    each("query of two words, us", _ -> words.query("boilers leaking"));
    each("blind index, us", _ -> vault.blindIndex("email", "helen.brandt@example.test"));
    each("make a row id, us", _ -> RowIds.next());
  }

  private void rotate(Vault vault) {
    long begun = System.nanoTime();
    long count = vault.rotateRoot().rewrapped();
    double seconds = (System.nanoTime() - begun) / 1e9;
    figure("keys wrapped anew, per s", count / seconds);
  }

  private void audit(ConfigurableApplicationContext node, int entries) {
    var audit = node.getBean(Audit.class);
    var actor = Actor.member(RowIds.next());
    var transaction = node.getBean(TransactionTemplate.class);
    each(
        "record a change, us",
        _ ->
            transaction.executeWithoutResult(
                _ -> audit.changed(actor, "conversation.tagged", "conversation", row, Map.of())),
        Duration.ofSeconds(3));
    each("record a reading, us", _ -> audit.read(actor, "conversation", RowIds.next()));
    long begun = System.nanoTime();
    for (int i = 0; i < entries; i++) audit.read(actor, "conversation", RowIds.next());
    awaitSeals(node.getBean(JdbcClient.class));
    figure("entries written and sealed, per s", entries / ((System.nanoTime() - begun) / 1e9));
    begun = System.nanoTime();
    long before = heap();
    var verification = audit.verify();
    figure("entries verified", verification.sealed());
    figure("entries verified, per s", verification.sealed() / ((System.nanoTime() - begun) / 1e9));
    figure("memory left after verifying, MB", (heap() - before) / 1e6);
    if (!verification.intact()) throw new AssertionError(verification.problems().getFirst());
  }

  private static void awaitSeals(JdbcClient jdbc) {
    var waiting = jdbc.sql("select exists (select from audit.unsealed)").query(Boolean.class);
    LockSupport.parkNanos(Duration.ofSeconds(1).toNanos());
    while (waiting.single()) LockSupport.parkNanos(Duration.ofMillis(100).toNanos());
  }

  private void each(String name, IntConsumer operation) {
    each(name, operation, Duration.ofSeconds(2));
  }

  /// CPU time of one operation, in microseconds, after as long a warm-up.
  private void each(String name, IntConsumer operation, Duration time) {
    run(operation, time);
    long begun = cpu();
    long count = run(operation, time);
    figure(name, (cpu() - begun) / 1e3 / count);
  }

  private static long run(IntConsumer operation, Duration time) {
    long end = System.nanoTime() + time.toNanos();
    int count = 0;
    while (System.nanoTime() < end) operation.accept(count++);
    return count;
  }

  private static long cpu() {
    return ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
  }

  private static long heap() {
    System.gc();
    return Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
  }

  private void figure(String name, double value) {
    System.err.printf("%s: %.3f%n", name, value);
    figures.put(name, Math.round(value * 1_000) / 1e3);
  }

  private void print() {
    figures.forEach((name, value) -> System.out.printf("%-40s %,14.3f%n", name, value));
    System.out.println(JsonMapper.shared().writeValueAsString(figures));
  }
}

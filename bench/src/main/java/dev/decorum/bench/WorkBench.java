package dev.decorum.bench;

import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.regex.Pattern;

/// Fifty people at work: they look at lists, read, write drafts and notes, answer, take
/// conversations and give them back, with a pause for thought after every step.
///
/// `WorkBench --data DIR [--people 50] [--seconds 120] [--port 21220]` starts a node on a folder
/// made by [Fill]. What the node answers while its code is still being compiled counts as well,
/// after ten seconds of the same work that do not. The goals: p95 of all pages at most 150 ms, and
/// not one error. Bounded in people and time.
public final class WorkBench {

  private static final double GOAL = 150;
  private static final Duration WARM_UP = Duration.ofSeconds(10);
  private static final Pattern ROW = Pattern.compile("/inbox/all/c/(\\d+)");
  private static final Pattern REVISION = Pattern.compile("\"revision\":(\\d+)");
  private static final String TEXT =
      "Good morning,\n\nthank you for your message. I have looked at it and will call you on Monday"
          + " at ten.\n\nKind regards,\nSam";

  private final Map<String, Timings> timings = new ConcurrentSkipListMap<>();
  private final AtomicInteger errors = new AtomicInteger();
  private final AtomicInteger conflicts = new AtomicInteger();

  /// Before this nothing is measured.
  private final long from;

  private final long until;

  private WorkBench(Duration time) {
    this.from = System.nanoTime() + WARM_UP.toNanos();
    this.until = from + time.toNanos();
  }

  public static void main(String[] args) throws Exception {
    var options = Options.parse(args);
    Path data = Path.of(options.get("data", "data-bench")).toAbsolutePath();
    int port = options.number("port", 21220);
    int count = options.number("people", 50);
    String home = System.getProperty("decorum.home", ".");
    boolean reached;
    try (var node = Node.started(home, data, port)) {
      node.mailbox("help@example.test");
      String base = "http://localhost:" + port;
      var people = Person.invited(base, Person.signedIn(base, Fill.EMAIL, Fill.PASSWORD), count);
      var bench = new WorkBench(Duration.ofSeconds(options.number("seconds", 120)));
      reached = bench.run(people);
    }
    System.exit(reached ? 0 : 1);
  }

  private boolean run(List<Person> people) throws InterruptedException {
    var atWork = new ArrayList<Thread>();
    for (int i = 0; i < people.size(); i++) {
      var person = people.get(i);
      var random = new Random(i);
      atWork.add(Thread.ofVirtual().start(() -> work(person, random)));
    }
    for (var one : atWork) {
      one.join();
    }
    var pages = new Timings();
    timings.forEach((name, each) -> System.err.println(each.line(name)));
    timings.values().forEach(pages::addAll);
    double p95 = pages.at(0.95);
    System.err.println(pages.line("all"));
    System.err.println(Timings.verdict("all, p95", p95, GOAL, "ms"));
    System.err.println(Timings.verdict("errors", errors.get(), 0, "  "));
    System.err.printf("%d times a colleague was faster%n", conflicts.get());
    System.out.printf(
        Locale.ROOT,
        "{\"people\":%d,\"pages\":%d,\"p50_ms\":%.1f,\"p95_ms\":%.1f,\"errors\":%d,\"conflicts\":%d}%n",
        people.size(),
        pages.count(),
        pages.at(0.5),
        p95,
        errors.get(),
        conflicts.get());
    return p95 <= GOAL && errors.get() == 0;
  }

  private void work(Person person, Random random) {
    // They do not all sit down in the same moment.
    pause(random.nextInt(4_000));
    while (System.nanoTime() < until) {
      try {
        handle(person, random);
      } catch (IOException broken) {
        errors.incrementAndGet();
      } catch (InterruptedException stopped) {
        Thread.currentThread().interrupt();
        return;
      }
    }
  }

  /// One conversation, from the list to the answer.
  private void handle(Person person, Random random) throws IOException, InterruptedException {
    if (random.nextInt(4) == 0) {
      timed("today", () -> person.get("/today"));
      think(random);
    }
    var list = timed("list", () -> person.get("/inbox/all"));
    think(random);
    long no = any(list.body(), random);
    var page = timed("conversation", () -> person.get("/inbox/all/c/" + no));
    think(random);
    switch (random.nextInt(4)) {
      case 0 -> write(person, no, random);
      case 1 -> timed("note", () -> person.post("/c/" + no + "/note", "text", "I will call."));
      case 2 -> {
        timed("assign", () -> person.post("/c/" + no + "/take"));
        think(random);
        timed("assign", () -> person.post("/c/" + no + "/assign", "assignee", ""));
      }
      default -> {
        var client = Pattern.compile("/clients/(\\d+)").matcher(page.body());
        if (client.find()) timed("client", () -> person.get("/clients/" + client.group(1)));
      }
    }
    think(random);
  }

  /// A draft that is saved a few times while it grows, and sent.
  private void write(Person person, long no, Random random)
      throws IOException, InterruptedException {
    String revision = "0";
    for (int part = 1; part <= 3; part++) {
      var text = TEXT.substring(0, TEXT.length() * part / 3).replace("\n", "\\n");
      var json = "{\"text\":\"%s\",\"revision\":%s}".formatted(text, revision);
      var saved = REVISION.matcher(timed("draft", () -> person.save("reply-" + no, json)).body());
      if (saved.find()) revision = saved.group(1);
      think(random);
    }
    timed("reply", () -> person.post("/c/" + no + "/reply", "text", TEXT, "asis", "true"));
  }

  /// A step of somebody, who sees the page that the answer leads to.
  private interface Step {
    HttpResponse<String> take() throws IOException, InterruptedException;
  }

  private HttpResponse<String> timed(String name, Step step)
      throws IOException, InterruptedException {
    long begun = System.nanoTime();
    var answer = step.take();
    long ended = System.nanoTime();
    if (begun < from || begun > until) return answer;
    timings.computeIfAbsent(name, _ -> new Timings()).add(ended - begun);
    if (answer.statusCode() == 409) conflicts.incrementAndGet();
    else if (answer.statusCode() >= 400) errors.incrementAndGet();
    return answer;
  }

  private static long any(String list, Random random) throws IOException {
    var found = new ArrayList<Long>();
    var rows = ROW.matcher(list);
    while (rows.find()) {
      found.add(Long.parseLong(rows.group(1)));
    }
    if (found.isEmpty()) throw new IOException("The list is empty");
    return found.get(random.nextInt(found.size()));
  }

  private static void think(Random random) {
    pause(1_500 + random.nextInt(3_000));
  }

  private static void pause(int millis) {
    LockSupport.parkNanos(Duration.ofMillis(millis).toNanos());
  }
}

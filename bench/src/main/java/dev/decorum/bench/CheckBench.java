package dev.decorum.bench;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.regex.Pattern;

/// How long the coach takes to read a draft while twenty people type at once.
///
/// `CheckBench --data DIR [--people 20] [--seconds 60] [--length 2000] [--port 21310]` starts a
/// node on a folder made by [Fill]. Each person writes a reply of 2,000 letters to a client in a
/// conversation of their own; every second or so some letters more have come in and are read, with
/// the caret in them, as the composer asks for it. Nobody sends the same text twice, so that
/// nothing is answered from memory. Measured from the request to the whole answer; what is read in
/// the first fifteen seconds does not count. The goal is p95 at most 60 ms, and not one error.
/// Bounded in people and time.
public final class CheckBench {

  private static final double GOAL = 60;
  private static final Duration WARM_UP = Duration.ofSeconds(15);
  private static final Pattern ROW = Pattern.compile("/inbox/all/c/(\\d+)");

  /// Letters that come in between two checks.
  private static final int TYPED = 6;

  private final Timings timings = new Timings();
  private final AtomicInteger errors = new AtomicInteger();
  private final List<String> replies;
  private final int length;
  private final long from;
  private final long until;

  private CheckBench(List<String> replies, int length, Duration time) {
    this.replies = replies;
    this.length = length;
    this.from = System.nanoTime() + WARM_UP.toNanos();
    this.until = from + time.toNanos();
  }

  public static void main(String[] args) throws Exception {
    var options = Options.parse(args);
    Path data = Path.of(options.get("data", "data-bench")).toAbsolutePath();
    int port = options.number("port", 21310);
    String home = System.getProperty("decorum.home", ".");
    var replies =
        Labelled.read(Path.of(home, "bench/conduct/replies-learn.jsonl")).stream()
            .map(Labelled::reply)
            .toList();
    boolean reached;
    try (var node = Node.started(home, data, port)) {
      String base = "http://localhost:" + port;
      var admin = Person.signedIn(base, Fill.EMAIL, Fill.PASSWORD);
      var people = Person.invited(base, admin, options.number("people", 20));
      var conversations = conversations(people.getFirst(), people.size());
      var time = Duration.ofSeconds(options.number("seconds", 60));
      var bench = new CheckBench(replies, options.number("length", 2_000), time);
      reached = bench.run(people, conversations);
    }
    System.exit(reached ? 0 : 1);
  }

  private boolean run(List<Person> people, List<Long> conversations) throws InterruptedException {
    var writing = new ArrayList<Thread>();
    for (int i = 0; i < people.size(); i++) {
      var person = people.get(i);
      long no = conversations.get(i);
      var random = new Random(i);
      writing.add(Thread.ofVirtual().start(() -> write(person, no, random)));
    }
    for (var one : writing) {
      one.join();
    }
    double p95 = timings.at(0.95);
    System.err.println(timings.line("check of " + length + " letters"));
    System.err.println(Timings.verdict("check, p95", p95, GOAL, "ms"));
    System.err.println(Timings.verdict("errors", errors.get(), 0, "  "));
    System.out.printf(
        Locale.ROOT,
        "{\"people\":%d,\"length\":%d,\"checks\":%d,\"p50_ms\":%.1f,\"p95_ms\":%.1f,\"max_ms\":%.1f,\"errors\":%d}%n",
        people.size(),
        length,
        timings.count(),
        timings.at(0.5),
        p95,
        timings.at(1),
        errors.get());
    return timings.count() > 0 && p95 <= GOAL && errors.get() == 0;
  }

  /// Types at the end of a reply, and begins another one when a sentence too many has come in.
  private void write(Person person, long no, Random random) {
    LockSupport.parkNanos(Duration.ofMillis(random.nextInt(1_000)).toNanos());
    var text = new StringBuilder(reply(random));
    for (int revision = 1; System.nanoTime() < until; revision++) {
      if (text.length() > length + 10 * TYPED) {
        text.setLength(0);
        text.append(reply(random));
      }
      for (int i = 0; i < TYPED; i++) text.append((char) ('a' + random.nextInt(26)));
      text.append(' ');
      try {
        check(person, no, text.toString(), revision);
      } catch (IOException broken) {
        errors.incrementAndGet();
      } catch (InterruptedException stopped) {
        Thread.currentThread().interrupt();
        return;
      }
      LockSupport.parkNanos(Duration.ofMillis(600 + random.nextInt(800)).toNanos());
    }
  }

  private void check(Person person, long no, String text, int revision)
      throws IOException, InterruptedException {
    long begun = System.nanoTime();
    var answer =
        person.post(
            "/drafts/reply-" + no + "/check",
            "text",
            text,
            "revision",
            "" + revision,
            "caret",
            "" + text.length(),
            "settled",
            "" + (revision % 3 == 0));
    long ended = System.nanoTime();
    if (begun >= from && begun <= until) timings.add(ended - begun);
    if (answer.statusCode() != 200 || answer.body().contains("not available")) {
      errors.incrementAndGet();
    }
  }

  /// Replies of the labelled ones one after the other until it is long enough.
  private String reply(Random random) {
    var text = new StringBuilder();
    while (text.length() < length) {
      text.append(replies.get(random.nextInt(replies.size()))).append("\n\n");
    }
    text.setLength(length);
    return text.append(' ').toString();
  }

  /// One for each of them, of those that everybody sees.
  private static List<Long> conversations(Person person, int count)
      throws IOException, InterruptedException {
    var found =
        ROW.matcher(person.get("/inbox/all").body())
            .results()
            .map(row -> Long.valueOf(row.group(1)))
            .distinct()
            .limit(count)
            .toList();
    if (found.isEmpty()) throw new IOException("The list is empty");
    var each = new ArrayList<Long>();
    for (int i = 0; i < count; i++) each.add(found.get(i % found.size()));
    return each;
  }
}

package dev.decorum.bench;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.regex.Pattern;

/// How long a change takes from the moment somebody makes it to the screens of all others.
///
/// `LiveBench --data DIR [--streams 200] [--changes 40] [--every 3000] [--port 21210]` starts a
/// node on a folder made by [Fill]. Fifty members hold the streams; each stands for a browser that
/// shows the list of everybody. A colleague takes one conversation after the other and lets go of
/// it; each browser hears of the change, waits as `live.js` does, and fetches its list again.
/// Measured from the request that changes something: to the event in each browser, and to the list
/// on its screen. The goal is p95 at most one second. Bounded by the number of changes.
public final class LiveBench {

  private static final int PEOPLE = 50;

  /// Milliseconds for which a browser gathers changes before it fetches.
  private static final int GATHER = 60;

  private static final double GOAL = 1_000;

  private final Timings heard = new Timings();
  private final Timings shown = new Timings();
  private final AtomicInteger errors = new AtomicInteger();

  /// When each conversation that is changed was touched, by the number that stands in the event.
  private final ConcurrentHashMap<String, Long> begun = new ConcurrentHashMap<>();

  private volatile boolean over;

  private LiveBench() {}

  public static void main(String[] args) throws Exception {
    var options = Options.parse(args);
    Path data = Path.of(options.get("data", "data-bench")).toAbsolutePath();
    int port = options.number("port", 21210);
    String home = System.getProperty("decorum.home", ".");
    boolean reached;
    try (var node = Node.started(home, data, port)) {
      String base = "http://localhost:" + port;
      var admin = Person.signedIn(base, Fill.EMAIL, Fill.PASSWORD);
      var people = Person.invited(base, admin, PEOPLE);
      reached =
          new LiveBench()
              .run(
                  admin,
                  people,
                  options.number("streams", 200),
                  options.number("changes", 40),
                  Duration.ofMillis(options.number("every", 3_000)));
    }
    System.exit(reached ? 0 : 1);
  }

  private boolean run(Person admin, List<Person> people, int streams, int changes, Duration every)
      throws Exception {
    var ready = new CountDownLatch(streams);
    var browsers = new ArrayList<Thread>();
    for (int i = 0; i < streams; i++) {
      var person = people.get(i % people.size());
      browsers.add(Thread.ofVirtual().start(() -> look(person, ready)));
    }
    ready.await();
    // What a member without a team sees, all of them see.
    List<Long> conversations = unassigned(people.getFirst());
    for (int i = 0; i < changes; i++) {
      long no = conversations.get(i % conversations.size());
      boolean taken = i / conversations.size() % 2 == 0;
      begun.put(String.valueOf(no), System.nanoTime());
      var answer =
          taken
              ? admin.post("/c/" + no + "/take")
              : admin.post("/c/" + no + "/assign", "assignee", "");
      if (answer.statusCode() >= 400) errors.incrementAndGet();
      LockSupport.parkNanos(every.toNanos());
    }
    over = true;
    System.err.printf(Locale.ROOT, "%d streams, %d changes%n", streams, changes);
    System.err.println(heard.line("change to event"));
    System.err.println(shown.line("change to screen"));
    System.err.println(Timings.verdict("change to screen, p95", shown.at(0.95), GOAL, "ms"));
    int expected = streams * changes;
    System.err.printf(
        Locale.ROOT,
        "%d of %d events heard, %d errors   goal all and none   %s%n",
        heard.count(),
        expected,
        errors.get(),
        heard.count() == expected && errors.get() == 0 ? "reached" : "MISSED");
    System.out.printf(
        Locale.ROOT,
        "{\"streams\":%d,\"changes\":%d,\"event_p95_ms\":%.1f,\"screen_p95_ms\":%.1f,\"heard\":%d,\"errors\":%d}%n",
        streams,
        changes,
        heard.at(0.95),
        shown.at(0.95),
        heard.count(),
        errors.get());
    return shown.at(0.95) <= GOAL && heard.count() == expected && errors.get() == 0;
  }

  private static List<Long> unassigned(Person person) throws IOException, InterruptedException {
    var found = new ArrayList<Long>();
    var rows =
        Pattern.compile("/inbox/unassigned/c/(\\d+)")
            .matcher(person.get("/inbox/unassigned").body());
    while (rows.find()) {
      long no = Long.parseLong(rows.group(1));
      if (!found.contains(no)) found.add(no);
    }
    if (found.isEmpty()) throw new IOException("Nothing is unassigned");
    return found;
  }

  /// A browser: hears, gathers, fetches.
  private void look(Person person, CountDownLatch ready) {
    try (var lines =
        new BufferedReader(new InputStreamReader(person.events(), StandardCharsets.UTF_8))) {
      ready.countDown();
      Long last = null;
      for (String line; !over && (line = lines.readLine()) != null; ) {
        if (!line.startsWith("data: conversation ")) continue;
        Long from = begun.get(line.split(" ")[2]);
        // A change may be told in more than one event.
        if (from == null || from.equals(last)) continue;
        last = from;
        heard.add(System.nanoTime() - from);
        LockSupport.parkNanos(Duration.ofMillis(GATHER).toNanos());
        if (person.part("/inbox/all/rows").statusCode() != 200) errors.incrementAndGet();
        shown.add(System.nanoTime() - from);
      }
    } catch (IOException broken) {
      if (!over) errors.incrementAndGet();
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
    }
  }
}

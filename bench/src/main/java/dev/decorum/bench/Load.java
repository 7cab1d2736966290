package dev.decorum.bench;

import java.io.IOException;
import java.net.CookieManager;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntFunction;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Loads a node that serves a folder made by [Fill], and prints per operation: CPU of application
/// and PostgreSQL together, latency one at a time, and throughput with eight clients. A table goes
/// to standard error, JSON to standard output.
///
/// `Load --data DIR [--seconds 8] [--port 20980] [--only "list page"]` starts the node itself, on
/// the loopback interface, and ends it. Everything is bounded in number and time.
public final class Load {

  private static final int CLIENTS = 8;
  private static final double NANOS_A_MILLI = 1e6;

  private final String base;
  private final HttpClient browser;
  private final HttpClient program = HttpClient.newHttpClient();
  private final String token;
  private final Processes processes;
  private final int conversations;
  private final int seconds;
  private final String only;
  private final Map<String, Figures> results = new LinkedHashMap<>();

  /// @param cpu milliseconds of CPU an operation, application and PostgreSQL together
  /// @param database how much of it PostgreSQL took
  /// @param p50 milliseconds, one at a time
  /// @param perSecond operations a second with eight clients on the same cores
  record Figures(
      double cpu, double database, double p50, double p95, double perSecond, int errors) {}

  private Load(
      String base,
      HttpClient browser,
      String token,
      Processes processes,
      int conversations,
      Options options) {
    this.base = base;
    this.browser = browser;
    this.token = token;
    this.processes = processes;
    this.conversations = conversations;
    this.seconds = options.number("seconds", 8);
    this.only = options.get("only", "");
  }

  public static void main(String[] args) throws Exception {
    var options = Options.parse(args);
    Path data = Path.of(options.get("data", "data-bench")).toAbsolutePath();
    int port = options.number("port", 20980);
    String home = System.getProperty("decorum.home", ".");
    try (var node = Node.started(home, data, port)) {
      node.mailbox("help@example.test");
      String base = "http://localhost:" + port;
      String token = node.token(Fill.EMAIL);
      HttpClient browser = signIn(base);
      int conversations = newest(base, token);
      var load = new Load(base, browser, token, node.processes(), conversations, options);
      load.run();
      load.print(node.readyAfter(), node.processes().memory());
    }
    System.exit(0);
  }

  private void run() throws Exception {
    // What all operations share must not be paid for by the first.
    closedLoop(_ -> page("/today"), new AtomicInteger(), CLIENTS, Duration.ofSeconds(seconds));
    measure("list page (all)", _ -> page("/inbox/all"));
    measure("list page (unassigned)", _ -> page("/inbox/unassigned"));
    List<Integer> tens = "conversation page".contains(only) ? conversationsOfTen() : List.of(1);
    measure("conversation page", i -> page("/c/" + tens.get(i % tens.size())));
    measure("API get", i -> api("/api/v1/conversations/" + any(i)));
    measure(
        "search, rare word", i -> api("/api/v1/conversations?q=rare" + Fill.letters(any(i) - 1)));
    measure("search, word in a third", _ -> api("/api/v1/conversations?q=invoice"));
    measure("reply by API", i -> reply(any(i)));
  }

  private int any(int i) {
    return 1 + new Random(i * 31L).nextInt(conversations);
  }

  /// Conversations with ten interactions, found through the API.
  private List<Integer> conversationsOfTen() throws Exception {
    var found = new ArrayList<Integer>();
    for (int i = 0; found.size() < 200 && i < 3_000; i++) {
      int no = any(i);
      String body = send(api("/api/v1/conversations/" + no + "/interactions?limit=20")).body();
      if (body.split("\"kind\":", -1).length - 1 == 10) {
        found.add(no);
      }
    }
    return found;
  }

  private void measure(String name, IntFunction<HttpRequest> request) throws Exception {
    if (!name.contains(only)) {
      return;
    }
    var counter = new AtomicInteger();
    // Warm until the compiler has had its say; the same for every operation.
    closedLoop(request, counter, CLIENTS, Duration.ofSeconds(seconds));
    var single = closedLoop(request, counter, 1, Duration.ofSeconds(seconds));
    var many = closedLoop(request, counter, CLIENTS, Duration.ofSeconds(seconds));
    long[] sorted = single.nanos;
    Arrays.sort(sorted);
    results.put(
        name,
        new Figures(
            many.cpu.all() / Math.max(1, many.nanos.length),
            many.cpu.database() / Math.max(1, many.nanos.length),
            at(sorted, 0.50),
            at(sorted, 0.95),
            many.nanos.length / many.elapsed,
            single.errors + many.errors));
    var figures = results.get(name);
    System.err.printf(
        Locale.ROOT,
        "%-26s %6.2f ms CPU (%.2f PostgreSQL)   p50 %6.1f   p95 %6.1f ms   %7.0f/s   %d errors%n",
        name,
        figures.cpu,
        figures.database,
        figures.p50,
        figures.p95,
        figures.perSecond,
        figures.errors);
  }

  private static double at(long[] sorted, double share) {
    return sorted.length == 0
        ? Double.NaN
        : sorted[(int) Math.min(sorted.length - 1, Math.floor(sorted.length * share))]
            / NANOS_A_MILLI;
  }

  private record Round(long[] nanos, Processes.Cpu cpu, double elapsed, int errors) {}

  /// Each client sends its next request when the last was answered.
  private Round closedLoop(
      IntFunction<HttpRequest> request, AtomicInteger counter, int clients, Duration time)
      throws Exception {
    var all = new ArrayList<List<Long>>();
    var errors = new AtomicInteger();
    var workers = new ArrayList<Thread>();
    Processes.Cpu before = processes.cpu();
    long begun = System.nanoTime();
    long until = begun + time.toNanos();
    for (int c = 0; c < clients; c++) {
      var mine = new ArrayList<Long>();
      all.add(mine);
      workers.add(
          Thread.ofPlatform()
              .start(
                  () -> {
                    while (System.nanoTime() < until) {
                      HttpRequest next = request.apply(counter.incrementAndGet());
                      long from = System.nanoTime();
                      try {
                        HttpResponse<String> answer = send(next);
                        if (answer.statusCode() >= 300) {
                          errors.incrementAndGet();
                        }
                      } catch (IOException | InterruptedException failed) {
                        errors.incrementAndGet();
                      }
                      mine.add(System.nanoTime() - from);
                    }
                  }));
    }
    for (var worker : workers) {
      worker.join();
    }
    double elapsed = (System.nanoTime() - begun) / 1e9;
    return new Round(
        all.stream().flatMap(List::stream).mapToLong(Long::longValue).toArray(),
        processes.cpu().since(before),
        elapsed,
        errors.get());
  }

  private HttpRequest page(String path) {
    return HttpRequest.newBuilder(URI.create(base + path)).header("Accept", "text/html").build();
  }

  private HttpRequest api(String path) {
    return HttpRequest.newBuilder(URI.create(base + path))
        .header("Authorization", "Bearer " + token)
        .build();
  }

  private HttpRequest reply(int no) {
    return HttpRequest.newBuilder(URI.create(base + "/api/v1/conversations/" + no + "/replies"))
        .header("Authorization", "Bearer " + token)
        .header("Content-Type", "application/json")
        .header("Idempotency-Key", UUID.randomUUID().toString())
        .POST(
            BodyPublishers.ofString("{\"text\":\"Thank you, we will call you on Monday at ten.\"}"))
        .build();
  }

  private HttpResponse<String> send(HttpRequest request) throws IOException, InterruptedException {
    boolean page = request.headers().firstValue("Authorization").isEmpty();
    return (page ? browser : program).send(request, BodyHandlers.ofString());
  }

  private void print(double ready, Processes.Memory memory) {
    var json = new StringBuilder("{\"conversations\":").append(conversations);
    json.append(String.format(Locale.ROOT, ",\"ready_s\":%.1f,\"pss_mb\":%d", ready, memory.all()));
    results.forEach(
        (name, f) ->
            json.append(
                String.format(
                    Locale.ROOT,
                    ",\"%s\":{\"cpu_ms\":%.2f,\"postgres_ms\":%.2f,\"p50_ms\":%.1f,\"p95_ms\":%.1f,\"per_s\":%.0f,\"errors\":%d}",
                    name,
                    f.cpu,
                    f.database,
                    f.p50,
                    f.p95,
                    f.perSecond,
                    f.errors)));
    System.out.println(json.append('}'));
    System.err.printf(
        Locale.ROOT,
        "%,d conversations; ready after %.1f s; %d MB PSS in all, of it PostgreSQL %d MB%n",
        conversations,
        ready,
        memory.all(),
        memory.database());
  }

  private static HttpClient signIn(String base) throws IOException, InterruptedException {
    HttpClient client = HttpClient.newBuilder().cookieHandler(new CookieManager()).build();
    String form =
        client
            .send(
                HttpRequest.newBuilder(URI.create(base + "/sign-in")).build(),
                BodyHandlers.ofString())
            .body();
    Matcher csrf = Pattern.compile("name=\"_csrf\" value=\"([^\"]*)\"").matcher(form);
    if (!csrf.find()) {
      throw new IOException("The sign-in page has no token");
    }
    String body =
        "_csrf=%s&email=%s&password=%s"
            .formatted(encoded(csrf.group(1)), encoded(Fill.EMAIL), encoded(Fill.PASSWORD));
    HttpResponse<String> answer =
        client.send(
            HttpRequest.newBuilder(URI.create(base + "/sign-in"))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .header("Sec-Fetch-Site", "same-origin")
                .POST(BodyPublishers.ofString(body))
                .build(),
            BodyHandlers.ofString());
    if (answer.statusCode() != 302) {
      throw new IOException("Signing in answered " + answer.statusCode());
    }
    return client;
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }

  private static int newest(String base, String token) throws IOException, InterruptedException {
    int low = 1;
    int high = 1 << 22;
    var client = HttpClient.newHttpClient();
    while (low < high) {
      int middle = (low + high + 1) >>> 1;
      var request =
          HttpRequest.newBuilder(URI.create(base + "/api/v1/conversations/" + middle))
              .header("Authorization", "Bearer " + token)
              .build();
      if (client.send(request, BodyHandlers.discarding()).statusCode() == 200) {
        low = middle;
      } else {
        high = middle - 1;
      }
    }
    return low;
  }
}

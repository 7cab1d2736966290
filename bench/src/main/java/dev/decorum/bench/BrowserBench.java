package dev.decorum.bench;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.CDPSession;
import com.microsoft.playwright.Keyboard;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.options.WaitForSelectorState;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What it feels like: a real Chromium on a node that serves a folder made by [Fill].
///
/// `BrowserBench --data DIR [--runs 5] [--port 21010] [--only phone|keys|typing]` measures
///
/// - **phone**: LCP, CLS and INP ([Watch] says what each is) on a screen 360 points wide, with a
///   processor four times slower than this machine's and a slowed network; pages with an empty
///   cache and a full one;
/// - **keys**: on a desk, nothing slowed, from a key to the next conversation on the screen, when
///   it was fetched ahead and when not;
/// - **typing**: on a desk and on the slow processor, how long the page works at each letter typed
///   into a reply of 2,000 characters while the coach reads it, from Chromium's own trace.
///
/// Of several runs the figure within which three of four lie counts for loads, and the 95th of a
/// hundred for keys and letters. The network figures are those of Chromium's developer tools
/// (`front_end/core/sdk/NetworkManager.ts`), of which "Slow 4G" is what Lighthouse's mobile preset
/// (`core/config/constants.js`, `mobileSlow4G`) becomes when each request is slowed and not each
/// packet: the delay stands for the round trips of name, connection and TLS as well.
public final class BrowserBench {

  private static final int PHONE_WIDTH = 360;
  private static final int PHONE_HEIGHT = 740;
  private static final double PHONE_PIXELS = 1.75;
  private static final int SLOWER = 4;

  /// Long enough after its load for fonts, fragments and the coach to have moved what they move.
  private static final int REST_MILLIS = 1_500;

  private static final int READING_MILLIS = 800;
  private static final int LETTERS = 120;
  private static final int KEYS = 30;
  private static final int DRAFT_LENGTH = 2_000;

  private static final List<String> FLAGS =
      List.of(
          "--no-sandbox",
          "--disable-gpu",
          "--disable-quic",
          "--no-first-run",
          "--disable-background-networking",
          "--disable-component-update",
          "--disable-sync");

  private static final String SENTENCES =
      """
      You should have called us about this earlier. We will get back to you as soon as possible, and \
      I guarantee that it will never happen again. As I already said, that is not our fault. The \
      part is with our warehouse, which opens at eight. I will call you tomorrow at ten. FYI, the \
      ETA depends on the RMA. Our engineer looked at the door and at the brake. """;

  /// @param latency milliseconds by which each answer is late
  /// @param down bytes a second
  private record Network(String name, double latency, double down, double up) {}

  private static final Network FAST_4G =
      new Network("fast 4G", 60 * 2.75, 9e6 / 8 * 0.9, 1.5e6 / 8 * 0.9);
  private static final Network SLOW_4G =
      new Network("slow 4G", 150 * 3.75, 1.6e6 / 8 * 0.9, 750e3 / 8 * 0.9);

  /// A figure with the goal it should reach and the stop it must not pass.
  private record Result(
      String name, double figure, String unit, double goal, double stop, String more) {

    String verdict() {
      if (Double.isNaN(goal)) return "";
      return figure <= goal ? "reached" : figure <= stop ? "MISSED" : "BEYOND THE STOP";
    }
  }

  private final Browser browser;
  private final String base;
  private final int runs;
  private final List<Result> results = new ArrayList<>();

  private BrowserBench(Browser browser, String base, int runs) {
    this.browser = browser;
    this.base = base;
    this.runs = runs;
  }

  public static void main(String[] args) throws Exception {
    var options = Options.parse(args);
    Path data = Path.of(options.get("data", "data-bench")).toAbsolutePath();
    int port = options.number("port", 21010);
    String only = options.get("only", "");
    String home = System.getProperty("decorum.home", ".");
    boolean reached;
    try (var node = Node.started(home, data, port);
        var playwright =
            Playwright.create(
                new Playwright.CreateOptions()
                    .setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
        var browser =
            playwright
                .chromium()
                .launch(
                    new BrowserType.LaunchOptions()
                        .setExecutablePath(Path.of("/usr/bin/chromium"))
                        .setArgs(FLAGS))) {
      node.mailbox("help@example.test");
      var bench = new BrowserBench(browser, "http://localhost:" + port, options.number("runs", 5));
      reached = bench.run(only);
    }
    System.exit(reached ? 0 : 1);
  }

  private boolean run(String only) {
    String signedIn;
    Map<String, String> pages;
    try (var context = context(null, false)) {
      pages = look(context);
      signedIn = context.storageState();
    }
    if ("phone".contains(only)) {
      for (var network : List.of(FAST_4G, SLOW_4G)) {
        pages.forEach((name, path) -> loads(network, name, path, signedIn));
      }
      presses(pages, signedIn);
    }
    if ("keys".contains(only)) keys(pages, signedIn);
    if ("typing".contains(only)) {
      typing("desk", 1, pages, signedIn);
      typing("processor slowed " + SLOWER + " times", SLOWER, pages, signedIn);
    }
    return print();
  }

  /// Signs in, finds pages to measure, and lets the node warm up on them.
  private Map<String, String> look(BrowserContext context) {
    Page page = context.newPage();
    signIn(page);
    var pages = new LinkedHashMap<String, String>();
    pages.put("sign-in", "/sign-in");
    pages.put("today", "/today");
    pages.put("list", "/inbox/all");
    page.navigate("/inbox/all");
    String conversation = page.locator("[data-row]").first().getAttribute("href");
    pages.put("conversation", conversation);
    page.navigate(conversation);
    pages.put("client", page.locator("#ctx a[href^='/clients/']").first().getAttribute("href"));
    pages.put("search", "/search?q=invoice");
    for (int round = 0; round < 20; round++) {
      for (String path : pages.values()) page.navigate(path);
    }
    return pages;
  }

  private static void signIn(Page page) {
    page.navigate("/sign-in");
    page.locator("input[name=email]").fill(Fill.EMAIL);
    page.locator("input[name=password]").fill(Fill.PASSWORD);
    page.locator("form:has(input[name=password]) button[type=submit]").click();
    page.waitForURL(url -> !url.contains("/sign-in"));
  }

  /// A browser of its own: nothing in its cache.
  private BrowserContext context(@Nullable String signedIn, boolean phone) {
    var options =
        new Browser.NewContextOptions()
            .setBaseURL(base)
            .setLocale("en-GB")
            .setTimezoneId("Europe/Berlin");
    if (signedIn != null) options.setStorageState(signedIn);
    if (phone) {
      options
          .setViewportSize(PHONE_WIDTH, PHONE_HEIGHT)
          .setDeviceScaleFactor(PHONE_PIXELS)
          .setIsMobile(true)
          .setHasTouch(true);
    } else {
      options.setViewportSize(1440, 900);
    }
    var context = browser.newContext(options);
    context.addInitScript(Watch.SCRIPT);
    return context;
  }

  private static void slow(Page page, int times, @Nullable Network network) {
    CDPSession tools = page.context().newCDPSession(page);
    var rate = new JsonObject();
    rate.addProperty("rate", times);
    tools.send("Emulation.setCPUThrottlingRate", rate);
    if (network == null) return;
    var conditions = new JsonObject();
    conditions.addProperty("offline", false);
    conditions.addProperty("latency", network.latency());
    conditions.addProperty("downloadThroughput", network.down());
    conditions.addProperty("uploadThroughput", network.up());
    tools.send("Network.enable");
    tools.send("Network.emulateNetworkConditions", conditions);
  }

  private void loads(Network network, String name, String path, String signedIn) {
    var cold = new ArrayList<Watch.Load>();
    var warm = new ArrayList<Watch.Load>();
    for (int run = 0; run < runs; run++) {
      // Who is signed in is led away from the sign-in page.
      try (var context = context(name.equals("sign-in") ? null : signedIn, true)) {
        Page page = context.newPage();
        slow(page, SLOWER, network);
        cold.add(load(page, path));
        warm.add(load(page, path));
      }
    }
    if (cold.getFirst().whole() < network.latency()) {
      throw new IllegalStateException("The browser does not slow the network");
    }
    told(network.name() + ", " + name + ", first visit", cold);
    told(network.name() + ", " + name + ", again", warm);
  }

  private static Watch.Load load(Page page, String path) {
    page.navigate(path);
    page.waitForTimeout(REST_MILLIS);
    return Watch.load(page);
  }

  private void told(String name, List<Watch.Load> loads) {
    var last = loads.getLast();
    double lcp = at(0.75, loads.stream().map(Watch.Load::lcp).toList());
    double cls = at(0.75, loads.stream().map(Watch.Load::cls).toList());
    double bytes = at(0.75, loads.stream().map(load -> load.bytes() / 1000.0).toList());
    String came =
        "%d requests, %.0f KB, page after %.0f ms, largest: %s"
            .formatted(last.requests(), bytes, last.whole(), last.largest());
    add(new Result("LCP " + name, lcp, "ms", 1_200, 2_000, came));
    add(new Result("CLS " + name, cls, "", 0.02, 0.05, last.moved()));
  }

  /// Somebody with a thumb: opens a conversation, looks into its menus, writes.
  private void presses(Map<String, String> pages, String signedIn) {
    try (var context = context(signedIn, true)) {
      Page page = context.newPage();
      slow(page, SLOWER, FAST_4G);
      page.navigate(pages.get("list"));
      page.locator(".queue__title details.menu > summary").tap();
      page.waitForTimeout(READING_MILLIS);
      page.locator(".queue__title details.menu > summary").tap();
      page.waitForTimeout(READING_MILLIS);
      page.locator("[data-row]").first().tap();
      var opened = Watch.shown(page);
      add(
          new Result(
              "fast 4G, tap to the conversation shown",
              opened.millis(),
              "ms",
              Double.NaN,
              Double.NaN,
              ""));
      page.waitForTimeout(READING_MILLIS);
      for (Locator menu : page.locator(".conv details.menu > summary").all()) {
        if (!menu.isVisible()) continue;
        menu.tap();
        page.waitForTimeout(READING_MILLIS);
        menu.tap();
      }
      for (String sheet : List.of(".coachdock", ".tabbar button")) {
        page.locator(sheet).tap();
        page.waitForTimeout(READING_MILLIS);
        page.keyboard().press("Escape");
      }
      add(inp("INP opening a conversation and its menus", Watch.inp(page)));
    }
    try (var context = context(signedIn, true)) {
      Page page = context.newPage();
      slow(page, SLOWER, FAST_4G);
      page.navigate(pages.get("conversation"));
      page.waitForTimeout(REST_MILLIS);
      page.locator("#text").tap();
      for (String sentence : SENTENCES.split("(?<=\\.) ")) {
        page.keyboard().type(sentence + " ", new Keyboard.TypeOptions().setDelay(90));
        page.waitForTimeout(READING_MILLIS);
      }
      add(inp("INP writing while the coach reads", Watch.inp(page)));
      clear(page);
    }
  }

  private static Result inp(String name, Watch.Inp inp) {
    return new Result(
        name, inp.millis(), "ms", 100, 200, "%d presses; %s".formatted(inp.presses(), inp.what()));
  }

  private void keys(Map<String, String> pages, String signedIn) {
    var ahead = new Timings();
    var asked = new Timings();
    try (var context = context(signedIn, false)) {
      Page page = context.newPage();
      page.navigate(pages.get("conversation"));
      for (int i = 0; i < KEYS; i++) {
        // As long as somebody reads; meanwhile the next one is fetched.
        page.waitForTimeout(READING_MILLIS);
        page.keyboard().press("j");
        opened(page, ahead, asked);
        if (i % 3 == 2) {
          page.waitForTimeout(READING_MILLIS);
          page.keyboard().press("k");
          opened(page, ahead, asked);
        }
      }
      page.waitForTimeout(READING_MILLIS);
      page.keyboard().press("e");
      var resolved = Watch.shown(page);
      page.keyboard().press("z");
      Watch.shown(page);
      key("key to the next conversation, fetched ahead", ahead, 80, 150);
      key("key to a conversation, not fetched ahead", asked, Double.NaN, Double.NaN);
      add(
          new Result(
              "key that resolves, to it shown",
              resolved.millis(),
              "ms",
              Double.NaN,
              Double.NaN,
              ""));
      add(inp("INP of these keys", Watch.inp(page)));
    }
  }

  private static void opened(Page page, Timings ahead, Timings asked) {
    page.keyboard().press("o");
    var shown = Watch.shown(page);
    (shown.ahead() ? ahead : asked).add((long) (shown.millis() * 1e6));
  }

  private void key(String name, Timings timings, double goal, double stop) {
    add(
        new Result(
            name + ", p95",
            timings.at(0.95),
            "ms",
            goal,
            stop,
            "%d times, p50 %.0f, max %.0f"
                .formatted(timings.count(), timings.at(0.5), timings.at(1))));
  }

  private void typing(String where, int slower, Map<String, String> pages, String signedIn) {
    try (var context = context(signedIn, false)) {
      Page page = context.newPage();
      slow(page, slower, null);
      page.navigate(pages.get("conversation"));
      var text = new StringBuilder();
      while (text.length() < DRAFT_LENGTH) text.append(SENTENCES);
      page.locator("#text").fill(text.substring(0, DRAFT_LENGTH));
      page.locator(".editor__mirror mark")
          .first()
          .waitFor(new Locator.WaitForOptions().setState(WaitForSelectorState.ATTACHED));
      page.locator("#text").focus();
      page.keyboard().press("Control+End");
      page.waitForTimeout(REST_MILLIS);
      browser.startTracing(
          page, new Browser.StartTracingOptions().setCategories(List.of("devtools.timeline")));
      for (int i = 0; i < LETTERS; i++) {
        page.keyboard()
            .type(
                i % 6 == 5 ? " " : "a",
                new Keyboard.TypeOptions().setDelay(i % 24 == 23 ? 600 : 70));
      }
      var handled = dispatched(browser.stopTracing());
      for (var type : List.of("input", "keydown", "selectionchange")) {
        var timings = handled.getOrDefault(type, new Timings());
        boolean counts = type.equals("input");
        add(
            new Result(
                "typing, %s, p95 of %s".formatted(where, type),
                timings.at(0.95),
                "ms",
                counts ? 8 : Double.NaN,
                counts ? 8 : Double.NaN,
                "%d times, p50 %.1f, max %.1f"
                    .formatted(timings.count(), timings.at(0.5), timings.at(1))));
      }
      clear(page);
    }
  }

  /// How long the page's listeners took, by the type of event.
  private static Map<String, Timings> dispatched(byte[] trace) {
    var found = new LinkedHashMap<String, Timings>();
    var events =
        JsonParser.parseString(new String(trace, StandardCharsets.UTF_8))
            .getAsJsonObject()
            .getAsJsonArray("traceEvents");
    for (var one : events) {
      var event = one.getAsJsonObject();
      if (!event.get("name").getAsString().equals("EventDispatch") || !event.has("dur")) continue;
      String type = event.getAsJsonObject("args").getAsJsonObject("data").get("type").getAsString();
      found.computeIfAbsent(type, _ -> new Timings()).add(event.get("dur").getAsLong() * 1_000);
    }
    return found;
  }

  /// Leaves no draft behind, so that the next run finds what this one found.
  private static void clear(Page page) {
    page.waitForResponse(
        answer -> answer.url().contains("/drafts/") && answer.request().method().equals("PUT"),
        () -> page.locator("#text").fill(""));
  }

  private static double at(double share, List<Double> figures) {
    var sorted = figures.stream().sorted().toList();
    return sorted.get((int) Math.min(sorted.size() - 1, Math.floor(sorted.size() * share)));
  }

  private void add(Result result) {
    results.add(result);
    System.err.printf(
        Locale.ROOT,
        result.unit().isEmpty() ? "%-58s %8.3f %-2s  %-15s %s%n" : "%-58s %8.1f %-2s  %-15s %s%n",
        result.name(),
        result.figure(),
        result.unit(),
        result.verdict(),
        result.more());
  }

  private boolean print() {
    var json = new StringBuilder();
    for (var result : results) {
      json.append(json.isEmpty() ? "{" : ",")
          .append(String.format(Locale.ROOT, "\"%s\":%.3f", result.name(), result.figure()));
    }
    System.out.println(json.append('}'));
    return results.stream()
        .allMatch(result -> result.verdict().isEmpty() || result.verdict().equals("reached"));
  }
}

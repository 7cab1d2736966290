package dev.decorum.testing;

import static org.assertj.core.api.Assertions.assertThat;

import com.deque.html.axecore.playwright.AxeBuilder;
import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.assertions.PlaywrightAssertions;
import com.microsoft.playwright.options.ColorScheme;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.zip.GZIPOutputStream;
import org.assertj.core.api.SoftAssertions;
import org.jspecify.annotations.Nullable;

/// A real browser on pages of this server. Whatever the browser complains about, a script that
/// fails or content that the policy forbids, fails the test when it is closed.
///
/// ```java
/// try (var chromium = new Chromium(port)) {
///   chromium.go("/sign-in");
///   chromium.look("sign-in");
/// }
/// ```
public final class Chromium implements AutoCloseable {

  private static final Path SCREENSHOTS = Path.of("target/screenshots");
  private static final boolean PICTURES = System.getProperty("screenshots") != null;
  private static final String AXE = axe();

  private static final List<String> EVERYTHING =
      List.of("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice");
  private static final List<String> CONTRAST = List.of("color-contrast");

  /// What breaks some rules, or the rules with some tags; a line for each fault.
  private static final String FAULTS =
      """
      async (rules) => {
        const { violations } = await axe.run(document, {
          runOnly: rules, resultTypes: ["violations"], iframes: false });
        return violations.map(({ id, help, nodes }) =>
          `${id}: ${help}` + nodes.slice(0, 3).map((node) =>
            `\n    ${node.html}\n    ${node.failureSummary}`).join(""));
      }
      """;

  private static final String REST =
      """
      () => new Promise((resolve) => {
        let timer = setTimeout(resolve, 500);
        const observer = new MutationObserver(() => {
          clearTimeout(timer);
          timer = setTimeout(resolve, 500);
        });
        observer.observe(document, { subtree: true, childList: true, attributes: true, characterData: true });
        setTimeout(resolve, 5000);
      })
      """;

  /// Pairs of things that one can press or read whose boxes lie on each other: what a script or a
  /// style that thinks in left and right does when the page is mirrored.
  private static final String COLLISIONS =
      """
      () => {
        const things = [...document.querySelectorAll("a, button, input, select, textarea, h1, h2, label, time, td, th")]
          .filter((one) => one.checkVisibility({ visibilityProperty: true, opacityProperty: true }))
          .map((one) => ({ one, box: one.getBoundingClientRect() }))
          .filter(({ box }) => box.width > 2 && box.height > 2);
        const over = (a, b) =>
          Math.min(a.right, b.right) - Math.max(a.left, b.left) > 3 &&
          Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top) > 3;
        const found = [];
        things.forEach(({ one: a, box: first }, i) =>
          things.slice(i + 1).forEach(({ one: b, box: second }) => {
            if (!a.contains(b) && !b.contains(a) && over(first, second)) {
              found.push(`${a.outerHTML.slice(0, 120)} on ${b.outerHTML.slice(0, 120)}`);
            }
          }));
        return found;
      }
      """;

  private static final int HEIGHT = 900;

  /// More elements than this make a page slow; more bytes than this make it late. Options do not
  /// count: as many as there are colleagues, and other tests bring theirs.
  private static final int MOST_NODES = 1_500;

  private static final int MOST_BYTES = 20 * 1024;

  private static final List<String> FLAGS =
      List.of(
          "--no-sandbox",
          "--disable-gpu",
          "--disable-quic",
          "--no-first-run",
          "--disable-background-networking",
          "--disable-component-update",
          "--disable-sync",
          "--hide-scrollbars");

  /// Widths of a phone, two tablets and a desk.
  public static final List<Integer> WIDTHS = List.of(360, 768, 1180, 1440);

  private static final int BETWEEN = 1180;

  /// How long a page may take to come to the state that a test waits for: as long as on a machine
  /// that has too much to do. Nobody waits for it otherwise.
  private static final int PATIENCE_MILLIS = 30_000;

  /// One browser for all tests of a JVM; it ends with the JVM. Each test has a profile of its own.
  private static final Browser BROWSER = launch();

  /// @param where the address of what was asked for, or of the script
  private record Complaint(String text, String where) {}

  private final String base;
  private final BrowserContext context;
  private final Page page;
  private @Nullable BrowserContext scriptless;
  private final List<Complaint> complaints = new CopyOnWriteArrayList<>();

  public Chromium(int port) {
    base = "http://localhost:" + port;
    context =
        BROWSER.newContext(
            new Browser.NewContextOptions()
                .setBaseURL(base)
                .setViewportSize(WIDTHS.getLast(), HEIGHT)
                .setLocale("en-GB")
                .setTimezoneId("Europe/Berlin"));
    // What hostile content calls when it comes alive.
    context.exposeFunction("__xss", _ -> complaints.add(new Complaint("hostile content ran", "")));
    context.setDefaultTimeout(PATIENCE_MILLIS);
    page = listened(context.newPage());
  }

  private static Browser launch() {
    PlaywrightAssertions.setDefaultAssertionTimeout(PATIENCE_MILLIS);
    return Playwright.create(
            new Playwright.CreateOptions().setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")))
        .chromium()
        .launch(
            new BrowserType.LaunchOptions()
                .setExecutablePath(Path.of("/usr/bin/chromium"))
                .setArgs(FLAGS));
  }

  private Page listened(Page opened) {
    opened.onConsoleMessage(
        message -> {
          if (message.type().equals("error") || message.type().equals("warning")) {
            complaints.add(
                new Complaint(message.type() + ": " + message.text(), message.location()));
          }
        });
    opened.onPageError(error -> complaints.add(new Complaint("failed script: " + error, "")));
    return opened;
  }

  public Page page() {
    return page;
  }

  /// Forgets who is signed in. The page is left first: it would ask for news and be refused.
  public void forget() {
    page.navigate("about:blank");
    context.clearCookies();
  }

  /// Another tab of the same browser.
  public Page tab() {
    return listened(context.newPage());
  }

  /// Somebody else's browser, in which no script runs.
  public Page withoutScript() {
    scriptless =
        BROWSER.newContext(
            new Browser.NewContextOptions()
                .setBaseURL(base)
                .setViewportSize(WIDTHS.getLast(), HEIGHT)
                .setJavaScriptEnabled(false));
    return listened(scriptless.newPage());
  }

  public Page go(String path) {
    page.navigate(path);
    return page;
  }

  /// Signs in on the sign-in page.
  public void signIn(String email, String password) {
    signIn(page, email, password);
  }

  public static void signIn(Page page, String email, String password) {
    page.navigate("/sign-in");
    page.locator("input[name=email]").fill(email);
    page.locator("input[name=password]").fill(password);
    page.locator("form:has(input[name=password]) button[type=submit]").click();
    page.waitForURL(url -> !url.contains("/sign-in"));
  }

  /// Looks at the present page in light and dark on every width: nobody is shut out of it, and
  /// nothing sticks out sideways. It is also small enough to come quickly. With `-Dscreenshots` a
  /// picture of each is kept under `target/screenshots`, else of what has faults.
  public void look(String name) {
    var softly = new SoftAssertions();
    softly
        .assertThat((int) page.evaluate("document.querySelectorAll(':not(option)').length"))
        .as("elements of %s", name)
        .isLessThanOrEqualTo(MOST_NODES);
    softly
        .assertThat(gzipped(page.content()))
        .as("bytes of %s", name)
        .isLessThanOrEqualTo(MOST_BYTES);
    for (int width : WIDTHS) {
      Runnable fit =
          () -> {
            page.setViewportSize(width, HEIGHT);
            // So that nothing is looked at behind the bars that stay in place.
            page.setViewportSize(
                width, (int) page.evaluate("document.documentElement.scrollHeight"));
          };
      fit.run();
      look(name + "-" + width, softly, fit);
    }
    page.setViewportSize(WIDTHS.getLast(), HEIGHT);
    softly.assertAll();
  }

  /// Looks at the page in light and dark as it is now, with what is open on it.
  public void lookAsItIs(String name) {
    var softly = new SoftAssertions();
    look(name, softly, () -> {});
    softly.assertAll();
  }

  /// Looks at the present page from right to left on every width: nothing sticks out sideways, and
  /// nothing lies on something else that does not do so from left to right.
  public void lookMirrored(String name) {
    var softly = new SoftAssertions();
    for (int width : WIDTHS) {
      page.setViewportSize(width, HEIGHT);
      page.setViewportSize(width, (int) page.evaluate("document.documentElement.scrollHeight"));
      var before = (List<?>) page.evaluate(COLLISIONS);
      page.evaluate("document.documentElement.dir = 'rtl'");
      softly
          .assertThat(page.evaluate("document.documentElement.scrollWidth - innerWidth"))
          .as("what of %s at %d sticks out", name, width)
          .isEqualTo(0);
      var after = (List<?>) page.evaluate(COLLISIONS);
      softly
          .assertThat(after)
          .as("what lies on each other in %s at %d", name, width)
          .hasSizeLessThanOrEqualTo(before.size());
      if (PICTURES) shoot("%s-%d".formatted(name, width));
      page.evaluate("document.documentElement.dir = 'ltr'");
    }
    page.setViewportSize(WIDTHS.getLast(), HEIGHT);
    softly.assertAll();
  }

  /// @param fit makes the window as tall as the page
  private void look(String name, SoftAssertions softly, Runnable fit) {
    // Between a tablet and a desk only the room differs.
    if (PICTURES || page.viewportSize().width != BETWEEN) judge(name, softly, fit);
    softly
        .assertThat(page.evaluate("document.documentElement.scrollWidth - innerWidth"))
        .as("what of %s sticks out", name)
        .isEqualTo(0);
  }

  private void judge(String name, SoftAssertions softly, Runnable fit) {
    // Once for all widths.
    if (page.evaluate("typeof axe").equals("undefined")) page.evaluate(AXE);
    // What a theme can spoil is contrast; the rest is the same in both.
    for (var theme : Map.of(ColorScheme.LIGHT, EVERYTHING, ColorScheme.DARK, CONTRAST).entrySet()) {
      page.emulateMedia(new Page.EmulateMediaOptions().setColorScheme(theme.getKey()));
      String what = name + "-" + theme.getKey().name().toLowerCase(Locale.ROOT);
      if (PICTURES) shoot(what);
      softly.assertThat(faults(what, theme.getValue(), fit)).as("faults of %s", what).isEmpty();
    }
    page.emulateMedia(new Page.EmulateMediaOptions().setColorScheme(ColorScheme.LIGHT));
  }

  /// A page is judged at rest: one with faults that was changing meanwhile is looked at again when
  /// nothing has moved for half a second.
  private List<?> faults(String what, Object rules, Runnable fit) {
    var faults = (List<?>) page.evaluate(FAULTS, rules);
    if (faults.isEmpty()) return faults;
    System.err.println("Faults of " + what + ", to be looked at again: " + faults);
    page.evaluate(REST);
    fit.run();
    var lasting = (List<?>) page.evaluate(FAULTS, rules);
    if (!lasting.isEmpty()) shoot(what);
    return lasting;
  }

  private void shoot(String what) {
    page.screenshot(new Page.ScreenshotOptions().setPath(SCREENSHOTS.resolve(what + ".png")));
  }

  private static String axe() {
    try (var script = AxeBuilder.class.getResourceAsStream("/axe.min.js")) {
      return new String(Objects.requireNonNull(script).readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }

  private static int gzipped(String html) {
    var bytes = new ByteArrayOutputStream();
    try (var gzip = new GZIPOutputStream(bytes)) {
      gzip.write(html.getBytes(StandardCharsets.UTF_8));
    } catch (IOException impossible) {
      throw new UncheckedIOException(impossible);
    }
    return bytes.size();
  }

  /// Forgets a complaint that the test provoked.
  public void expectComplaint(String part) {
    assertThat(complaints).extracting(Complaint::text).anyMatch(text -> text.contains(part));
    allowComplaint(part);
  }

  /// Forgets a complaint that may or may not come with what the test did: a page asks for something
  /// in the moment in which it is taken away.
  public void allowComplaint(String part) {
    complaints.removeIf(complaint -> complaint.text().contains(part));
  }

  @Override
  public void close() {
    try {
      assertThat(complaints).as("complaints of the browser").isEmpty();
    } finally {
      // Closing a context now and then never returns; an empty page holds nothing, and the contexts
      // end with the browser.
      leave(context);
      if (scriptless != null) {
        leave(scriptless);
      }
    }
  }

  private static void leave(BrowserContext context) {
    for (Page page : context.pages()) {
      page.navigate("about:blank");
    }
  }
}

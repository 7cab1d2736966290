package dev.decorum.testing;

import static org.assertj.core.api.Assertions.assertThat;

import com.deque.html.axecore.playwright.AxeBuilder;
import com.deque.html.axecore.results.Rule;
import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.options.ColorScheme;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;

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

  private static final int HEIGHT = 900;
  private static final Path SCREENSHOTS = Path.of("target/screenshots");
  private static final List<String> ACCESSIBLE =
      List.of("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice");
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

  /// Widths of a phone, a tablet and a desk.
  public static final List<Integer> WIDTHS = List.of(360, 820, 1440);

  /// One browser for all tests of a JVM; it ends with the JVM. Each test has a profile of its own.
  private static final Browser BROWSER = launch();

  private final BrowserContext context;
  private final Page page;
  private final List<String> complaints = new CopyOnWriteArrayList<>();

  public Chromium(int port) {
    context =
        BROWSER.newContext(
            new Browser.NewContextOptions()
                .setBaseURL("http://localhost:" + port)
                .setViewportSize(1440, 900)
                .setLocale("en-GB")
                .setTimezoneId("Europe/Berlin"));
    page = listened(context.newPage());
  }

  private static Browser launch() {
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
            complaints.add(message.type() + ": " + message.text());
          }
        });
    opened.onPageError(error -> complaints.add("failed script: " + error));
    return opened;
  }

  public Page page() {
    return page;
  }

  /// Another tab of the same browser.
  public Page tab() {
    return listened(context.newPage());
  }

  public Page go(String path) {
    page.navigate(path);
    return page;
  }

  /// Signs in on the sign-in page.
  public void signIn(String email, String password) {
    go("/sign-in");
    page.locator("input[name=email]").fill(email);
    page.locator("input[name=password]").fill(password);
    page.locator("form:has(input[name=password]) button[type=submit]").click();
    page.waitForURL(url -> !url.contains("/sign-in"));
  }

  /// Looks at the present page in light and dark on every width: nobody is shut out of it, nothing
  /// sticks out sideways, and a picture of each is kept under `target/screenshots`.
  public void look(String name) {
    for (ColorScheme scheme : List.of(ColorScheme.LIGHT, ColorScheme.DARK)) {
      page.emulateMedia(new Page.EmulateMediaOptions().setColorScheme(scheme));
      for (int width : WIDTHS) {
        page.setViewportSize(width, HEIGHT);
        String what = name + "-" + scheme.name().toLowerCase(Locale.ROOT) + "-" + width;
        page.screenshot(new Page.ScreenshotOptions().setPath(SCREENSHOTS.resolve(what + ".png")));
        // As tall as its content, so that the bars at its edges cover nothing one could scroll to.
        int height = (int) page.evaluate("document.documentElement.scrollHeight");
        page.setViewportSize(width, Math.max(HEIGHT, height));
        assertAccessible(what);
        assertThat(page.evaluate("document.documentElement.scrollWidth"))
            .as("width of %s", what)
            .isEqualTo(width);
      }
    }
    page.emulateMedia(new Page.EmulateMediaOptions().setColorScheme(ColorScheme.LIGHT));
    page.setViewportSize(1440, HEIGHT);
  }

  private void assertAccessible(String what) {
    List<String> violations =
        new AxeBuilder(page)
            .withTags(ACCESSIBLE).analyze().getViolations().stream()
                .map(Chromium::described)
                .toList();
    assertThat(violations).as("accessibility of %s", what).isEmpty();
  }

  private static String described(Rule rule) {
    return rule.getId()
        + ": "
        + rule.getHelp()
        + rule.getNodes().stream().limit(3).map(node -> "\n    " + node.getHtml()).toList();
  }

  /// Forgets a complaint that the test provoked.
  public void expectComplaint(String part) {
    assertThat(complaints).anySatisfy(complaint -> assertThat(complaint).contains(part));
    complaints.removeIf(complaint -> complaint.contains(part));
  }

  @Override
  public void close() {
    try {
      assertThat(complaints).as("complaints of the browser").isEmpty();
    } finally {
      context.close();
    }
  }
}

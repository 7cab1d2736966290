package dev.decorum.bench;

import com.microsoft.playwright.Page;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// What a page of Chromium notes about itself: when its largest piece was painted, how much it
/// moved, how long each press took until the next paint, and when what was asked for was shown.
///
/// The script is put in by the browser before any of the page's own, so the policy of the page need
/// not allow it. What it knows of presses outlives the page: who opens a link leaves the page that
/// was pressed on.
///
/// - LCP: `startTime` of the last `largest-contentful-paint`.
/// - CLS: the worst window of `layout-shift` values, each window at most five seconds long and
///   ended by a second of rest; shifts within half a second of a press do not count.
/// - INP: of all presses the longest, one in fifty left out; `duration` of the longest `event` with
///   the same `interactionId`, which Chromium rounds to eight milliseconds.
/// - Shown: the paint in which the subject of the conversation and words said in it both stand on
///   the screen for the first time, by Element Timing: `renderTime`, which is when the frame was
///   presented.
final class Watch {

  static final String SCRIPT =
      """
      (() => {
        if (window !== top || !location.protocol.startsWith("http")) return;
        const watch = { lcp: 0, largest: "", cls: 0, moved: "", painted: {} };
        const presses = JSON.parse(sessionStorage.presses ?? "{}");
        const before = Number(sessionStorage.interactions ?? 0);
        globalThis.decorumWatch = watch;
        const named = (element) => element?.closest
          ? `${element.localName}${element.id && "#" + element.id} ${element.getAttribute("aria-label") ?? element.getAttribute("class") ?? ""}`
          : "";
        const observe = (type, see, more) =>
          new PerformanceObserver((list) => list.getEntries().forEach(see))
            .observe({ type, buffered: true, ...more });

        observe("largest-contentful-paint", ({ startTime, element }) => {
          watch.lcp = startTime;
          watch.largest = named(element);
        });

        let from = 0, last = 0, sum = 0;
        observe("layout-shift", ({ startTime, value, hadRecentInput, sources }) => {
          if (hadRecentInput) return;
          if (startTime - last > 1000 || startTime - from > 5000) { from = startTime; sum = 0; }
          last = startTime;
          sum += value;
          if (sum > watch.cls) {
            watch.cls = sum;
            watch.moved = sources.map(({ node }) => named(node)).join(", ");
          }
        });

        const see = ({ interactionId, duration, name, target, startTime, processingStart, processingEnd }) => {
          if (!interactionId) return;
          const key = `${performance.timeOrigin} ${interactionId}`;
          if (duration <= (presses[key]?.duration ?? -1)) return;
          presses[key] = { duration, what: `${name} on ${named(target)}: waited ${Math.round(processingStart - startTime)}, worked ${Math.round(processingEnd - processingStart)} ms` };
        };
        observe("event", see, { durationThreshold: 16 });
        observe("first-input", see);
        watch.inp = () => {
          const count = before + performance.interactionCount;
          const sorted = Object.values(presses).sort((a, b) => b.duration - a.duration);
          const worst = sorted[Math.min(sorted.length - 1, Math.floor(count / 50))];
          return { count, duration: worst?.duration ?? 0, what: worst?.what ?? "" };
        };
        addEventListener("pagehide", () => {
          sessionStorage.presses = JSON.stringify(presses);
          sessionStorage.interactions = before + performance.interactionCount;
        });

        let asked = 0;
        const pressed = ({ timeStamp }) => {
          asked = timeStamp;
          watch.painted = {};
          sessionStorage.pressed = performance.timeOrigin + timeStamp;
        };
        addEventListener("keydown", pressed, true);
        addEventListener("click", pressed, true);
        // Asks for the paints of what a conversation is known by and of what was said in it.
        new MutationObserver(() => {
          document.getElementById("subject")?.setAttribute("elementtiming", "subject");
          for (const words of document.querySelectorAll(".words:not([elementtiming])")) {
            words.setAttribute("elementtiming", "words");
          }
        }).observe(document, { subtree: true, childList: true });
        observe("element", ({ identifier, renderTime }) => {
          if (renderTime > asked) watch.painted[identifier] ??= renderTime;
        });

        watch.load = () => {
          const [page] = performance.getEntriesByType("navigation");
          const files = performance.getEntriesByType("resource").filter(({ name }) => !name.includes("/events"));
          const came = [page, ...files].filter(({ transferSize }) => transferSize > 0);
          return {
            lcp: watch.lcp, largest: watch.largest, cls: watch.cls, moved: watch.moved,
            whole: page.responseEnd, requests: came.length,
            bytes: came.reduce((all, { transferSize }) => all + transferSize, 0),
          };
        };
      })()
      """;

  /// Tells when the conversation that a press asked for was painted: in a page younger than the
  /// press, or in the same page in the place of another one.
  private static final String SHOWN =
      """
      () => {
        const pressed = Number(sessionStorage.pressed);
        const { subject, words } = globalThis.decorumWatch?.painted ?? {};
        if (!subject || !words) return null;
        return {
          millis: performance.timeOrigin + Math.max(subject, words) - pressed,
          ahead: performance.timeOrigin < pressed,
        };
      }
      """;

  /// How a page came.
  ///
  /// @param lcp milliseconds until its largest piece was painted
  /// @param whole milliseconds until the last byte of the page itself came: what slows the network
  ///   shows there and not in its first byte
  /// @param bytes of all that came over the network, with headers
  record Load(
      double lcp,
      String largest,
      double cls,
      String moved,
      double whole,
      int requests,
      int bytes) {}

  /// The longest wait for a paint after a press.
  record Inp(int presses, double millis, String what) {}

  /// From a press to the conversation it asked for.
  ///
  /// @param ahead whether the page had been fetched before the press
  record Shown(double millis, boolean ahead) {}

  private Watch() {}

  static Load load(Page page) {
    var seen = asked(page, "() => decorumWatch.load()");
    return new Load(
        number(seen, "lcp"),
        text(seen, "largest"),
        number(seen, "cls"),
        text(seen, "moved"),
        number(seen, "whole"),
        (int) number(seen, "requests"),
        (int) number(seen, "bytes"));
  }

  static Inp inp(Page page) {
    var seen = asked(page, "() => decorumWatch.inp()");
    return new Inp((int) number(seen, "count"), number(seen, "duration"), text(seen, "what"));
  }

  /// Waits for the page that the last press opens.
  static Shown shown(Page page) {
    var seen = (Map<?, ?>) page.waitForFunction(SHOWN).jsonValue();
    return new Shown(number(seen, "millis"), Boolean.TRUE.equals(seen.get("ahead")));
  }

  private static Map<?, ?> asked(Page page, String script) {
    return (Map<?, ?>) page.evaluate(script);
  }

  private static double number(Map<?, ?> seen, String name) {
    return ((Number) value(seen, name)).doubleValue();
  }

  private static String text(Map<?, ?> seen, String name) {
    return String.valueOf(value(seen, name));
  }

  private static Object value(Map<?, ?> seen, String name) {
    @Nullable Object value = seen.get(name);
    return Objects.requireNonNull(value, name);
  }
}

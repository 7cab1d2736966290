// Live updates. Events carry a topic, an id and a version; what changed is fetched again by the
// region that shows it, so permissions are checked on every read and a missed event spoils nothing.
//
//   <section data-live="conversation:4821" data-live-src="/c/4821/thread">
//
// data-live lists topics, each with or without an id; data-live-src answers the region's content.
// One tab of a browser holds the stream and tells the others.
const { liveUrl, liveAfter } = document.body.dataset;
if (liveUrl) {
  const POLL_MILLIS = 30_000;
  const GATHER_MILLIS = 60;
  const KEPT = 200;
  const channel = new BroadcastChannel("decorum-live");
  const held = new Set();
  const timers = new Map();
  let latest = liveAfter;

  const regions = () => [...document.querySelectorAll("[data-live]")];
  const wants = (region, topic, id) =>
    region.dataset.live.split(/\s+/).some((name) => name === topic || name === `${topic}:${id}`);

  /** What must not change under the reader's hands waits until they let go. */
  const isHeld = (region) => {
    const focused = document.activeElement;
    const selection = getSelection();
    return (
      document.hidden ||
      (region.contains(focused) && focused.matches("input, textarea, select, [contenteditable]")) ||
      region.querySelector(":popover-open, .qrow__pick:checked, dialog[open], details.menu[open], [data-draft]") ||
      (!selection.isCollapsed && region.contains(selection.anchorNode)) ||
      (region.matches(":hover, :focus-within") && region.querySelector("[data-rows]"))
    );
  };

  /** Puts the keyboard back on the row it was on. */
  const keepingFocus = (region, change) => {
    const row = document.activeElement?.closest("[data-row]");
    const href = row && region.contains(row) ? row.getAttribute("href") : null;
    const { scrollTop } = region;
    change();
    region.scrollTop = scrollTop;
    if (href) region.querySelector(`[data-row][href="${CSS.escape(href)}"]`)?.focus();
  };

  const fetchAgain = async (region) => {
    const answer = await decorum
      .send(region.dataset.liveSrc, { headers: { "HX-Request": "true" } })
      .catch(() => null);
    if (!answer?.ok || answer.redirected || !region.isConnected) return;
    const html = await answer.text();
    if (isHeld(region)) return held.add(region);
    const atEnd = region.scrollHeight - region.scrollTop - region.clientHeight < 40;
    keepingFocus(region, () => {
      region.innerHTML = html;
      htmx.process(region);
    });
    if (atEnd && region.getAttribute("role") === "log") region.scrollTop = region.scrollHeight;
    region.dispatchEvent(new CustomEvent("live:shown", { bubbles: true }));
  };

  const refresh = (region) => {
    held.delete(region);
    if (!region.isConnected || !region.dataset.liveSrc) return;
    if (isHeld(region)) held.add(region);
    else fetchAgain(region);
  };

  const settle = () => held.size && setTimeout(() => [...held].forEach(refresh));
  for (const name of ["focusout", "visibilitychange", "toggle", "pointerout", "selectionchange"]) {
    document.addEventListener(name, settle, true);
  }

  /** Many changes at once make one request. */
  const soon = (region) => {
    clearTimeout(timers.get(region));
    timers.set(region, setTimeout(refresh, GATHER_MILLIS, region));
  };

  const apply = ({ id: place, news }) => {
    latest = place ?? latest;
    const [topic, id, version] = news.split(" ");
    regions()
      .filter((region) => topic === "resync" || wants(region, topic, id))
      .forEach(soon);
    document.dispatchEvent(new CustomEvent(`live:${topic}`, { detail: { id, version } }));
  };

  const signedOut = () => {
    const bar = document.querySelector("[data-signed-out]");
    if (bar) bar.hidden = false;
  };

  /** Whether the stream is refused because nobody is signed in: an EventSource does not tell why. */
  const isSignedOut = async () => {
    const look = new AbortController();
    const answer = await fetch(liveUrl, { signal: look.signal }).catch(() => null);
    look.abort();
    return answer?.status === 401;
  };

  /** Holds the stream for as long as this tab leads. */
  const lead = () =>
    new Promise((done) => {
      const recent = [];
      let source;
      let pause;
      let failures = 0;

      const tell = (message) => {
        recent.push(message);
        if (recent.length > KEPT) recent.shift();
        apply(message);
        channel.postMessage(message);
      };
      const heard = ({ data, lastEventId }) => {
        failures = 0;
        tell({ id: lastEventId, news: data });
      };
      const again = (millis) => {
        clearTimeout(pause);
        pause = setTimeout(connect, millis);
      };
      const stop = () => {
        source.close();
        clearTimeout(pause);
        channel.removeEventListener("message", answer);
        done();
      };
      const end = () => {
        channel.postMessage({ signedOut: true });
        signedOut();
        stop();
      };
      const connect = () => {
        source = new EventSource(`${liveUrl}?after=${encodeURIComponent(latest ?? "")}`);
        source.addEventListener("changed", heard);
        source.addEventListener("resync", heard);
        source.addEventListener("end", ({ data }) => {
          source.close();
          if (data === "signed-out") end();
          else again(500 + Math.random() * 2000);
        });
        source.onerror = async () => {
          if (source.readyState !== EventSource.CLOSED) return;
          if (await isSignedOut()) return end();
          // Refused: look again less and less often, at least every thirty seconds.
          failures += 1;
          tell({ news: "resync" });
          again(Math.min(POLL_MILLIS, 1000 * 2 ** failures));
        };
      };
      /** Tells a tab that has just opened what happened since its page was made. */
      const answer = ({ data }) => {
        if (!data.hello) return;
        const [epoch, number] = data.after.split("-");
        const known = recent.length > 0 || latest === data.after;
        const missed = recent.filter(({ id }) => {
          const [its, place] = (id ?? "").split("-");
          return its !== epoch || Number(place) > Number(number);
        });
        channel.postMessage({ to: data.hello, missed: known ? missed : [{ news: "resync" }] });
      };
      channel.addEventListener("message", answer);
      addEventListener("pagehide", stop, { once: true });
      connect();
    });

  const me = `${performance.timeOrigin}${Math.random()}`;
  channel.addEventListener("message", ({ data }) => {
    if (data.news) apply(data);
    if (data.signedOut) signedOut();
    if (data.to === me) data.missed.forEach(apply);
  });

  const start = () => {
    if (navigator.locks) navigator.locks.request("decorum-events", lead);
    else setInterval(() => document.hidden || apply({ news: "resync" }), POLL_MILLIS);
  };
  start();
  channel.postMessage({ hello: me, after: liveAfter ?? "" });

  // A page on which somebody signed in again, or out of the browser's own cache, has slept.
  const wake = () => {
    apply({ news: "resync" });
    if (navigator.locks) start();
  };
  document.addEventListener("decorum:signed-in", wake);
  addEventListener("pageshow", ({ persisted }) => persisted && wake());

  // What comes while nobody looks is counted in the name of the tab, and marked on its icon.
  const icon = document.querySelector("link[rel=icon]");
  let { title } = document;
  const { href } = icon;
  let unseen = 0;
  document.addEventListener("live:notice", () => {
    if (!document.hidden) return;
    document.title = `(${++unseen}) ${title}`;
    icon.href = icon.dataset.news;
  });
  document.addEventListener("visibilitychange", () => {
    unseen = 0;
    icon.href = href;
    if (document.hidden) ({ title } = document);
    else document.title = title;
  });
}

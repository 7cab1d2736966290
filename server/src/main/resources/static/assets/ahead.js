// The next conversation of the list, or the one that the keyboard rests on, is fetched while this one
// is read, and takes its place at once when it is opened. Whatever stands in the way of that is left
// to the browser, which opens a link.
//
//   <article class="conv" data-ahead="/inbox/mine/c/4822">
const FRESH_MILLIS = 5 * 60_000;
const REST_MILLIS = 150;
const LIST = ".queue__body";
const PARTS = [".skip", ".topbar", ".conv", ".ctx"];
const following = () => document.querySelector(".conv")?.dataset.ahead;
let shown = location.pathname;
let resting;

/** `decorum.next` is `{ href, at, page }`, the page only once it has come. */
const fetchAhead = async (href) => {
  const next = (decorum.next = { href, at: Date.now() });
  if (!href) return;
  // Not read before it is shown, and less urgent than what is shown now.
  const headers = { Purpose: "prefetch" };
  const answer = await decorum.send(href, { headers, priority: "low" }).catch(() => null);
  if (!answer?.ok || answer.redirected) return;
  next.page = new DOMParser().parseFromString(await answer.text(), "text/html");
};

/** What both pages have to have in common: the version of the program, who reads, and the list. */
const kind = (page) =>
  [
    [...page.scripts].map(({ src }) => src),
    page.body.dataset.member,
    page.querySelector(LIST).dataset.liveSrc.replace(/\d+$/, ""),
  ].join();

/** Whether the next one can take the place of what is shown, and nothing is lost with that. */
const ready = ({ at, page }) =>
  page &&
  Date.now() - at < FRESH_MILLIS &&
  !decorum.signedOut() &&
  PARTS.every((part) => page.querySelector(part)) &&
  kind(page) === kind(document) &&
  (document.querySelector("form[data-draft]")?.composing.idle() ?? true);

/** Starts what the page can do, once it is seen. */
const start = () => {
  decorum.turn.abort();
  decorum.turn = new AbortController();
  document.querySelectorAll(".conv, .ctx").forEach((part) => htmx.process(part));
  document.dispatchEvent(new Event("decorum:shown"));
  fetchAhead(following());
};

const show = (row, { href, page }) => {
  const old = location.pathname + location.search;
  decorum.next = {};
  for (const part of PARTS) document.querySelector(part).replaceWith(page.querySelector(part));
  for (const back of document.getElementsByName("back")) if (back.value === old) back.value = href;
  document.querySelector(LIST).dataset.liveSrc = page.querySelector(LIST).dataset.liveSrc;
  document.querySelector("[data-row][aria-current]")?.removeAttribute("aria-current");
  row.ariaCurrent = "true";
  history.pushState(null, "", href);
  shown = location.pathname;
  document.title = page.title;
  const thread = document.getElementById("thread");
  thread.scrollTop = thread.scrollHeight;
  requestAnimationFrame(() => setTimeout(start));
};

document.addEventListener("focusin", ({ target }) => {
  clearTimeout(resting);
  const href = target.matches("[data-row]:not([aria-current])") && target.getAttribute("href");
  if (!href || href === decorum.next.href || !following()) return;
  resting = setTimeout(fetchAhead, REST_MILLIS, href);
});
document.addEventListener("click", (event) => {
  clearTimeout(resting);
  const row = event.target.closest("[data-row]");
  const { next } = decorum;
  if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
  // The second half of a double click would open it once more.
  if (row && event.detail > 1) return event.preventDefault();
  if (!row || row.getAttribute("href") !== next.href || !ready(next)) return;
  event.preventDefault();
  show(row, next);
});
addEventListener("popstate", () => location.pathname !== shown && location.reload());

// What has changed since it was fetched is opened the usual way.
const outdated = ({ detail: { id } }) => {
  if (!id || decorum.next.href?.endsWith(`/${id}`)) decorum.next = {};
};
document.addEventListener("live:conversation", outdated);
document.addEventListener("live:resync", outdated);
fetchAhead(following());

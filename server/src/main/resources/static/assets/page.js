// What every page does: the token on requests, focus on what went wrong, theme, toasts, and words
// when a fragment cannot be had.
const root = document.documentElement;
const csrf = document.querySelector("meta[name=csrf]");

/** A request of our own to this server; adds the token that proves the page is ours. */
const send = (url, options = {}) =>
  fetch(url, {
    ...options,
    headers: { ...options.headers, ...(csrf && { [csrf.dataset.header]: csrf.content }) },
  });
/** A part of a page, or null when it cannot be had. */
const part = (url, options) =>
  send(url, { ...options, headers: { "HX-Request": "true" } })
    .then((answer) => (answer.ok && !answer.redirected ? answer.text() : null))
    .catch(() => null);
/** Whether the session has ended: what asks by itself rests until the reader is back. */
const signedOut = () => document.querySelector("[data-signed-out]")?.hidden === false;
/** Starts what is on the page, and what comes with another conversation later. */
const each = (selector, start) => {
  const all = () => document.querySelectorAll(selector).forEach((found) => start(found));
  all();
  document.addEventListener("decorum:shown", all);
};
// `turn` is aborted when another conversation takes the place of this one.
globalThis.decorum = { send, part, signedOut, each, turn: new AbortController() };

document.addEventListener("htmx:configRequest", ({ detail }) => {
  if (csrf && detail.verb !== "get") detail.headers[csrf.dataset.header] = csrf.content;
});

const focusFirstProblem = (within) => within.querySelector?.("[data-focus]")?.focus();
focusFirstProblem(document);
document.addEventListener("htmx:load", ({ target }) => focusFirstProblem(target));

// Theme: the form works by itself; with script the page changes without a reload.
document.addEventListener("submit", (event) => {
  const form = event.target;
  if (!form.matches("[data-theme-form]")) return;
  event.preventDefault();
  const dark = root.dataset.theme
    ? root.dataset.theme === "dark"
    : matchMedia("(prefers-color-scheme: dark)").matches;
  const body = new URLSearchParams(new FormData(form));
  body.set("theme", dark ? "light" : "dark");
  root.dataset.theme = body.get("theme");
  send(form.action, { method: "POST", body, redirect: "manual" });
});

// Toasts leave after ten seconds, but not from under a hand or a focus.
const TOAST_MILLIS = 10_000;
const arm = (toast) => {
  let timer;
  const leave = () => toast.remove();
  const start = () => (timer = setTimeout(leave, TOAST_MILLIS));
  const stop = () => clearTimeout(timer);
  toast.addEventListener("pointerenter", stop);
  toast.addEventListener("focusin", stop);
  toast.addEventListener("pointerleave", start);
  toast.addEventListener("focusout", start);
  start();
};
const toasts = document.getElementById("toasts");
if (toasts) {
  const armAll = (nodes) =>
    nodes.forEach((node) => node.matches?.("[data-toast]") && arm(node));
  armAll([...toasts.children]);
  new MutationObserver((changes) => changes.forEach((change) => armAll(change.addedNodes))).observe(
    toasts,
    { childList: true },
  );
}

// A fragment that failed says so in its place and offers another try.
document.addEventListener("htmx:responseError", ({ detail }) => {
  const { xhr, target } = detail;
  if (xhr.status === 401) return decorum.signIn();
  if (xhr.getResponseHeader("Content-Type")?.startsWith("text/html")) {
    const answer = new DOMParser().parseFromString(xhr.responseText, "text/html");
    const failed = answer.querySelector(".failed");
    if (failed && toasts) {
      failed.classList.add("toast");
      failed.dataset.toast = "";
      toasts.append(document.adoptNode(failed));
    }
  }
  target?.removeAttribute("aria-busy");
});

// Lost connection.
const connection = document.querySelector("[data-connection]");
const showConnection = () => connection && (connection.hidden = navigator.onLine);
addEventListener("online", showConnection);
addEventListener("offline", showConnection);
showConnection();

// Menus are <details class="menu">: one open at a time, closed by Esc and by a click elsewhere.
const openMenus = () => document.querySelectorAll("details.menu[open]");
document.addEventListener("click", ({ target }) =>
  openMenus().forEach((menu) => {
    if (!menu.contains(target)) menu.open = false;
  }),
);
document.addEventListener("keydown", (event) => {
  const menu = event.key === "Escape" && document.activeElement?.closest("details.menu[open]");
  if (!menu) return;
  menu.open = false;
  menu.querySelector("summary").focus();
  event.stopPropagation();
});

// A select that is its own button; the button stays for those without script.
each("[data-autosubmit-button]", (button) => (button.hidden = true));
document.addEventListener("change", ({ target }) => {
  if (target.matches("[data-autosubmit]")) target.form.requestSubmit();
});

// In a long list the row that is open is in sight.
document.querySelector("[data-row][aria-current]")?.scrollIntoView({ block: "nearest" });

// A form is sent once, however often its button is pressed.
document.addEventListener("submit", (event) => {
  const form = event.target;
  if (event.defaultPrevented || form.method !== "post") return;
  if (form.ariaBusy === "true") event.preventDefault();
  form.ariaBusy = "true";
});
addEventListener("pageshow", () =>
  document.querySelectorAll("form[aria-busy]").forEach((form) => form.removeAttribute("aria-busy")),
);

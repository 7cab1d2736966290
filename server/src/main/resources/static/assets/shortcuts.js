// Keys. A control says its own key with aria-keyshortcuts or data-key; single letters work outside
// fields only, can be switched off, and never need Alt.
const { shortcuts, keys = "" } = document.documentElement.dataset;
const on = shortcuts !== "off";
const [NEXT, PREVIOUS, OPEN, GO, UNDO, LIST, SELECT] = keys.split(" ");
const FIELDS = "input:not([type=checkbox], [type=radio]), textarea, select, [contenteditable]";
let going = 0;

const visible = (element) => element.checkVisibility();
const named = (key) => {
  const all = document.querySelectorAll("[aria-keyshortcuts], [data-key]");
  return [...all].find((element) => {
    const keys = `${element.getAttribute("aria-keyshortcuts") ?? ""} ${element.dataset.key ?? ""}`;
    return keys.split(" ").includes(key) && (visible(element) || element.closest("details.menu"));
  });
};
const use = (element) => {
  if (element.matches("input, textarea")) element.focus();
  else if (element.matches("form")) element.requestSubmit(element.querySelector("button"));
  else element.click();
};

decorum.use = use;

const rows = () => [...document.querySelectorAll("[data-row]")].filter(visible);
const move = (step) => {
  const all = rows();
  const at = all.findIndex((row) => row === document.activeElement || row.ariaCurrent === "true");
  const row = all[at < 0 ? 0 : Math.max(0, Math.min(all.length - 1, at + step))];
  row?.focus();
  row?.scrollIntoView({ block: "nearest" });
};

const go = (key) => document.querySelector(`[data-go="${CSS.escape(key)}"]`)?.click();

const press = (key, shift) => {
  if (going) {
    clearTimeout(going);
    going = 0;
    return go(key);
  }
  switch (key) {
    case NEXT:
      return move(1);
    case PREVIOUS:
      return move(-1);
    case OPEN:
      return document.activeElement.closest("[data-row]")?.click();
    case GO:
      going = setTimeout(() => (going = 0), 1500);
      return;
    case SELECT: {
      const all = rows();
      const at = all.findIndex((row) => row === document.activeElement);
      return decorum.pick?.(all[at < 0 ? all.findIndex((row) => row.ariaCurrent === "true") : at], shift);
    }
    case LIST:
      return document.getElementById("keys")?.showModal();
    case UNDO:
      return [...document.querySelectorAll("[data-undo]")].at(-1)?.click();
    default: {
      const element = named(key);
      if (element) use(element);
      return element;
    }
  }
};

document.addEventListener("keydown", (event) => {
  const { key, target } = event;
  if (event.defaultPrevented || event.isComposing) return;
  const inField = target.matches(FIELDS);
  if (key === "Escape" && inField) return target.blur();
  if (!on || inField || event.ctrlKey || event.metaKey || event.altKey) return;
  if (key.length !== 1 || document.querySelector("dialog[open]")) return;
  const pressed = key.toUpperCase();
  if (event.repeat && pressed !== NEXT && pressed !== PREVIOUS) return;
  // Keys that a control handles itself.
  if (key === " ") return;
  if (press(pressed, event.shiftKey) !== undefined || pressed === LIST) event.preventDefault();
});

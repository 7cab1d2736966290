// Search or jump: pages, clients and conversations from the server, commands from this page.
const palette = document.getElementById("palette");
if (palette) {
  const PAUSE_MILLIS = 120;
  const input = palette.querySelector("input");
  const list = palette.querySelector("[role=listbox]");
  let timer;
  let asking;

  const options = () => [...list.querySelectorAll("[role=option]")];
  const chosen = () => list.querySelector("[aria-selected=true]");
  const choose = (option) => {
    options().forEach((one, at) => {
      one.id = `palette-${at}`;
      one.ariaSelected = String(one === option);
    });
    input.setAttribute("aria-activedescendant", option?.id ?? "");
    option?.scrollIntoView({ block: "nearest" });
  };

  /** The commands of this page: whatever has a key and can be used now. */
  const commands = (words) =>
    [...document.querySelectorAll("main [aria-keyshortcuts], main [data-key]")]
      .filter((control) => control.checkVisibility() || control.closest("details.menu"))
      .map((control) => {
        const name = control.labels?.[0] ?? control;
        const label = control.ariaLabel ?? name.textContent.replace(/\s*Ctrl.*/s, "").trim();
        return { control, label, key: control.getAttribute("aria-keyshortcuts") ?? control.dataset.key };
      })
      .filter(({ label }) => label.toLowerCase().split(/\s+/).some((word) => word.startsWith(words)));

  const showCommands = (words) => {
    const found = commands(words);
    if (!found.length) return;
    const group = document.createElement("div");
    group.role = "group";
    group.ariaLabel = palette.dataset.actions;
    const title = document.createElement("p");
    title.ariaHidden = "true";
    title.textContent = palette.dataset.actions;
    group.append(title);
    for (const { control, label, key } of found) {
      const option = document.createElement("button");
      option.type = "button";
      option.className = "menu__item";
      option.role = "option";
      option.tabIndex = -1;
      option.textContent = label;
      const cap = document.createElement("kbd");
      cap.textContent = key;
      option.append(cap);
      option.addEventListener("click", () => {
        palette.close();
        decorum.use(control);
      });
      group.append(option);
    }
    list.insertBefore(group, list.querySelector("[data-pages]"));
  };

  const ask = async () => {
    asking?.abort();
    asking = new AbortController();
    const words = input.value.trim();
    const answer = await decorum
      .send(`/palette?q=${encodeURIComponent(words)}`, {
        signal: asking.signal,
        headers: { "HX-Request": "true" },
      })
      .catch(() => null);
    if (!answer?.ok || words !== input.value.trim()) return;
    list.innerHTML = await answer.text();
    options().forEach((option) => (option.tabIndex = -1));
    showCommands(words.toLowerCase());
    choose(options()[0]);
  };

  input.addEventListener("input", () => {
    clearTimeout(timer);
    timer = setTimeout(ask, PAUSE_MILLIS);
  });
  palette.addEventListener("keydown", (event) => {
    const all = options();
    const at = all.indexOf(chosen());
    if (event.key === "ArrowDown") choose(all[(at + 1) % all.length]);
    else if (event.key === "ArrowUp") choose(all.at(at < 1 ? -1 : at - 1));
    else if (event.key === "Enter" && !event.isComposing) {
      const option = chosen();
      if (option?.href && (event.ctrlKey || event.metaKey)) open(option.href);
      else option?.click();
    } else return;
    event.preventDefault();
  });
  // A press beside the dialog lands on the dialog itself.
  palette.addEventListener("click", ({ target }) => target === palette && palette.close());
  palette.addEventListener("close", () => (input.value = ""));

  document.addEventListener("keydown", (event) => {
    if (!(event.ctrlKey || event.metaKey) || event.shiftKey || event.altKey || event.key !== "k") return;
    event.preventDefault();
    if (palette.open) return palette.close();
    if (document.querySelector("dialog[open]")) return;
    palette.showModal();
    ask();
  });
}

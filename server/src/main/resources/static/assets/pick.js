// What is picked from a list while one writes: a template after "/" at the start of a line or by the
// button, a colleague after "@". The words stay in the box; the list only follows them.
const TOKENS = { templates: /^\/([^/]{0,40})$/, colleagues: /(?:^|\s)@([^\s@][^@]{0,40})?$/ };
const BLANK = /\{\p{L}[\p{L}\p{N} ’'-]{0,40}\}/u;

const pickFor = (form) => {
  const picker = form.querySelector("[data-picker]");
  const area = form.elements.text;
  const list = picker.firstElementChild;
  const fetched = {};
  let kind = null;
  let from = 0;

  const shown = () => [...list.children].filter((option) => !option.hidden);
  const chosen = () => list.querySelector("[aria-selected=true]");
  const choose = (option) => {
    chosen()?.setAttribute("aria-selected", false);
    option.setAttribute("aria-selected", true);
    option.scrollIntoView({ block: "nearest" });
    area.setAttribute("aria-activedescendant", option.id);
  };
  const close = () => {
    kind = null;
    picker.hidden = true;
    area.removeAttribute("aria-activedescendant");
  };

  const open = async (name, start, query) => {
    const fresh = kind !== name;
    kind = name;
    from = start;
    const html = await (fetched[name] ??= decorum.part(picker.dataset[name]));
    fetched[name] = html;
    if (kind !== name) return;
    if (fresh) list.innerHTML = html;
    for (const option of list.children) {
      option.hidden = !option.textContent.toLowerCase().includes(query.toLowerCase());
    }
    const first = shown()[0];
    if (!first) return close();
    picker.hidden = false;
    choose(shown().includes(chosen()) ? chosen() : first);
  };

  /** Puts words where the picked ones were called for, as if they were typed. */
  const put = (words) => {
    area.focus();
    area.setSelectionRange(from, area.selectionStart);
    document.execCommand(words ? "insertText" : "delete", false, words);
  };
  const take = async (option) => {
    const { insert, mention } = option.dataset;
    const at = from;
    const { note } = picker.dataset;
    close();
    if (insert) {
      const words = await decorum.part(insert, { method: "POST" });
      if (words === null) return;
      put(words);
      const blank = words.match(BLANK);
      if (blank) area.setSelectionRange(at + blank.index, at + blank.index + blank[0].length);
    } else if (mention && note) {
      // Colleagues are named in notes: what was meant for the client waits in its own box.
      put("");
      await form.composing.save();
      sessionStorage.decorumMention = `@${mention} `;
      location.assign(note);
    } else if (mention) put(`@${mention} `);
  };

  area.addEventListener("input", () => {
    const caret = area.selectionStart;
    const begin = area.value.lastIndexOf("\n", caret - 1) + 1;
    const line = area.value.slice(Math.max(begin, caret - 80), caret);
    for (const [name, token] of Object.entries(TOKENS)) {
      const found = picker.dataset[name] && (name !== "templates" || caret - begin < 80) && line.match(token);
      if (found) return open(name, caret - (found[1] ?? "").length - 1, found[1] ?? "");
    }
    close();
  });
  area.addEventListener("keydown", (event) => {
    if (picker.hidden || event.isComposing || event.ctrlKey || event.metaKey) return;
    const options = shown();
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step) choose(options.at((options.indexOf(chosen()) + step) % options.length));
    else if (event.key === "Enter" || event.key === "Tab") take(chosen());
    else if (event.key === "Escape") close();
    else return;
    event.preventDefault();
    event.stopPropagation();
  });
  area.addEventListener("blur", close);
  list.addEventListener("pointerdown", (event) => event.preventDefault());
  list.addEventListener("click", ({ target }) => {
    const option = target.closest("[role=option]");
    if (option) take(option);
  });
  form.addEventListener("click", (event) => {
    if (!event.target.closest("[data-pick]")) return;
    event.preventDefault();
    area.focus();
    open("templates", area.selectionStart, "");
  });
  area.setAttribute("aria-controls", list.id);

  const { decorumMention } = sessionStorage;
  if (decorumMention && !picker.dataset.note) {
    sessionStorage.removeItem("decorumMention");
    from = area.value.length;
    area.setSelectionRange(from, from);
    put((area.value && !/\s$/.test(area.value) ? " " : "") + decorumMention);
  }
};

decorum.each("form[data-draft]", pickFor);

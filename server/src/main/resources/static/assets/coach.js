// The conduct coach: has the draft read while one writes, underlines what it finds, and shows it as
// cards. The server decides what is found; this asks in time, and forgets answers to older texts.
//
//   <section data-coach> … <div data-findings> … </section> beside <form id="composer" data-draft>
const ASK_MILLIS = 350;
const PAUSE_MILLIS = 1500;
const SAY_MILLIS = 3000;

/** Ranges that do not overlap, in order: what is long gives way to what is short. */
const apart = (ranges) => {
  const kept = [];
  for (const [start, end, more] of ranges.sort(([a, b], [c, d]) => b - a - (d - c))) {
    let rest = [[start, end]];
    for (const [from, to] of kept) {
      rest = rest.flatMap(([a, b]) =>
        [[a, Math.min(b, from)], [Math.max(a, to), b]].filter(([c, d]) => c < d),
      );
    }
    for (const [a, b] of rest) kept.push([a, b, more]);
  }
  return kept.sort(([a], [b]) => a - b);
};

const coach = (form, panel) => {
  const area = form.querySelector("textarea");
  const mirror = form.querySelector(".editor__mirror");
  const findings = panel.querySelector("[data-findings]");
  const sum = panel.querySelector("[data-coach-sum]");
  const say = panel.querySelector("[data-coach-say]");
  const dock = document.querySelector("[data-verdict]");
  const send = form.querySelector("[data-send]");
  let revision = 0;
  /** The text that the marks belong to, and where they are: `{ start, end, name, id }`. */
  let read = area.value;
  let marks = [];
  let asking;
  let timer;
  let pause;
  let saying;
  let held = null;
  const why = document.getElementById("send-why");

  const cards = () => [...findings.querySelectorAll("details.find")];
  const place = (element) => marks.find((mark) => mark.id === element.id);
  /** Paints the mirror anew. The blanks that the box has marked in it stay. */
  const underline = () => {
    const text = mirror.textContent;
    const all = marks.map(({ start, end, name, id }) => [start, end, { className: name, id: `mark-${id}` }]);
    let at = 0;
    for (const node of mirror.childNodes) {
      const end = at + node.textContent.length;
      if (node.localName && !node.id) all.push([at, end]);
      at = end;
    }
    at = 0;
    const parts = [];
    for (const [start, end, more] of apart(all)) {
      const mark = document.createElement("mark");
      Object.assign(mark, more).textContent = text.slice(start, end);
      parts.push(text.slice(at, start), mark);
      at = end;
    }
    mirror.replaceChildren(...parts, text.slice(at));
  };

  /** Marks move with the text until the next answer; what was changed inside is not marked. */
  const follow = () => {
    const text = area.value;
    let from = 0;
    const least = Math.min(text.length, read.length);
    while (from < least && text[from] === read[from]) from++;
    let back = 0;
    while (back < least - from && text.at(-1 - back) === read.at(-1 - back)) back++;
    const to = read.length - back;
    const shift = text.length - read.length;
    marks = marks.flatMap((mark) => {
      if (mark.end <= from) return [mark];
      if (mark.start >= to) return [{ ...mark, start: mark.start + shift, end: mark.end + shift }];
      return [];
    });
    read = text;
    underline();
  };

  const announce = (text) => {
    clearTimeout(saying);
    if (sum.textContent === text) return;
    // The first word at once, the next not before the last was heard.
    saying = setTimeout(() => {
      sum.said = Date.now();
      sum.textContent = text;
    }, (sum.said ?? 0) + SAY_MILLIS - Date.now());
  };

  const block = (reason) => {
    why.hidden = !reason;
    why.textContent = reason;
    send.ariaDisabled = reason ? "true" : null;
  };

  const show = (html) => {
    const open = cards().find((card) => card.open)?.id;
    const focused = findings.contains(document.activeElement);
    findings.innerHTML = html;
    const { dataset } = findings.firstElementChild;
    panel.querySelector("[data-coach-tag]").textContent = dataset.verdict;
    if (dock) dock.textContent = dataset.verdict;
    announce(dataset.summary);
    block(dataset.why);
    held = dataset.held?.split(" ").map(Number) ?? null;
    read = area.value;
    marks = [...findings.querySelectorAll("[data-find]")].flatMap((element, i) => {
      element.id ||= `promise-${i}`;
      if (!element.dataset.find) return [];
      const [start, end] = element.dataset.find.split(" ").map(Number);
      return [{ start, end, name: element.dataset.kind, id: element.id }];
    });
    underline();
    for (const { dataset: one } of findings.querySelectorAll("[data-asked]")) {
      const number = document.getElementById(`q-${one.asked}`);
      if (number) {
        number.className = `askno askno--${one.state}`;
        number.ariaLabel = number.dataset[one.state];
      }
    }
    const again = cards().find((card) => card.id === open);
    if (again) again.open = true;
    if (focused) (again?.querySelector("summary") ?? area).focus();
  };

  /** Has the text read as it is now. Nothing is judged where `caret` is. */
  const ask = async (settled, caret, dismiss) => {
    clearTimeout(timer);
    if (decorum.signedOut()) return;
    asking?.abort();
    asking = new AbortController();
    const asked = ++revision;
    const body = new URLSearchParams({ text: area.value, revision: asked, caret, settled });
    body.set("shown", cards().map((card) => card.id.slice(2)));
    if (form.elements.client) body.set("client", form.elements.client.value);
    if (dismiss) body.set("dismiss", dismiss);
    const { signal } = asking;
    const html = await decorum.part(`${form.dataset.draft}/check`, { method: "POST", body, signal });
    if (signal.aborted) return;
    if (html === null) return announce(panel.dataset.unavailable);
    if (html.includes(`data-revision="${revision}"`)) show(html);
  };
  const all = (dismiss) => ask(true, -1, dismiss);

  /** What was asked about a text that has changed or leaves is not waited for. */
  const drop = () => {
    clearTimeout(timer);
    clearTimeout(pause);
    asking?.abort();
  };
  const written = () => {
    revision++;
    follow();
    drop();
    timer = setTimeout(() => ask(false, area.selectionStart), ASK_MILLIS);
    pause = setTimeout(() => ask(true, area.selectionStart), PAUSE_MILLIS);
  };
  // After the box has written the mirror, which it does at the same event.
  form.addEventListener("input", ({ target, inputType }) => {
    if (target !== area) return;
    written();
    if (inputType === "insertFromPaste") ask(true, area.selectionStart);
  });
  // What waited for the end of a sentence is said when one leaves it.
  const left = () => {
    if (!held) return;
    const [start, end] = held;
    const away = document.activeElement !== area;
    if (away || area.selectionStart < start || area.selectionStart > end) {
      held = null;
      all();
    }
  };
  area.addEventListener("blur", () => setTimeout(left));
  document.addEventListener("selectionchange", left, decorum.turn);

  const openCard = (card) => {
    for (const other of cards()) other.open = other === card;
    document.querySelectorAll(".m-active").forEach((mark) => mark.classList.remove("m-active"));
    document.getElementById(`mark-${card.id}`)?.classList.add("m-active");
    say.textContent = card.querySelector("h3").textContent;
  };
  const select = (card) => {
    const mark = place(card);
    if (!mark) return;
    area.focus();
    area.setSelectionRange(mark.start, mark.end);
  };
  const sheet = () => {
    const context = panel.closest("[popover]");
    if (context && !panel.checkVisibility()) context.showPopover();
  };
  const visit = (card) => {
    openCard(card);
    if (!panel.checkVisibility() || place(card)) select(card);
    card.scrollIntoView({ block: "nearest" });
  };
  const step = (by) => {
    const known = cards();
    const at = known.findIndex((card) => card.open);
    const next = known.at((at < 0 && by < 0 ? 0 : at) + by) ?? known[0];
    if (next) visit(next);
  };

  const put = (button) => {
    const [start, end] = button.dataset.fix.split(" ").map(Number);
    if (read !== area.value) return;
    area.focus();
    area.setSelectionRange(start, end);
    // Typed and not set, so that the browser's own undo takes it back.
    const { text } = button.dataset;
    if (!document.execCommand("insertText", false, text)) {
      area.setRangeText(text, start, end, "end");
      area.dispatchEvent(new Event("input", { bubbles: true }));
    }
    clearTimeout(pause);
    all();
  };

  document.addEventListener("keydown", (event) => {
    if (event.isComposing) return;
    if (event.key === "F8") {
      event.preventDefault();
      step(event.shiftKey ? -1 : 1);
    }
    if (event.key === "Enter" && event.altKey) {
      const card = cards().find((each) => each.open);
      const button = card?.querySelector("[data-fix]");
      if (!button) return;
      event.preventDefault();
      put(button);
    }
  }, decorum.turn);
  findings.addEventListener("toggle", ({ target }) => target.open && openCard(target), true);
  findings.addEventListener("click", async (event) => {
    const button = event.target.closest("button");
    const card = event.target.closest("details.find");
    if (!button) return;
    event.preventDefault();
    if ("fix" in button.dataset) put(button);
    if ("edit" in button.dataset) {
      panel.closest("[popover]:popover-open")?.hidePopover();
      select(card);
    }
    if ("dismiss" in button.dataset) {
      // It is kept with the draft: there has to be one.
      await form.composing.save();
      all(button.value);
      area.focus();
    }
    if ("askLead" in button.dataset) {
      panel.closest("[popover]:popover-open")?.hidePopover();
      const colleague = form.querySelector("[name=colleague]");
      if (!colleague) return;
      colleague.closest("details").open = true;
      colleague.focus();
    }
  });
  // A mark lies behind the text: where the caret comes to stand is what was meant.
  area.addEventListener("click", () => {
    const at = area.selectionStart;
    const mark = marks.find(({ start, end, id }) => start <= at && at <= end && id.startsWith("f-"));
    const card = mark && document.getElementById(mark.id);
    if (card) openCard(card);
  });
  // The server stops it too; here one sees at once what it is about.
  form.addEventListener(
    "submit",
    (event) => {
      if (why.hidden || read !== area.value || event.submitter?.hasAttribute("formaction")) return drop();
      event.preventDefault();
      event.stopImmediatePropagation();
      sheet();
      const [card] = cards();
      visit(card);
      card.querySelector("summary").focus();
    },
    true,
  );

  document.addEventListener("decorum:signed-in", () => all(), decorum.turn);
  decorum.turn.signal.addEventListener("abort", drop);
  // What the client writes meanwhile brings new questions.
  const thread = document.querySelector(".thread");
  if (thread) new MutationObserver(() => all()).observe(thread, { childList: true });
  form.querySelector("[data-read]")?.remove();
  all();
};

decorum.each("#composer:not(.composer--note)", (box) => {
  const column = document.querySelector("[data-coach]");
  if (column && box.composing) coach(box, column);
});

// The box to write in: grows with the text, keeps every word within a second, sends on Ctrl Enter.
//
//   <form data-draft="/drafts/reply-4821" data-revision="3"> … <span data-saved></span>
//
// The server holds the truth; this device keeps a copy only while the server cannot be reached, for
// each window its own.
const SAVE_MILLIS = 700;
const FIELDS = ["text", "subject", "to", "cc", "bcc"];
const KEPT_MILLIS = 7 * 24 * 3600 * 1000;
const PREFIX = "decorum-draft ";
/** A text longer than the box is tall needs no measuring. */
const MEASURED = 20_000;
/** What is still to be said, as the server knows it too. */
const BLANK = /(\{\p{L}[\p{L}\p{N} ’'-]{0,40}\})/u;
const words = document.body.dataset;

/** What could not be brought to the server: `{fields, base, at}` by writer, draft and window. */
const device = {
  window: (sessionStorage.decorumWindow ??= crypto.randomUUID?.() ?? `${Math.random()}`),
  prefix: (form) => `${PREFIX}${words.member} ${form.dataset.draft} `,
  keep: (form, fields) => {
    const copy = { fields, base: Number(form.dataset.revision), at: Date.now() };
    try {
      localStorage.setItem(device.prefix(form) + device.window, JSON.stringify(copy));
    } catch {
      // No room: the text is still in the box, and saved as soon as the server answers.
    }
  },
  keys: (prefix) => Object.keys(localStorage).filter((key) => key.startsWith(prefix)),
  take: (form) =>
    device.keys(device.prefix(form)).map((key) => {
      const copy = JSON.parse(localStorage.getItem(key));
      localStorage.removeItem(key);
      return copy;
    }),
  forget: (form) => localStorage.removeItem(device.prefix(form) + device.window),
  forgetOld: () =>
    device
      .keys(PREFIX)
      .filter((key) => JSON.parse(localStorage.getItem(key)).at < Date.now() - KEPT_MILLIS)
      .forEach((key) => localStorage.removeItem(key)),
};

const compose = (form) => {
  const area = form.querySelector("textarea");
  const mirror = form.querySelector(".editor__mirror");
  const saved = form.querySelector("[data-saved]");
  const revision = () => Number(form.dataset.revision);
  let timer;
  let saving = null;
  let dirty = false;
  let failing = false;
  /** What another window made of this draft meanwhile: nothing is saved until one is chosen. */
  let theirs = null;
  const quarrel = form.querySelector("[data-quarrel]");
  const held = new Set();
  /** The revision that the page before this one may still have written while it closed. */
  let ownLast = -1;

  const content = () => {
    const data = new FormData(form);
    return Object.fromEntries(FIELDS.filter((name) => data.has(name)).map((name) => [name, data.get(name)]));
  };
  const set = (name, value) => {
    const field = form.elements[name];
    if (!field) return;
    field.value = value;
    field.dispatchEvent(new Event("composer:set"));
  };
  const say = (key) => {
    if (!saved) return;
    const time = new Date().toLocaleTimeString([], { hour: "2-digit", minute: "2-digit" });
    saved.textContent = words[key].replace("{0}", time);
  };
  const grow = () => {
    // Nothing here asks where things stand: that would lay the page out at every key.
    // One more line than the text, so that the last one is never hidden.
    const parts = `${area.value.slice(0, MEASURED)} \n`.split(BLANK);
    mirror.replaceChildren(
      ...parts.map((part, i) => {
        if (i % 2 === 0) return part;
        const mark = document.createElement("mark");
        mark.textContent = part;
        return mark;
      }),
    );
  };

  const adopt = ({ draft, revision: newer }) => {
    device.forget(form);
    form.dataset.draft = draft;
    form.dataset.revision = newer;
    quarrel.hidden = true;
    theirs = null;
    if (form.elements.revision) form.elements.revision.value = newer;
    if (form.elements.draft) form.elements.draft.value = draft.split("new-").at(-1);
  };

  const save = async () => {
    clearTimeout(timer);
    if (saving) {
      await saving;
      return dirty ? save() : undefined;
    }
    if (!dirty || theirs) return;
    dirty = false;
    const fields = content();
    const body = JSON.stringify({ ...fields, revision: revision() });
    saving = decorum
      .send(form.dataset.draft, {
        method: "PUT",
        // Outlives the page; browsers allow that for small bodies only.
        keepalive: body.length < 20_000,
        headers: { "Content-Type": "application/json" },
        body,
      })
      .then(async (answer) => {
        if (answer.status !== 409 && (!answer.ok || answer.redirected)) throw new Error();
        const kept = await answer.json();
        failing = false;
        if (answer.ok) {
          adopt(kept);
          return say("draftSaved");
        }
        dirty = true;
        if (kept.revision !== ownLast && kept.theirs.text !== fields.text) {
          theirs = kept;
          quarrel.hidden = false;
          return device.keep(form, fields);
        }
        ownLast = -1;
        adopt(kept);
        timer = setTimeout(save);
      })
      .catch(() => {
        dirty = failing = true;
        device.keep(form, fields);
        say("draftHere");
        timer = setTimeout(save, 5000);
      })
      .finally(() => (saving = null));
    return saving;
  };

  form.addEventListener("input", ({ target }) => {
    if (target === area) grow();
    if (target.type === "file") return;
    dirty = true;
    clearTimeout(timer);
    timer = setTimeout(save, SAVE_MILLIS);
  });
  quarrel.addEventListener("click", ({ target }) => {
    const newer = theirs;
    if (!newer || !target.closest("button")) return;
    adopt(newer);
    dirty = true;
    if (target.closest("[data-theirs]")) {
      for (const name of FIELDS) if (name !== "text") set(name, newer.theirs[name] ?? "");
      // Typed and not set, so that the browser's own undo brings back what stood here.
      area.focus();
      area.select();
      if (!document.execCommand("insertText", false, newer.theirs.text)) area.value = "";
      grow();
    }
    save();
  });
  // A browser takes minutes to paste a megabyte line by line; put in as a whole it takes none.
  area.addEventListener("paste", (event) => {
    const text = event.clipboardData.getData("text/plain");
    if (text.length < MEASURED) return;
    event.preventDefault();
    area.setRangeText(text, area.selectionStart, area.selectionEnd, "end");
    area.dispatchEvent(new Event("input", { bubbles: true }));
  });
  area.addEventListener("scroll", () => (mirror.scrollTop = area.scrollTop));
  form.addEventListener("keydown", (event) => {
    if (event.key !== "Enter" || !(event.ctrlKey || event.metaKey) || event.isComposing) return;
    event.preventDefault();
    form.requestSubmit(form.querySelector("[data-send]"));
  });
  // Sent is what the server has: should the message not get through, nothing is lost with it.
  form.addEventListener("submit", async (event) => {
    clearTimeout(timer);
    if (theirs) adopt(theirs);
    if (!dirty && !saving && !held.size) return device.forget(form);
    event.preventDefault();
    await Promise.allSettled([...held]);
    await save();
    if (!dirty) form.requestSubmit(event.submitter);
  });
  const enter = () => {
    area.focus();
    area.setSelectionRange(area.value.length, area.value.length);
  };
  form.querySelectorAll("[data-composer-switch]").forEach((link) =>
    link.addEventListener("click", async (event) => {
      if (link.ariaCurrent === "true") {
        event.preventDefault();
        return enter();
      }
      if (!dirty && !saving) return;
      event.preventDefault();
      await save();
      location.assign(link.href);
    }),
  );
  document.addEventListener("decorum:signed-in", save, decorum.turn);
  const leave = () => {
    if (!dirty) return;
    device.keep(form, content());
    if (!failing) save();
  };
  addEventListener("pagehide", leave, decorum.turn);

  // What the last page on this device could not be sure to have saved.
  for (const left of device.take(form)) {
    if (area.value.includes(left.fields.text)) continue;
    if (revision() > left.base + 1) area.value += `\n\n${left.fields.text}`;
    else {
      for (const name of FIELDS) if (name in left.fields) set(name, left.fields[name]);
    }
    ownLast = left.base + 1;
    dirty = true;
    device.keep(form, content());
  }
  save();
  grow();
  /** For what else the box can do: `hold` makes sending wait. */
  form.composing = {
    idle: () => !dirty && !saving && !held.size,
    save: () => ((dirty = true), save()),
    hold: (promise) => {
      held.add(promise);
      promise.finally(() => held.delete(promise));
    },
  };
  // The browser puts the keyboard where the address points, but in front of the words.
  if (location.hash === "#text") area.setSelectionRange(area.value.length, area.value.length);
};

device.forgetOld();
decorum.each("form[data-draft]", compose);

// The newest message is the one to read first.
const thread = document.querySelector(".thread[role=log]");
if (thread && !location.hash.startsWith("#m")) thread.scrollTop = thread.scrollHeight;

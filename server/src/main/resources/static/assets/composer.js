// The box to write in: grows with the text, keeps every word within a second, sends on Ctrl Enter.
//
//   <form data-draft="/drafts/reply-4821" data-revision="3"> … <span data-saved></span>
//
// The server holds the truth; this device keeps a copy only while the server cannot be reached.
const SAVE_MILLIS = 700;
const FIELDS = ["text", "subject", "to", "cc", "bcc"];
const KEPT_MILLIS = 7 * 24 * 3600 * 1000;
const PREFIX = "decorum-draft ";
const words = document.body.dataset;

/** What could not be brought to the server, on this device: `{fields, base, at}` by draft. */
const device = {
  keep: (draft, fields, base) =>
    localStorage.setItem(PREFIX + draft, JSON.stringify({ fields, base, at: Date.now() })),
  find: (draft) => JSON.parse(localStorage.getItem(PREFIX + draft)),
  forget: (draft) => localStorage.removeItem(PREFIX + draft),
  forgetOld: () =>
    Object.keys(localStorage)
      .filter((key) => key.startsWith(PREFIX))
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
  /** The revision that the page before this one may still have written while it closed. */
  let ownLast = -1;

  const content = () => {
    const fields = {};
    for (const name of FIELDS) if (form.elements[name]) fields[name] = form.elements[name].value;
    return fields;
  };
  const say = (key) => {
    if (!saved) return;
    const time = new Date().toLocaleTimeString([], { hour: "2-digit", minute: "2-digit" });
    saved.textContent = words[key].replace("{0}", time);
  };
  const grow = () => {
    // One more line than the text, so that the last one is never hidden.
    if (mirror) mirror.textContent = `${area.value} \n`;
  };

  const adopt = ({ draft, revision: newer }) => {
    device.forget(form.dataset.draft);
    form.dataset.draft = draft;
    form.dataset.revision = newer;
    if (form.elements.revision) form.elements.revision.value = newer;
    if (form.elements.draft) form.elements.draft.value = draft.split("new-").at(-1);
  };

  const save = async () => {
    clearTimeout(timer);
    if (saving) {
      await saving;
      return dirty ? save() : undefined;
    }
    if (!dirty) return;
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
        if (kept.revision !== ownLast) {
          device.keep(form.dataset.draft, fields, revision());
          return say("draftElsewhere");
        }
        ownLast = -1;
        adopt(kept);
        dirty = true;
        timer = setTimeout(save);
      })
      .catch(() => {
        dirty = failing = true;
        device.keep(form.dataset.draft, fields, revision());
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
  form.addEventListener("keydown", (event) => {
    if (event.key !== "Enter" || !(event.ctrlKey || event.metaKey) || event.isComposing) return;
    event.preventDefault();
    form.requestSubmit(form.querySelector("[data-send]") ?? form.querySelector("button:not([name])"));
  });
  form.addEventListener("change", ({ target }) => {
    const picked = form.querySelector("[data-picked]");
    if (target.matches("[data-files]") && picked) {
      picked.textContent = [...target.files].map((file) => file.name).join(", ");
    }
  });
  form.addEventListener("submit", () => {
    clearTimeout(timer);
    dirty = false;
    device.forget(form.dataset.draft);
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
  addEventListener("pagehide", () => {
    if (!dirty) return;
    device.keep(form.dataset.draft, content(), revision());
    if (!failing) save();
  });

  // What the last page on this device could not be sure to have saved.
  const left = device.find(form.dataset.draft);
  if (left?.fields.text === area.value) device.forget(form.dataset.draft);
  else if (left) {
    if (revision() > left.base + 1) area.value += `\n\n${left.fields.text}`;
    else {
      for (const name of FIELDS) {
        if (form.elements[name] && name in left.fields) form.elements[name].value = left.fields[name];
      }
    }
    ownLast = left.base + 1;
    dirty = true;
    save();
  }
  grow();
  // The browser puts the keyboard where the address points, but in front of the words.
  if (location.hash === "#text") area.setSelectionRange(area.value.length, area.value.length);
};

device.forgetOld();
document.querySelectorAll("form[data-draft]").forEach(compose);

// The newest message is the one to read first.
const thread = document.querySelector(".thread[role=log]");
if (thread && !location.hash.startsWith("#m")) thread.scrollTop = thread.scrollHeight;

// The box to write in: grows with the text, keeps every word within a second, sends on Ctrl Enter.
//
//   <form data-draft="/drafts/reply-4821" data-revision="3"> … <span data-saved></span>
//
// The server holds the truth; this device keeps a copy only while the server cannot be reached.
const SAVE_MILLIS = 700;
const FIELDS = ["text", "subject", "to", "cc", "bcc"];
const words = document.body.dataset;

const compose = (form) => {
  const area = form.querySelector("textarea");
  const mirror = form.querySelector(".editor__mirror");
  const saved = form.querySelector("[data-saved]");
  const offline = () => `decorum-draft ${form.dataset.draft}`;
  let timer;
  let saving = null;
  let dirty = false;

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

  const save = async () => {
    clearTimeout(timer);
    if (saving) {
      await saving;
      return dirty ? save() : undefined;
    }
    if (!dirty) return;
    dirty = false;
    const fields = content();
    saving = decorum
      .send(form.dataset.draft, {
        method: "PUT",
        keepalive: true,
        headers: { "Content-Type": "application/json" },
        body: JSON.stringify({ ...fields, revision: Number(form.dataset.revision) }),
      })
      .then(async (answer) => {
        if (answer.status === 409) return say("draftElsewhere");
        if (!answer.ok || answer.redirected) throw new Error(answer.status);
        const { draft, revision } = await answer.json();
        localStorage.removeItem(offline());
        form.dataset.draft = draft;
        form.dataset.revision = revision;
        if (form.elements.revision) form.elements.revision.value = revision;
        if (form.elements.draft) form.elements.draft.value = draft.split("new-").at(-1);
        say("draftSaved");
      })
      .catch(() => {
        dirty = true;
        localStorage.setItem(offline(), JSON.stringify(fields));
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
    localStorage.removeItem(offline());
  });
  form.querySelectorAll("[data-composer-switch]").forEach((link) =>
    link.addEventListener("click", async (event) => {
      if (!dirty && !saving) return;
      event.preventDefault();
      await save();
      location.assign(link.href);
    }),
  );
  addEventListener("pagehide", save);

  const left = localStorage.getItem(offline());
  if (left) {
    const fields = JSON.parse(left);
    if (fields.text !== area.value) {
      for (const name of FIELDS) if (form.elements[name] && name in fields) form.elements[name].value = fields[name];
      dirty = true;
      save();
    } else localStorage.removeItem(offline());
  }
  grow();
};

document.querySelectorAll("form[data-draft]").forEach(compose);

// The newest message is the one to read first.
const thread = document.querySelector(".thread[role=log]");
if (thread && !location.hash.startsWith("#m")) thread.scrollTop = thread.scrollHeight;

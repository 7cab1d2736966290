// Recipients one by one: what is typed is read by the server and shown as chips beside the field.
// A field keeps its name and what is still being typed; the form adds the chips when it is read.
const NAMES = ["to", "cc", "bcc"];

const gather = (form) => {
  const place = form.querySelector("[data-people]");
  if (!place) return;
  const whom = form.querySelector("details.composer__to > summary > b");
  const field = (name) => form.elements[name];
  const chips = (name) => [...form.querySelectorAll(`[data-chips=${name}] > li`)];
  const whole = (name) =>
    [...chips(name).map((chip) => chip.dataset.typed), field(name).value.trim()]
      .filter(Boolean)
      .join(", ");

  /** Puts the chips that the server sent beside their fields. */
  const show = () => {
    for (const name of NAMES) {
      const list = place.querySelector(`[data-chips=${name}]`);
      if (!list) continue;
      form.querySelectorAll(`[data-chips=${name}]`).forEach((old) => old !== list && old.remove());
      field(name).before(list);
      list.hidden = !list.children.length;
    }
    if (!whom) return;
    whom.textContent = chips("to").map((chip) => chip.textContent.trim()).join(", ") || "…";
    whom.nextElementSibling.textContent = "";
  };

  let asked = 0;
  const read = async () => {
    const turn = ++asked;
    const typed = Object.fromEntries(NAMES.map((name) => [name, field(name).value]));
    const body = new URLSearchParams(NAMES.map((name) => [name, whole(name)]));
    const html = await decorum.part(place.dataset.people, { method: "POST", body });
    // Without an answer everything stays as it was typed, and is sent so. Asked once more meanwhile,
    // the later answer holds all that this one does.
    if (html === null || turn !== asked) return;
    if (NAMES.some((name) => !field(name).value.startsWith(typed[name]))) return;
    for (const name of NAMES) field(name).value = field(name).value.slice(typed[name].length);
    place.innerHTML = html;
    show();
  };

  const changed = () => field("to").dispatchEvent(new Event("input", { bubbles: true }));
  const isWhole = (text) => /[,;\n]$/.test(text) && (text.match(/"/g) ?? []).length % 2 === 0;

  for (const name of NAMES) {
    const input = field(name);
    // The browser sees no chips; that nobody is named is said by the server.
    input.required = false;
    input.addEventListener("input", () => isWhole(input.value) && read());
    input.addEventListener("paste", () => setTimeout(() => input.value.includes("@") && read()));
    input.addEventListener("change", () => input.value.trim() && read());
    input.addEventListener("keydown", (event) => {
      if (event.isComposing) return;
      if (event.key === "Enter" && !event.ctrlKey && !event.metaKey) {
        event.preventDefault();
        if (input.value.trim()) read();
      }
      const last = chips(name).at(-1);
      if (event.key !== "Backspace" || input.value || !last) return;
      event.preventDefault();
      input.value = last.dataset.typed;
      last.remove();
      changed();
    });
    // A draft that came back from elsewhere stands in the field as a whole.
    input.addEventListener("composer:set", () => {
      chips(name).forEach((chip) => chip.remove());
      read();
    });
  }
  form.addEventListener("click", ({ target }) => {
    const chip = target.closest("[data-drop]")?.closest("li");
    if (!chip) return;
    const { chips: name } = chip.parentNode.dataset;
    chip.remove();
    changed();
    read();
    field(name).focus();
  });
  form.addEventListener("formdata", ({ formData }) =>
    NAMES.forEach((name) => formData.set(name, whole(name))),
  );

  show();
  for (const name of NAMES) {
    if (field(name).value === field(name).defaultValue) field(name).value = "";
    else field(name).dispatchEvent(new Event("composer:set"));
  }
};

decorum.each("form[data-draft]", gather);

// Files of a draft: picked, pasted or dropped, they go to the server at once, one after the other.
const MOST = 50;
const MOST_BYTES = 25 << 20;

const attach = (form) => {
  const list = form.querySelector("[data-held]");
  const picked = form.querySelector("[data-picked]");
  const { adding, broken, many, large } = list.dataset;
  const count = () => list.querySelectorAll("li").length;
  let line = Promise.resolve();

  const show = (html) => {
    list.innerHTML = html;
    htmx.process(list);
  };
  const refuse = (text) => {
    const told = [...list.querySelectorAll(".failed")].map((shown) => shown.textContent);
    if (told.includes(text)) return;
    const failed = document.createElement("p");
    failed.className = "failed";
    failed.setAttribute("role", "alert");
    failed.textContent = text;
    list.append(failed);
  };

  /** With XMLHttpRequest, which tells how far it is. */
  const upload = (file) =>
    new Promise((done) => {
      const request = new XMLHttpRequest();
      const body = new FormData();
      body.append("file", file, file.name || "file");
      const tell = (part) =>
        (picked.textContent = adding.replace("{0}", file.name).replace("{1}", part));
      request.upload.onprogress = ({ loaded, total }) => tell(Math.floor((loaded / total) * 10) * 10);
      request.onloadend = () => {
        picked.textContent = "";
        const { status } = request;
        if ((status === 200 && !request.responseURL.includes("sign-in")) || status === 422) {
          show(request.responseText);
        } else refuse(status === 413 ? large : broken.replace("{0}", file.name));
        done();
      };
      request.open("POST", `${form.dataset.draft}/files`);
      const csrf = document.querySelector("meta[name=csrf]");
      if (csrf) request.setRequestHeader(csrf.dataset.header, csrf.content);
      tell(0);
      request.send(body);
    });

  const add = (files) => {
    list.querySelectorAll(".failed").forEach((shown) => shown.remove());
    for (const file of files) {
      line = line.then(async () => {
        if (count() >= MOST) return refuse(many);
        if (file.size > MOST_BYTES) return refuse(`${file.name}: ${large}`);
        // The draft may have no name yet.
        if (form.dataset.revision === "0") await form.composing.save();
        await upload(file);
      });
    }
    form.composing.hold(line);
  };

  form.addEventListener("change", ({ target }) => {
    if (!target.matches("[data-files]")) return;
    add([...target.files]);
    target.value = "";
  });
  form.addEventListener("paste", (event) => {
    const { files, types } = event.clipboardData;
    // A table copied in an office program comes as words and as a picture of them.
    if (!files.length || types.includes("text/plain")) return;
    event.preventDefault();
    add([...files]);
  });
  for (const name of ["dragenter", "dragover", "dragleave", "drop"]) {
    form.addEventListener(name, (event) => {
      if (!event.dataTransfer.types.includes("Files")) return;
      event.preventDefault();
      form.classList.toggle("composer--drop", name.startsWith("drage") || name === "dragover");
      if (name === "drop") add([...event.dataTransfer.files]);
    });
  }
  list.addEventListener("click", async (event) => {
    const button = event.target.closest("[data-remove]");
    if (!button) return;
    event.preventDefault();
    const left = await decorum.part(button.formAction, { method: "POST" });
    if (left !== null) show(left);
    (list.querySelector("[data-remove]") ?? form.querySelector("[data-files]")).focus();
  });
};

decorum.each("form[data-draft]", attach);

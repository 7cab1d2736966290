// Signing in again on top of a page, so that what it holds stays as it is.
const dialog = document.getElementById("sign-in");
const bar = document.querySelector("[data-signed-out]");

const read = async (answer) => new DOMParser().parseFromString(await answer.text(), "text/html");

/** Takes the tokens of a new session over from a fresh copy of this page. */
const renew = async () => {
  const fresh = await read(await fetch(location.href));
  const csrf = fresh.querySelector("meta[name=csrf]");
  // Somebody else sits here now: nothing of this page is theirs.
  if (fresh.body.dataset.member !== document.body.dataset.member) return location.reload();
  document.querySelector("meta[name=csrf]").content = csrf.content;
  const name = fresh.querySelector("form[method=post] input[type=hidden]").name;
  document.getElementsByName(name).forEach((field) => (field.value = csrf.content));
  bar.hidden = true;
  dialog.close();
  document.dispatchEvent(new Event("decorum:signed-in"));
};

const show = (page) => {
  dialog.lastChild.replaceChildren(...page.querySelectorAll(".plain__box > :not(h1, .notice)"));
  dialog.querySelector("[data-focus], input:not([type=hidden])")?.focus();
};

const signIn = async () => {
  if (!dialog || dialog.open) return;
  const answer = await fetch("/sign-in").catch(() => null);
  if (!answer?.ok) return;
  // Another tab has signed in meanwhile.
  if (answer.redirected) return renew();
  dialog.showModal();
  show(await read(answer));
};

if (dialog) {
  bar.querySelector("[data-sign-in]").addEventListener("click", (event) => {
    event.preventDefault();
    signIn();
  });
  dialog.addEventListener("submit", async (event) => {
    event.preventDefault();
    event.stopPropagation();
    const answer = await fetch(event.target.action, {
      method: "POST",
      body: new URLSearchParams(new FormData(event.target)),
      redirect: "manual",
    }).catch(() => null);
    if (answer?.type === "opaqueredirect") renew();
    else if (answer) show(await read(answer));
  });
  // A form of the page would lead away from it.
  document.addEventListener(
    "submit",
    (event) => {
      if (bar.hidden || dialog.contains(event.target)) return;
      event.preventDefault();
      event.stopPropagation();
      signIn();
    },
    true,
  );
}
decorum.signIn = signIn;

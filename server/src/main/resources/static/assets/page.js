// Behaviour that every page has: the token on htmx requests, and focus on what went wrong.
const csrf = document.querySelector("meta[name=csrf]");
document.addEventListener("htmx:configRequest", (event) => {
  if (csrf && event.detail.verb !== "get") event.detail.headers[csrf.dataset.header] = csrf.content;
});
document.querySelector("[data-focus]")?.focus();

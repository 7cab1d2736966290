// Who else looks at a conversation or writes in it. A page says every ten seconds that its reader is
// there, and asks who else is when the stream has news of a conversation it shows.
const BEAT_MILLIS = 10_000;
const places = () => [...document.querySelectorAll("[data-presence]")];
let here;
let typed = 0;
let state;
let asking;

const say = (now) => {
  if (decorum.signedOut()) return;
  state = now;
  decorum.send(`/c/${here}/presence?state=${now}`, { method: "POST", keepalive: true }).catch(() => {});
};
const beat = () =>
  here && !document.hidden && say(Date.now() - typed < 2 * BEAT_MILLIS ? "writing" : "viewing");
const gone = () => here && say("gone");

const ask = async () => {
  const all = places();
  if (!all.length || document.hidden || decorum.signedOut()) return;
  const html = await decorum.part(`/presence?c=${all.map(({ dataset }) => dataset.presence)}`);
  if (html === null) return;
  const answer = document.createElement("template");
  answer.innerHTML = html;
  for (const place of all) {
    const who = answer.content.querySelector(`[data-present="${place.dataset.presence}"]`)?.innerHTML ?? "";
    if (place.innerHTML !== who) place.innerHTML = who;
  }
};
const soon = (millis) => {
  clearTimeout(asking);
  asking = setTimeout(ask, millis);
};

decorum.each("[data-presence-here]", ({ dataset }) => {
  here = dataset.presenceHere;
  typed = 0;
  beat();
  soon(200);
  decorum.turn.signal.addEventListener("abort", () => {
    gone();
    here = null;
  });
});
setInterval(beat, BEAT_MILLIS);
document.addEventListener("input", ({ target }) => {
  if (!here || !target.matches("[data-draft] textarea")) return;
  typed = Date.now();
  if (state !== "writing") say("writing");
});
addEventListener("pagehide", gone);
document.addEventListener("decorum:signed-in", beat);
document.addEventListener("visibilitychange", () => {
  if (document.hidden) gone();
  else beat();
  soon(200);
});
soon(200);
// Whoever falls silent says no goodbye.
setInterval(() => places().some((place) => place.firstChild) && ask(), 3 * BEAT_MILLIS);
document.addEventListener("live:presence", ({ detail }) => {
  if (places().some(({ dataset }) => dataset.presence === detail.id)) soon(150);
});
document.addEventListener("live:shown", ({ target }) => {
  if (target.querySelector("[data-presence]")) soon(150);
});

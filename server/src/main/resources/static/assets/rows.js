// Rows of a list that are chosen, to do something with many at once. The form works by itself; this
// counts, and chooses all rows up to one with Shift.
const bulk = document.getElementById("bulk");
if (bulk) {
  const BOX = ".qrow__pick";
  const boxes = () => [...document.querySelectorAll(BOX)];
  const count = bulk.querySelector("[data-chosen]");
  let last = null;

  const tell = () => {
    const chosen = boxes().filter((box) => box.checked).length;
    count.textContent = bulk.elements.all.checked || !chosen ? "" : count.dataset.chosen.replace("{0}", chosen);
  };
  const choose = (box, checked, range) => {
    const all = boxes();
    const from = range ? all.findIndex(({ value }) => value === last) : -1;
    const to = all.indexOf(box);
    const some = from < 0 ? [box] : all.slice(Math.min(from, to), Math.max(from, to) + 1);
    for (const one of some) one.checked = checked;
    last = box.value;
    tell();
  };
  /** Chooses a row, or no longer; with Shift all from the one before to it. */
  decorum.pick = (row, range) => {
    const box = row?.parentElement.querySelector(BOX);
    if (box) choose(box, range || !box.checked, range);
    return box ?? undefined;
  };

  document.addEventListener("click", (event) => {
    const { target, shiftKey } = event;
    if (target.matches(BOX)) choose(target, target.checked, shiftKey);
    else if (shiftKey && target.closest("[data-row]") && last) {
      event.preventDefault();
      decorum.pick(target.closest("[data-row]"), true);
    }
  });
  bulk.addEventListener("reset", () => {
    document.getElementById("choosing").checked = false;
    setTimeout(tell);
  });
  bulk.addEventListener("change", tell);
}

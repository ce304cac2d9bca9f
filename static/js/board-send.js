// What is sent to the server, and what is done with the answer.
export const root = document.getElementById("bord");

export function send(url, values) {
  return window.htmx.ajax("POST", url, { source: root, values, swap: "none" });
}

// Whether there was one to close.
export function closeDialogs() {
  const dialogs = document.querySelectorAll("dialog[open]");
  for (const dialog of dialogs) dialog.close();
  return dialogs.length > 0;
}

function isShown(element) {
  return element.getClientRects().length > 0;
}

export function cardOf(visit) {
  return [...root.querySelectorAll(`.visit[data-visit="${visit}"]`)].find(isShown);
}

let wantsFocus = 0;

// Whoever dropped a card by keyboard goes on from that card.
export function focusAfter(visit) {
  wantsFocus = visit;
}

export function show(visit) {
  const card = cardOf(visit);
  if (!card) return;
  card.classList.add("landed");
  card.addEventListener("animationend", () => card.classList.remove("landed"), { once: true });
  card.scrollIntoView({ block: "nearest", inline: "nearest" });
  if (wantsFocus === visit) card.querySelector(".visit-open").focus({ preventScroll: true });
  wantsFocus = 0;
}

export async function possible(thing) {
  const url = new URL(root.dataset.possible, window.location.href);
  url.searchParams.set(thing.kind, thing.id);
  const here = new URLSearchParams(window.location.search);
  for (const name of ["toon", "dag"]) if (here.has(name)) url.searchParams.set(name, here.get(name));
  const response = await fetch(url, { headers: { Accept: "application/json" } });
  return response.ok ? response.json() : {};
}

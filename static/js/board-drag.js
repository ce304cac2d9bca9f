// Mouse and finger: press and move; on a touch screen press long, or take the grip, so that scrolling still works.
import { aim, cancel, carried, drop, lift, thingOf, unmark, words } from "./board-carry.js";
import { isGrid, minutesAt, placeAt } from "./board-places.js";
import { root } from "./board-send.js";

const SLACK = 5; // pixels before a press becomes a drag
const LONG_PRESS = 350; // milliseconds
const EDGE = 56; // pixels from an edge at which it scrolls along
const NOT_A_GRIP = ".visit-mark, button, input, summary";

let press = null;
let ghost = null;
let point = null;
let frame = 0;

function begin() {
  const { element, x, isResizing } = press;
  const thing = thingOf(element);
  thing.isResizing = isResizing;
  if (thing.kind === "visit") thing.grab = isGrid() ? minutesAt(x, thing.zone) - thing.start : 0;
  lift(thing);
  ghost = makeGhost(thing);
  if (press.isTouch) navigator.vibrate?.(15);
  press.isActive = true;
  frame = requestAnimationFrame(scrollAlong);
}

function makeGhost(thing) {
  const made = document.createElement("div");
  made.className = "ghost";
  const card = document.createElement("div");
  card.className = ["ghost-card", ...[...thing.element.classList].filter((name) => name.startsWith("kind-"))].join(" ");
  card.textContent = thing.label;
  const text = document.createElement("div");
  text.className = "ghost-words";
  made.append(card, text);
  document.body.append(made);
  return made;
}

function follow() {
  if (!ghost || !point) return;
  unmark();
  aim(placeAt(carried(), point.x, point.y));
  const { text, why } = words();
  const [bold, small] = [document.createElement("strong"), document.createElement("span")];
  bold.textContent = text || "Laat hier los om niets te wijzigen";
  small.className = "why";
  small.textContent = why && `Let op: ${why}.`;
  ghost.lastChild.replaceChildren(bold, ...(why ? [small] : []));
  const box = ghost.getBoundingClientRect();
  const left = Math.min(point.x + 14, window.innerWidth - box.width - 8);
  const top = Math.min(point.y + 16, window.innerHeight - box.height - 8);
  ghost.style.transform = `translate(${left}px, ${top}px)`;
}

function end() {
  clearTimeout(press?.timer);
  cancelAnimationFrame(frame);
  ghost?.remove();
  [press, ghost, point] = [null, null, null];
}

function scrollAlong() {
  frame = requestAnimationFrame(scrollAlong);
  if (!point) return;
  const box = [...root.querySelectorAll("[data-scroll]")].find((el) => el.getClientRects().length);
  const moved = box ? scrollBox(box) : false;
  if (scrollPage() || moved) follow();
}

// Faster the nearer to the edge.
function speed(before, after) {
  if (before < EDGE) return -Math.ceil((EDGE - before) / 4);
  return after < EDGE ? Math.ceil((EDGE - after) / 4) : 0;
}

function scrollBox(box) {
  const { left, right, top, bottom } = box.getBoundingClientRect();
  if (point.x < left - EDGE || point.x > right + EDGE) return false;
  const head = box.querySelector(".row-head")?.offsetWidth ?? 0;
  const dx = speed(Math.max(0, point.x - left - head), Math.max(0, right - point.x));
  const dy = speed(Math.max(0, point.y - top - 40), Math.max(0, Math.min(bottom, window.innerHeight) - point.y));
  const was = [box.scrollLeft, box.scrollTop];
  box.scrollBy(dx, dy);
  return was[0] !== box.scrollLeft || was[1] !== box.scrollTop;
}

function scrollPage() {
  const dy = speed(point.y, window.innerHeight - point.y);
  const was = window.scrollY;
  window.scrollBy(0, dy);
  return was !== window.scrollY;
}

root.addEventListener("pointerdown", (event) => {
  if (event.button !== 0 || press || event.target.closest(NOT_A_GRIP)) return;
  const element = event.target.closest(".visit[data-visit], .chip[data-service-chip], .chip[data-person-chip]");
  if (!element) return;
  const isTouch = event.pointerType === "touch";
  const isGrip = Boolean(event.target.closest("[data-resize], .visit-move, .grip"));
  const isResizing = Boolean(event.target.closest("[data-resize]"));
  press = { element, x: event.clientX, y: event.clientY, id: event.pointerId, isTouch, isGrip, isResizing };
  if (isTouch && !isGrip) press.timer = setTimeout(() => start(press.x, press.y), LONG_PRESS);
});

function start(x, y) {
  begin();
  point = { x, y };
  follow();
}

window.addEventListener("pointermove", (event) => {
  if (!press || event.pointerId !== press.id) return;
  if (!press.isActive) {
    if (Math.hypot(event.clientX - press.x, event.clientY - press.y) < SLACK) return;
    if (press.isTouch && !press.isGrip) return end(); // it is a scroll
    begin();
  }
  point = { x: event.clientX, y: event.clientY };
  follow();
});

window.addEventListener("pointerup", (event) => {
  if (!press || event.pointerId !== press.id) return;
  const wasActive = press.isActive;
  end();
  if (!wasActive) return;
  swallowClick();
  drop();
});

function swallowClick() {
  const swallow = (event) => {
    event.preventDefault();
    event.stopPropagation();
  };
  window.addEventListener("click", swallow, { capture: true, once: true });
  setTimeout(() => window.removeEventListener("click", swallow, { capture: true }), 50);
}

function giveUp() {
  const wasActive = press?.isActive;
  end();
  if (wasActive) cancel();
}

window.addEventListener("pointercancel", giveUp);
window.addEventListener("blur", giveUp);
document.addEventListener("keydown", (event) => {
  if (event.key !== "Escape" || !press?.isActive) return;
  event.preventDefault();
  giveUp();
  swallowClick();
});
document.addEventListener("touchmove", (event) => press?.isActive && event.preventDefault(), { passive: false });
root.addEventListener("contextmenu", (event) => press?.isTouch && event.preventDefault());
root.addEventListener("dragstart", (event) => event.preventDefault());

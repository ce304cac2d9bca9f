// The keyboard: space picks a card up, arrows move it, shift with an arrow makes it longer or shorter, Enter drops.
import { aim, cancel, carried, drop, lift, thingOf, words } from "./board-carry.js";
import { isGrid, QUARTER, startOnDay, visibleDays } from "./board-places.js";
import { root } from "./board-send.js";

let at = null;

const voice = document.getElementById("bord-stem");

function say(text) {
  voice.textContent = text;
}

function zoneOf(thing, day) {
  const zones = [...root.querySelectorAll(`[data-drop][data-day="${day}"]`)].filter((el) => el.getClientRects().length);
  return zones.find((el) => !el.dataset.row || el.dataset.row === thing.row) ?? null;
}

function pickUp(card) {
  const thing = thingOf(card);
  lift(thing);
  at = { day: thing.day, start: thing.start, end: thing.end };
  const keys = isGrid() ? "links en rechts: een kwartier" : "links en rechts: een dag, op en neer: een kwartier";
  say(`${thing.label} opgepakt. ${keys}. Enter zet neer, Escape laat alles zoals het was.`);
  point();
}

function point() {
  const thing = carried();
  aim({ ...at, zone: zoneOf(thing, at.day) });
  at.zone = zoneOf(thing, at.day);
  at.zone?.scrollIntoView({ block: "nearest", inline: "nearest" });
}

function tell() {
  const { text, why } = words();
  say(why ? `${text}. Let op: ${why}.` : text);
}

const STEPS = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] };

function step(key, isShift) {
  const [across, down] = STEPS[key];
  if (isShift) return stretch(across + down);
  const [days, quarters] = isGrid() ? [down, across] : [across, down];
  if (days) return otherDay(days);
  const start = startOnDay(at.start + quarters * QUARTER);
  at = { ...at, start, end: start + at.end - at.start };
  return true;
}

function stretch(quarters) {
  at = { ...at, end: Math.max(at.start + QUARTER, at.end + quarters * QUARTER) };
  return true;
}

function otherDay(days) {
  const all = visibleDays();
  const next = all[all.indexOf(at.day) + days];
  if (!next) {
    say(days < 0 ? "Dit is de eerste dag." : "Dit is de laatste dag.");
    return false;
  }
  at = { ...at, day: next };
  return true;
}

function onCarrying(event) {
  if (event.key in STEPS) {
    if (step(event.key, event.shiftKey)) {
      point();
      tell();
    }
  } else if (event.key === "Enter" || event.key === " ") {
    at = null;
    say("Neergezet.");
    drop({ byKeyboard: true });
  } else if (event.key === "Escape") {
    giveUp();
  } else if (event.key === "Tab") {
    giveUp();
    return;
  } else return;
  event.preventDefault();
  event.stopPropagation();
}

function giveUp() {
  at = null;
  cancel();
  say("Alles blijft zoals het was.");
}

document.addEventListener(
  "keydown",
  (event) => {
    if (at) return onCarrying(event);
    const card = event.key === " " && event.target.closest?.("[data-card]")?.closest(".visit");
    if (!card || carried()) return;
    event.preventDefault();
    pickUp(card);
  },
  { capture: true },
);
root.addEventListener("focusout", () => at && giveUp());

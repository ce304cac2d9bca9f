// One thing is carried at a time: a visit, a service that has none yet, or a person. Mouse, finger and keys share this.
import { focusAfter, possible, root, send } from "./board-send.js";
import { grid, isGrid, LAST_MINUTE, QUARTER, whyNot, wordsOf } from "./board-places.js";
import { clockInput, hours } from "./board-words.js";

let thing = null;
let place = null;
let mark = null;

export function carried() {
  return thing;
}

export function aimedAt() {
  return place;
}

export function thingOf(element) {
  if (element.dataset.visit) {
    const { visit, revision, day, start, end } = element.dataset;
    const zone = element.closest("[data-drop]");
    const label = element.querySelector(".visit-name").textContent.trim();
    const url = element.querySelector(".visit-open").href;
    const when = { day, start: Number(start), end: Number(end) };
    return { kind: "visit", id: Number(visit), revision, ...when, row: zone?.dataset.row, zone, element, label, url };
  }
  const label = element.querySelector("a").textContent.trim();
  if (element.dataset.personChip) return { kind: "person", id: Number(element.dataset.personChip), element, label };
  const { serviceChip, minutes } = element.dataset;
  const row = root.dataset.rows === "dienst" ? `d${serviceChip}` : undefined;
  const length = { minutes: Number(minutes), start: 0, end: Number(minutes) };
  return { kind: "service", id: Number(serviceChip), ...length, row, element, label };
}

export function lift(next) {
  thing = next;
  place = null;
  thing.element.classList.add("is-lifted");
  document.body.classList.add("is-carrying");
  document.body.classList.toggle("is-resizing", Boolean(thing.isResizing));
  document.getElementById("bord-melding").replaceChildren();
  if (thing.isResizing) return;
  const lifted = thing;
  possible(thing).then((answer) => {
    Object.assign(lifted, answer);
    if (thing === lifted) paintPossible();
  });
}

// The mark takes room: whoever looks for what is under the pointer takes it away first.
export function unmark() {
  mark?.remove();
  mark = null;
}

export function aim(next) {
  place?.zone?.classList.remove("is-target");
  place?.card?.classList.remove("is-target");
  unmark();
  place = next;
  if (!place) return "";
  (place.card ?? place.zone)?.classList.add("is-target");
  const why = whyNot(thing, place);
  if (place.zone && place.start !== null) showMark(why);
  return why;
}

function showMark(why) {
  mark = document.createElement("li");
  mark.className = why ? "drop-mark cannot-here" : "drop-mark";
  mark.textContent = hours(place.start, place.end);
  const list = place.zone.querySelector(".cards, .slots");
  if (!list) return;
  if (list.classList.contains("slots")) mark.className += ` ${placeClasses(place.start, place.end)} r1`;
  list.append(mark);
}

export function placeClasses(start, end) {
  const { first, quarters } = grid().dataset;
  const column = Math.max(0, Math.floor((start - first) / QUARTER));
  const until = Math.min(Number(quarters), Math.ceil((end - first) / QUARTER));
  return `c${Math.min(column, quarters - 1) + 1} w${Math.max(1, until - column)}`;
}

export function words() {
  if (!place) return { text: "", why: "" };
  return { text: wordsOf(place), why: whyNot(thing, place) };
}

function paintPossible() {
  for (const [visit, why] of Object.entries(thing.visits ?? {})) {
    for (const card of root.querySelectorAll(`[data-visit="${visit}"]`)) card.classList.add(why ? "cannot" : "can");
  }
  for (const [day, runs] of Object.entries(thing.days ?? {})) {
    const zones = [...root.querySelectorAll(`[data-drop][data-day="${day}"]`)];
    for (const zone of zones.filter((el) => !thing.row || !el.dataset.row || el.dataset.row === thing.row)) {
      if (isGrid()) paintRuns(zone, runs);
      else zone.classList.add(suits(runs) ? "can" : "cannot");
    }
  }
}

function suits(runs) {
  if (thing.kind === "service") return runs.some((run) => run[2] === "");
  return runs.some(([from, until, why]) => why === "" && from <= thing.start && thing.start < until);
}

function paintRuns(lane, runs) {
  for (const [from, until, why] of runs) {
    if (why) continue;
    const run = document.createElement("span");
    run.className = `mark-run can ${placeClasses(from, until - QUARTER + thing.end - thing.start)}`;
    lane.prepend(run);
  }
}

export function cancel() {
  aim(null);
  thing?.element.classList.remove("is-lifted");
  thing = null;
  document.body.classList.remove("is-carrying", "is-resizing");
  for (const run of root.querySelectorAll(".mark-run")) run.remove();
  for (const el of root.querySelectorAll(".can, .cannot")) el.classList.remove("can", "cannot");
}

export async function drop({ byKeyboard = false } = {}) {
  const [dropped, at] = [thing, place];
  cancel();
  if (!dropped || !at || isWhereItWas(dropped, at)) return;
  if (byKeyboard) focusAfter(dropped.id);
  const [url, values] = request(dropped, at);
  await send(url, values);
}

function isWhereItWas(dropped, at) {
  if (dropped.kind !== "visit" || at.swap) return false;
  return at.day === dropped.day && at.start === dropped.start && at.end === dropped.end;
}

function request(dropped, at) {
  if (dropped.kind === "person") {
    const url = new URL("deelnemers/", at.card.querySelector(".visit-open").href);
    return [url.pathname, { add: dropped.id, revision: at.card.dataset.revision, drop: "1" }];
  }
  if (dropped.kind === "service") {
    const values = { service: dropped.id, day: at.day, quick: "1" };
    return [root.dataset.new, at.start === null ? values : { ...values, start: clockInput(at.start) }];
  }
  const when = { day: at.day, start: clockInput(at.start), end: clockInput(at.end) };
  if (at.end > LAST_MINUTE) when.overnight = "on";
  const values = { ...when, revision: dropped.revision, drop: "1" };
  if (at.swap) return [new URL("deelnemers/", dropped.url).pathname, { ...values, add: at.swap.to, remove: at.swap.from }];
  return [new URL("verplaatsen/", dropped.url).pathname, values];
}

// Where something that is carried would land, and in what words.
import { dayWords, hours } from "./board-words.js";
import { root } from "./board-send.js";

export const QUARTER = 15;
export const LAST_MINUTE = 1440;

// A visit begins on its own day, however late it ends.
export function startOnDay(minutes) {
  return Math.min(Math.max(minutes, 0), LAST_MINUTE - QUARTER);
}

export function grid() {
  return document.getElementById("dagrooster");
}

export function isGrid() {
  return Boolean(grid()) && grid().getClientRects().length > 0;
}

export function visibleDays() {
  const tabs = [...document.querySelectorAll("[data-day-head]")].map((head) => head.dataset.dayHead);
  return tabs.length ? tabs : [...root.querySelectorAll(".agenda-day")].map((day) => day.dataset.day);
}

function snap(minutes) {
  return Math.round(minutes / QUARTER) * QUARTER;
}

// The minutes at a horizontal place in a lane of the day grid.
export function minutesAt(x, lane) {
  const box = lane.getBoundingClientRect();
  const { first, quarters } = grid().dataset;
  return Number(first) + ((x - box.left) / box.width) * Number(quarters) * QUARTER;
}

function zoneAt(x, y) {
  return document.elementsFromPoint(x, y).map((el) => el.closest("[data-drop], [data-drop-day]")).find(Boolean);
}

function ownZone(thing, zone, day) {
  const rows = [...root.querySelectorAll(`[data-drop][data-day="${day}"]`)].filter((el) => el.getClientRects().length);
  return rows.find((el) => el.dataset.row === thing.row) ?? (rows.includes(zone) ? zone : rows[0]);
}

function visitPlace(thing, zone, x) {
  const day = zone.dataset.day ?? zone.dataset.dayHead;
  let start = thing.start;
  if (isGrid() && zone.dataset.drop !== undefined) start = snap(minutesAt(x, zone) - thing.grab);
  start = startOnDay(start);
  const place = { day, start, end: start + thing.end - thing.start, zone: ownZone(thing, zone, day) };
  const person = zone.dataset.row;
  if (person?.startsWith("p") && thing.row?.startsWith("p") && person !== thing.row) {
    return { ...place, zone, swap: { from: thing.row.slice(1), to: person.slice(1) }, whom: rowName(person) };
  }
  return place;
}

function rowName(row) {
  return document.querySelector(`#kop-${row} .row-name`)?.textContent.trim() ?? "";
}

export function placeAt(thing, x, y) {
  if (thing.kind === "person") return personPlace(thing, x, y);
  const zone = zoneAt(x, y);
  if (thing.isResizing) return resized(thing, x);
  if (!zone) return null;
  if (thing.kind === "service") return servicePlace(thing, zone, x);
  return visitPlace(thing, zone, x);
}

function resized(thing, x) {
  const lane = thing.zone;
  const end = Math.max(thing.start + QUARTER, snap(minutesAt(x, lane)));
  return { day: thing.day, start: thing.start, end, zone: lane };
}

function servicePlace(thing, zone, x) {
  const day = zone.dataset.day ?? zone.dataset.dayHead;
  const asked = isGrid() && zone.dataset.drop !== undefined ? snap(minutesAt(x, zone)) : null;
  const start = nearestStart(thing, day, asked ?? thing.from ?? 0) ?? asked;
  const place = { day, start, end: start === null ? null : start + thing.minutes, zone: ownZone(thing, zone, day) };
  return asked === null && start === null ? { ...place, words: `${dayWords(day)}, eerste uur dat kan` } : place;
}

// The quarter nearest to what was asked at which it suits; null when nobody answered yet, or none does.
function nearestStart(thing, day, asked) {
  const runs = (thing.days?.[day] ?? []).filter((run) => run[2] === "");
  const starts = runs.map(([from, until]) => Math.min(Math.max(asked, from), until - QUARTER));
  return starts.sort((a, b) => Math.abs(a - asked) - Math.abs(b - asked))[0] ?? null;
}

function personPlace(thing, x, y) {
  const card = document.elementsFromPoint(x, y).map((el) => el.closest(".visit[data-visit]")).find(Boolean);
  if (!card) return null;
  const name = card.querySelector(".visit-name").textContent.trim();
  const when = card.querySelector(".visit-hours").textContent.trim();
  return { card, words: `${thing.label} gaat mee naar ${name}, ${when}`, why: thing.visits?.[card.dataset.visit] ?? "" };
}

export function whyNot(thing, place) {
  if (place.why !== undefined) return place.why;
  if (thing.isResizing || place.end - place.start !== thing.end - thing.start || place.swap) return "";
  const run = (thing.days?.[place.day] ?? []).find(([from, until]) => from <= place.start && place.start < until);
  return run?.[2] ?? "";
}

export function wordsOf(place) {
  if (place.words) return place.words;
  const when = `${dayWords(place.day)}, ${hours(place.start, place.end)}`;
  if (!place.swap) return when;
  if (place.swap.to === "0") return `${when}: haal deze persoon eraf`;
  return place.swap.from === "0" ? `${when}: met ${place.whom}` : `${when}: ${place.whom} in de plaats`;
}

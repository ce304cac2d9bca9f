// What waits to be sent, in order: one tab at a time, tried again until the server has said that it has it.
import { add, all, change, isKept, remove } from "./dag-store.js";
import { canReach, send } from "./dag-send.js";

const LONGEST_WAIT = 60000;
const AGAIN = 15000;
export const news = new EventTarget();
let isOut = false;
let isBusy = false;
let isWanted = false;
let failures = 0;
let wakeUp = 0;

export const isSafe = () => isKept;
export const isOffline = () => isOut;

export function newKey() {
  if (crypto.randomUUID) return crypto.randomUUID();
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  bytes[6] = (bytes[6] & 0x0f) | 0x40;
  bytes[8] = (bytes[8] & 0x3f) | 0x80;
  const hex = [...bytes].map((byte) => byte.toString(16).padStart(2, "0")).join("");
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join("-");
}

const otherTabs = "BroadcastChannel" in self ? new BroadcastChannel("dag-wachtrij") : null;
otherTabs?.addEventListener("message", () => news.dispatchEvent(new CustomEvent("changed")));

function tell(name, detail = {}) {
  news.dispatchEvent(new CustomEvent(name, { detail }));
  if (name === "changed") otherTabs?.postMessage(name);
}

export async function queue(item) {
  await add({ tries: 0, next: 0, problem: "", ...item });
  tell("changed");
  run();
}

export async function drop(item) {
  await remove(item);
  tell("dropped", { item });
  tell("changed");
}

export async function mend(item, fields) {
  await change(item, { fields, problem: "", next: 0 });
  tell("changed");
  run();
}

export const waiting = all;

// Forms are small and go before photos.
function ready(items) {
  const due = items.filter((item) => !item.problem && item.next <= Date.now());
  return due.sort((one, other) => Boolean(one.blob) - Boolean(other.blob) || one.order - other.order);
}

export async function run() {
  isWanted = true;
  if (isBusy) return;
  isBusy = true;
  try {
    while (isWanted) {
      isWanted = false;
      if (navigator.locks) await navigator.locks.request("dag-wachtrij", { ifAvailable: true }, (lock) => lock && work());
      else await work();
    }
  } catch {
    // the store was closed under us: it opens again the next time
  } finally {
    isBusy = false;
  }
  await sleep();
}

// Without anything to send it still looks whether there is reception again.
async function sleep() {
  const isLeft = (await all()).some((item) => !item.problem);
  clearTimeout(wakeUp);
  const pause = isOut ? Math.min(LONGEST_WAIT, 1000 * 2 ** (failures - 1)) : AGAIN;
  if (isLeft || isOut) wakeUp = setTimeout(isLeft ? run : look, pause);
}

export async function look() {
  setOut(!(await canReach()));
  await run();
}

function setOut(value) {
  failures = value ? Math.min(failures + 1, 7) : 0;
  if (isOut === value) return;
  isOut = value;
  tell("reception");
}

// Looks anew after each item, so that what is added meanwhile goes too; a form also between two parts of a film.
async function work() {
  const seen = new Set();
  for (;;) {
    const [item] = ready(await all()).filter(({ order }) => !seen.has(order));
    if (!item) return;
    seen.add(item.order);
    const result = await send(item, {
      progress: (part) => tell("progress", { item, part }),
      isInTheWay: async () => ready(await all()).some(({ blob, order }) => !blob && !seen.has(order)),
    });
    setOut(Boolean(result.isOffline));
    if (result.outcome === "straks") seen.delete(item.order);
    else await settle(item, result);
    if (isOut) return;
  }
}

async function settle(item, { outcome, message, known, isOffline: isLost }) {
  if (outcome === "klaar") await remove(item);
  else if (outcome === "geweigerd") await change(item, { problem: message });
  else if (!isLost) await change(item, { tries: item.tries + 1, next: Date.now() + Math.min(LONGEST_WAIT, 2000 * 2 ** item.tries) });
  if (outcome === "klaar") tell("sent", { item, message, known });
  if (outcome === "geweigerd") tell("refused", { item });
  tell("changed");
}

export function start({ isCopy }) {
  addEventListener("online", look);
  addEventListener("offline", () => setOut(true));
  document.addEventListener("visibilitychange", () => { if (document.visibilityState === "visible") run(); });
  tell("changed");
  if (isCopy || !navigator.onLine) setOut(true);
  if (isOut) look();
  else run();
}

// The running clock of a podium. Everything happens in this page and stays on this device: it needs no network.
import { fresh, later, next, previous, reading, resumed, skip, toCome } from "./podium-time.js";

const data = JSON.parse(document.getElementById("klok").textContent);
const turns = new Map(data.turns.map((turn) => [turn.id, turn]));
const status = document.getElementById("status");
const part = (name) => document.querySelector(`[data-${name}]`);
const MINUTE = 60000;
let state = kept();
let sound = null; // an AudioContext, once somebody asks for it
let said = "";

function kept() {
  try {
    return resumed(JSON.parse(localStorage.getItem(data.key)), data);
  } catch { // nothing that can be read, or nothing may be kept here
    return fresh(data);
  }
}

function become(changed) {
  state = changed;
  try {
    localStorage.setItem(data.key, JSON.stringify(state));
  } catch {
    status.textContent = "Dit toestel bewaart de stand niet. Herlaad de pagina niet.";
  }
  show();
}

function clockOf(milliseconds) {
  const seconds = Math.round(Math.abs(milliseconds) / 1000);
  return `${Math.floor(seconds / 60)}.${String(seconds % 60).padStart(2, "0")}`;
}

const hourOf = (moment) => {
  const time = new Date(moment);
  return `${time.getHours()}.${String(time.getMinutes()).padStart(2, "0")}`;
};

const minutes = (count) => (count === 1 ? "1 minuut" : `${count} minuten`);

// {phase, tone, time, words} of what is going on now
function shown({ remaining, waiting }) {
  if (state.ended) return { phase: "Gedaan", tone: "", time: "", words: "Alle verhalen zijn verteld." };
  const phase = state.begun ? "Nog iemand" : "Nog niet begonnen";
  if (state.now === null) return { phase, tone: "", time: "", words: "Kies Beginnen, of druk op pijltje rechts." };
  if (waiting) {
    const coming = Object.keys(state.used).length ? "Wissel: nu komt" : "Welkom: als eerste komt";
    return { phase: coming, tone: "is-changing", time: clockOf(waiting), words: "tot het begin" };
  }
  const left = Math.ceil(remaining / 1000) * 1000;
  if (left < 0) return { phase: "Nu", tone: "is-over", time: `+${clockOf(left)}`, words: "over de tijd" };
  if (left <= MINUTE) return { phase: "Nu", tone: "is-last", time: clockOf(left), words: left ? "laatste minuut" : "de tijd is om" };
  return { phase: "Nu", tone: "", time: clockOf(left), words: "nog te gaan" };
}

function show() {
  const at = Date.now();
  const found = reading(state, data, at);
  const now = shown(found);
  const turn = turns.get(state.now);
  const panel = part("now");
  panel.classList.remove("is-changing", "is-last", "is-over");
  if (now.tone) panel.classList.add(now.tone);
  for (const name of ["phase", "time", "words"]) part(name).textContent = now[name];
  part("name").textContent = turn ? turn.name : (state.ended ? "Bedankt" : "Klaar om te beginnen");
  part("topic").textContent = turn ? topicOf(turn) : "Dit scherm is voor wie het podium leidt: er staan namen en noden op.";
  part("intro").hidden = !(found.waiting && turn?.introduction);
  part("intro").textContent = turn?.introduction ? `Zo kondig je aan: ${turn.introduction}` : "";
  part("hour").textContent = hourOf(at);
  part("alone").hidden = !isAlone();
  showNext();
  showProgramme(found);
  putInOrder();
  for (const line of document.querySelectorAll("[data-turn]")) showLine(line);
  announce(now, turn);
}

function topicOf({ topic, is_nameless }) {
  return is_nameless ? `${topic}. Noem de naam niet.` : topic;
}

function showNext() {
  const turn = turns.get(toCome(state)[0]);
  part("next-name").textContent = turn ? `${turn.name}, ${minutes(turn.minutes)}` : "Niemand meer: afronden.";
  part("next-needs").replaceChildren(...(turn?.needs ?? []).map((text) => {
    const line = document.createElement("li");
    line.textContent = text;
    return line;
  }));
  const word = state.now === null ? "Beginnen" : (turn ? "Volgende" : "Afronden");
  part("next-word").textContent = state.now !== null && Date.now() < state.since ? "Nu beginnen" : word;
  document.querySelector("[data-act=next]").disabled = Boolean(state.ended) || !data.turns.length;
  document.querySelector("[data-act=previous]").disabled = state.begun === null;
}

function showProgramme({ delay, over, ends, isFar, shorter }) {
  const behind = delay > 0 ? `${minutes(delay)} achter op het programma.` : `${minutes(-delay)} voor op het programma.`;
  const end = over > 0 ? `Einde rond ${hourOf(ends)} uur, ${minutes(over)} na het einde van het bezoek.` : `Einde rond ${hourOf(ends)} uur.`;
  const rehearsal = isFar ? "Proef, los van het uur van het bezoek. " : "";
  part("delay").textContent = state.ended ? "" : `${rehearsal}${delay ? behind : "Op tijd."} ${end}`;
  const wins = shorter.map((one) => `${turns.get(one.id).name} ${one.minutes} in plaats van ${one.was} minuten`).join(", ");
  const none = over > 0 && !state.ended ? "Korter vertellen volstaat niet meer: sla iemand over, of vraag wat langer." : "";
  part("shrink").textContent = wins ? `Dan op tijd: ${wins}.` : none;
}

function putInOrder() {
  const list = part("list");
  const lines = [...list.querySelectorAll("[data-turn]")];
  if (lines.every((line, place) => Number(line.dataset.turn) === state.order[place])) return;
  const focused = document.activeElement;
  for (const id of state.order) list.append(lines.find((line) => Number(line.dataset.turn) === id));
  if (list.contains(focused)) focused.focus();
}

function showLine(line) {
  const id = Number(line.dataset.turn);
  const { name, minutes: planned } = turns.get(id);
  const isSkipped = state.skipped.includes(id);
  const isDone = id in state.used;
  line.classList.toggle("is-on", state.now === id);
  line.classList.toggle("is-done", isDone);
  line.classList.toggle("is-skipped", isSkipped);
  const words = isDone ? `verteld in ${clockOf(state.used[id])}` : (isSkipped ? "overgeslagen" : `${planned}\u00a0min.`);
  line.querySelector("[data-state]").textContent = state.now === id ? `${words}, nu` : words;
  const [skipping, moving] = line.querySelectorAll("button");
  skipping.textContent = isSkipped ? "Toch wel" : "Overslaan";
  skipping.setAttribute("aria-label", `${name} ${isSkipped ? "toch wel" : "overslaan"}`);
  skipping.hidden = isDone;
  moving.hidden = isDone || isSkipped || (state.now === id ? !toCome(state).length : toCome(state).at(-1) === id);
}

// What changed, in words for who cannot see it, and as a sound for who asked.
function announce({ phase, words, tone }, turn) {
  const text = turn ? `${phase} ${turn.name}${tone === "is-changing" ? "" : `: ${words}`}` : words;
  if (text === said) return;
  if (said && sound && ["is-last", "is-over"].includes(tone)) beep(tone === "is-over" ? 3 : 1);
  said = text;
  status.textContent = text;
}

function beep(times) {
  for (let turn = 0; turn < times; turn += 1) {
    const tone = sound.createOscillator();
    const volume = sound.createGain();
    volume.gain.value = 0.2;
    tone.frequency.value = 660;
    tone.connect(volume).connect(sound.destination);
    tone.start(sound.currentTime + turn * 0.4);
    tone.stop(sound.currentTime + turn * 0.4 + 0.2);
  }
}

function toggleSound(button) {
  if (sound) sound.close();
  sound = sound ? null : new AudioContext();
  button.setAttribute("aria-pressed", String(Boolean(sound)));
  if (sound) beep(1);
}

function toggleFull() {
  if (document.fullscreenElement) document.exitFullscreen();
  else document.documentElement.requestFullscreen?.().catch(() => {});
}

const acts = {
  next: () => become(next(state, data, Date.now())),
  previous: () => become(previous(state, Date.now())),
  skip: (button) => become(skip(state, Number(button.closest("[data-turn]").dataset.turn), data, Date.now())),
  later: (button) => become(later(state, Number(button.closest("[data-turn]").dataset.turn), data, Date.now())),
  reset: (button) => {
    button.closest("details").open = false;
    become(fresh(data));
  },
  sound: toggleSound,
  full: toggleFull,
};

document.addEventListener("click", (event) => {
  const button = event.target.closest("[data-act]");
  if (button) acts[button.dataset.act](button);
});

// Also what a clicker for slides sends.
const KEYS = { ArrowRight: "next", PageDown: "next", ArrowLeft: "previous", PageUp: "previous" };
document.addEventListener("keydown", (event) => {
  const act = KEYS[event.key];
  if (!act || event.altKey || event.ctrlKey || event.metaKey || event.repeat) return;
  if (document.querySelector(`[data-act=${act}]`).disabled) return;
  event.preventDefault();
  acts[act]();
});

async function stayAwake() {
  if (document.visibilityState !== "visible") return;
  await navigator.wakeLock?.request("screen").catch(() => {});
  show();
}

function isAlone() {
  return !navigator.onLine && state.begun !== null && state.ended === null;
}

// Without a network the clock goes on, but a page that is left does not come back.
window.addEventListener("beforeunload", (event) => {
  if (isAlone()) event.preventDefault();
});

document.documentElement.classList.add("has-clock");
document.addEventListener("visibilitychange", stayAwake);
stayAwake();
show();
setInterval(show, 250);

// The clock of a speed date. Everything happens in this page and stays on this device: it needs no network.
const data = JSON.parse(document.getElementById("klok").textContent);
const part = (name) => document.querySelector(`[data-${name}]`);
const MINUTE = 60000;
const fresh = () => ({ phase: 0, left: lengthOf(0), until: null, extra: 0, sound: true });
let state = resumed();
let audio = null; // an AudioContext, from the first key or click on
let shown = null; // the phase whose tables are on the screen
document.documentElement.classList.add("has-clock");

function lengthOf(phase) {
  return (data.phases[phase]?.seconds ?? 0) * 1000;
}

// {phase, left, until, extra, sound}: `until` is the moment at which a running phase ends, `left` what a halted one has
function resumed() {
  try {
    const kept = JSON.parse(localStorage.getItem(data.key));
    const fits = kept && Number.isInteger(kept.phase) && kept.phase >= 0 && kept.phase <= data.phases.length;
    return fits && Number.isFinite(kept.left) ? { ...fresh(), ...kept } : fresh();
  } catch {
    return fresh();
  }
}

function become(changes) {
  state = { ...state, ...changes };
  try {
    localStorage.setItem(data.key, JSON.stringify(state));
  } catch {
    part("said").textContent = "Dit toestel bewaart de stand niet. Herlaad de pagina niet.";
  }
  show();
}

const isOver = () => state.phase >= data.phases.length;
const remaining = () => (state.until === null ? state.left : state.until - Date.now());

function titleOf(phase) {
  const { kind, number } = data.phases[phase] ?? {};
  if (!kind) return "Gedaan";
  if (kind === "ronde") return `Ronde ${number} van ${data.rounds}`;
  return kind === "pauze" ? "Pauze" : `Wisselen: naar ronde ${number}`;
}

const minutesOf = (milliseconds) => {
  const minutes = Math.round(milliseconds / MINUTE);
  return minutes === 1 ? "1 minuut" : `${minutes} minuten`;
};

function clockOf(milliseconds) {
  const seconds = Math.max(0, Math.ceil(milliseconds / 1000));
  return `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, "0")}`;
}

function nextOf(phase) {
  if (phase >= data.phases.length) return "Alle rondes zijn gehouden.";
  const next = data.phases[phase + 1];
  if (!next) return "Dit is de laatste ronde.";
  const length = minutesOf(next.seconds * 1000);
  if (next.kind === "wissel") return `Daarna: ${length} om te wisselen`;
  return next.kind === "pauze" ? `Daarna: ${length} pauze` : `Daarna: ronde ${next.number}, ${length}`;
}

function show() {
  const left = remaining();
  const length = lengthOf(state.phase) + state.extra;
  const runs = state.until !== null;
  part("phase").textContent = titleOf(state.phase);
  part("time").textContent = isOver() ? "" : clockOf(left);
  part("next").textContent = nextOf(state.phase);
  part("progress").value = length ? Math.min(1, 1 - left / length) : 1;
  part("toggle-word").textContent = runs ? "Pauzeren" : left < length ? "Verder" : "Starten";
  part("sound-word").textContent = state.sound ? "Geluid aan" : "Geluid uit";
  document.querySelector("[data-act=sound]").setAttribute("aria-pressed", String(state.sound));
  document.querySelector("[data-act=toggle]").disabled = isOver();
  document.querySelector("[data-act=minute]").disabled = isOver();
  document.querySelector("[data-act=next]").disabled = isOver();
  document.querySelector("[data-act=previous]").disabled = state.phase === 0;
  const main = document.querySelector("main");
  main.classList.toggle("is-last", !isOver() && data.phases[state.phase].kind === "ronde" && left <= MINUTE);
  main.classList.toggle("is-change", !isOver() && data.phases[state.phase].kind !== "ronde");
  main.classList.toggle("is-halted", !runs);
  if (shown !== state.phase) seat();
}

// who sits where in this round, or in the round that one goes to
function seat() {
  shown = state.phase;
  const number = data.phases[state.phase]?.number;
  const tables = number ? data.tables : [];
  part("where").textContent = number ? `Wie zit waar in ronde ${number}` : "";
  part("tables").replaceChildren(
    ...tables.map(({ name, who, guests }) => {
      const item = document.createElement("li");
      for (const [tag, text] of [["strong", name], ["span", who], ["p", (guests[number - 1] ?? []).join("\n")]]) {
        if (text) item.append(Object.assign(document.createElement(tag), { textContent: text }));
      }
      return item;
    }),
  );
}

function say(text) {
  part("said").textContent = text;
}

function go(phase, from = Date.now()) {
  const length = lengthOf(phase);
  const ends = phase >= data.phases.length;
  become({ phase, left: length, extra: 0, until: state.until === null || ends ? null : from + length });
  say(`${titleOf(phase)}. ${nextOf(phase)}`);
}

// Two soft tones of a bell, high when a round begins, low when it ends.
function ring(pitch) {
  if (!state.sound || !audio) return;
  for (const [delay, frequency] of [[0, pitch], [0.35, pitch * 0.75]]) {
    const tone = audio.createOscillator();
    const loudness = audio.createGain();
    const start = audio.currentTime + delay;
    tone.frequency.value = frequency;
    loudness.gain.setValueAtTime(0.0001, start);
    loudness.gain.exponentialRampToValueAtTime(0.4, start + 0.03);
    loudness.gain.exponentialRampToValueAtTime(0.0001, start + 1.4);
    tone.connect(loudness).connect(audio.destination);
    tone.start(start);
    tone.stop(start + 1.5);
  }
}

// a phase that ended while the device slept passes as long as it lasted
function tick() {
  while (state.until !== null && state.until <= Date.now()) {
    const ended = data.phases[state.phase].kind === "ronde";
    go(state.phase + 1, state.until);
    ring(ended ? 440 : 660);
  }
  show();
}

const acts = {
  toggle() {
    if (isOver()) return;
    const runs = state.until !== null;
    become(runs ? { left: remaining(), until: null } : { until: Date.now() + state.left });
    say(runs ? "Gepauzeerd" : "De klok loopt");
  },
  minute() {
    if (isOver()) return;
    const until = state.until === null ? null : state.until + MINUTE;
    become({ left: state.left + MINUTE, until, extra: state.extra + MINUTE });
    say("Een minuut erbij");
  },
  next() {
    if (!isOver()) go(state.phase + 1);
  },
  previous() {
    if (state.phase > 0) go(state.phase - 1);
  },
  sound() {
    become({ sound: !state.sound });
    ring(660);
  },
  full() {
    if (document.fullscreenElement) document.exitFullscreen();
    else document.documentElement.requestFullscreen?.().catch(() => {});
  },
  reset() {
    state = { ...fresh(), sound: state.sound };
    become({});
    say("De klok staat weer aan het begin");
  },
};

const keys = { " ": "toggle", "+": "minute", ArrowRight: "next", ArrowLeft: "previous", g: "sound", f: "full" };

function wake() {
  const Context = window.AudioContext ?? window.webkitAudioContext;
  if (!audio && Context) audio = new Context();
  if (audio?.state === "suspended") audio.resume();
}

document.addEventListener("click", (event) => {
  wake();
  const act = event.target.closest("[data-act]")?.dataset.act;
  if (act) acts[act]();
});

document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey) return;
  const act = keys[event.key.length === 1 ? event.key.toLowerCase() : event.key];
  if (!act || (event.key === " " && event.target.closest("button, a, summary"))) return;
  event.preventDefault();
  wake();
  acts[act]();
});

// A phone that falls asleep rings no bell; the promise of the browser ends when the page is hidden.
async function stayAwake() {
  tick();
  if (document.visibilityState === "visible") await navigator.wakeLock?.request("screen").catch(() => {});
}

document.querySelector("[data-act=full]").hidden = !document.fullscreenEnabled; // an iPhone has none
document.addEventListener("visibilitychange", stayAwake);
setInterval(tick, 250);
stayAwake();

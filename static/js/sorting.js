// Puts the lines of a list in order: by dragging a grip, or with the arrows on it. Without it the buttons send a form.
// What is sent is the form of the line, or else the form around the list; [data-sorted] is put back as the server has it.
const status = document.getElementById("status");
let sending = Promise.resolve();

const lines = (list) => [...list.querySelectorAll("[data-line]")];
const lineOf = (key) => document.querySelector(`[data-line="${key}"]`);

function tell(key) {
  const line = lineOf(key);
  if (!line) {
    status.textContent = "Dat is intussen weggehaald.";
    return;
  }
  const all = lines(line.parentElement);
  const hour = line.dataset.hour ? `, om ${line.dataset.hour} uur` : "";
  status.textContent = `${line.dataset.name} staat nu op plaats ${all.indexOf(line) + 1} van ${all.length}${hour}.`;
}

// One at a time, each on the page that the one before it gave.
function send(key, fields, focus, undo = () => {}) {
  sending = sending.then(() => post(key, fields, focus)).catch(() => {
    undo();
    status.textContent = "Dat is niet bewaard. Kijk na of je verbinding hebt, en probeer opnieuw.";
  });
}

async function post(key, fields, focus) {
  const part = lineOf(key)?.closest("[data-sorted]");
  if (!part) return;
  const form = lineOf(key).querySelector("[data-move]") ?? lineOf(key).closest("form");
  const body = new URLSearchParams(new FormData(form));
  for (const [name, value] of Object.entries({ ...fields, line: key })) body.set(name, value);
  const answer = await fetch(form.action, { method: "POST", body });
  const fresh = new DOMParser().parseFromString(await answer.text(), "text/html").getElementById(part.id);
  if (!fresh) throw new Error("refused");
  part.replaceWith(fresh);
  window.htmx?.process(fresh);
  const line = lineOf(key);
  const target = focus && line?.querySelector(focus);
  (target && !target.disabled ? target : line?.querySelector("[data-grip]"))?.focus({ preventScroll: !focus });
  tell(key);
}

function drag(grip, down) {
  const line = grip.closest("[data-line]");
  const list = line.parentElement;
  const before = line.nextElementSibling;
  down.preventDefault();
  line.classList.add("is-carried");
  const move = ({ clientY }) => {
    const next = lines(list).find((one) => one !== line && clientY < middleOf(one));
    const place = next ?? lines(list).at(-1).nextElementSibling;
    if (place !== line && place !== line.nextElementSibling) list.insertBefore(line, place);
    keepInSight(clientY);
  };
  const back = () => list.insertBefore(line, before);
  const stop = (event) => {
    for (const name of ["pointerup", "pointercancel"]) document.removeEventListener(name, stop);
    document.removeEventListener("pointermove", move);
    document.removeEventListener("keydown", escape, true);
    line.classList.remove("is-carried");
    if (event.type !== "pointerup") return back();
    const next = line.nextElementSibling?.dataset.line;
    if (line.nextElementSibling !== before) send(line.dataset.line, next ? { before: next } : { to: "laatst" }, "[data-grip]", back);
  };
  const escape = (event) => {
    if (event.key === "Escape") stop(event);
  };
  document.addEventListener("pointermove", move); // not on the grip: what moves through the page loses its capture
  for (const name of ["pointerup", "pointercancel"]) document.addEventListener(name, stop);
  document.addEventListener("keydown", escape, true);
}

function middleOf(line) {
  const { top, height } = line.getBoundingClientRect();
  return top + height / 2;
}

function keepInSight(y) {
  if (y < 60) window.scrollBy(0, -12);
  else if (y > window.innerHeight - 60) window.scrollBy(0, 12);
}

document.addEventListener("pointerdown", (event) => {
  const grip = event.target.closest("[data-grip]");
  if (grip && event.button === 0) drag(grip, event);
});

document.addEventListener("keydown", (event) => {
  const grip = event.target.closest("[data-grip]");
  const to = { ArrowUp: "omhoog", ArrowDown: "omlaag", Home: "eerst", End: "laatst" }[event.key];
  if (!grip || !to) return;
  event.preventDefault();
  send(grip.closest("[data-line]").dataset.line, { to }, "[data-grip]");
});

document.addEventListener("submit", (event) => {
  const form = event.target.closest("[data-move]");
  if (!form || !event.submitter) return;
  event.preventDefault();
  const { value } = event.submitter;
  send(form.closest("[data-line]").dataset.line, { to: value }, `button[value="${value}"]`);
});

document.documentElement.classList.add("can-sort");

// Calm words about reception, what waits and what was sent; what was refused can be mended or dropped.
import { drop, isOffline, isSafe, mend, news, waiting } from "./dag-queue.js";

const info = document.getElementById("dag-bereik");
const off = document.getElementById("dag-zonder-bereik");
const line = document.getElementById("dag-wachtrij");
const list = document.getElementById("dag-wachtend");
let sent = 0;
let lastMessage = "";

const say = (element, text) => { if (element.textContent !== text) element.textContent = text; };

function madeAt() {
  const made = new Date(info.dataset.made);
  const time = `${made.getHours()}.${String(made.getMinutes()).padStart(2, "0")} uur`;
  if (made.toDateString() === new Date().toDateString()) return time;
  return `${made.toLocaleDateString("nl-BE", { weekday: "long", day: "numeric", month: "long" })}, ${time}`;
}

function showReception() {
  const isCopy = info.dataset.copy === "ja";
  if (isOffline()) say(off, `Geen bereik. Dit is je programma van ${madeAt()}. Wat je nu noteert, vertrekt vanzelf.`);
  else if (isCopy) off.replaceChildren(`Er is weer bereik. Dit is nog je programma van ${madeAt()}. `, again());
  else say(off, "");
}

function again() {
  return Object.assign(document.createElement("a"), { href: location.pathname, textContent: "Vernieuwen" });
}

function counted(count) {
  return count === 1 ? "1 ding wacht" : `${count} dingen wachten`;
}

function lineFor(items) {
  const open = items.filter((item) => !item.problem);
  const parts = [];
  if (open.length) parts.push(`${counted(open.length)} om te vertrekken.`);
  if (lastMessage) parts.push(lastMessage);
  if (sent > 1) parts.push(`${sent} verstuurd.`);
  if (items.length && !isSafe()) parts.push("Je browser bewaart niets: hou deze pagina open tot alles verstuurd is.");
  return parts.join(" ");
}

// The line stays in sight at the bottom; what was refused stands on top of the page.
function showLine(text, refused) {
  const words = refused === 1 ? "1 ding is geweigerd: bekijk het." : `${refused} dingen zijn geweigerd: bekijk ze.`;
  const all = refused ? [text, words].filter(Boolean).join(" ") : text;
  if (line.textContent === all) return;
  line.replaceChildren(text);
  if (refused) line.append(text ? " " : "", Object.assign(document.createElement("a"), { href: "#dag-wachtend", textContent: words }));
}

async function showQueue() {
  const items = await waiting();
  showLine(lineFor(items), items.filter((item) => item.problem).length);
  const shown = new Map([...list.children].map((row) => [row.dataset.key, row]));
  for (const item of items) {
    const row = shown.get(item.key);
    if (row?.dataset.problem !== item.problem) {
      const fresh = rowOf(item);
      if (row) row.replaceWith(fresh);
      else list.append(fresh);
    }
    shown.delete(item.key);
  }
  for (const row of shown.values()) row.remove();
  list.hidden = !list.children.length;
}

function rowOf(item) {
  const row = document.createElement("li");
  row.dataset.key = item.key;
  row.dataset.problem = item.problem;
  row.append(Object.assign(document.createElement("span"), { textContent: item.label }));
  if (item.problem) row.append(problemOf(item));
  return row;
}

function problemOf(item) {
  const form = document.createElement("form");
  form.append(Object.assign(document.createElement("p"), { className: "message stop", textContent: item.problem }));
  const inputs = (item.typed ?? []).map((field) => inputOf(item, field));
  for (const { wrap } of inputs) form.append(wrap);
  if (inputs.length) form.append(buttonOf("Opnieuw versturen", "submit"));
  const away = buttonOf("Laat dit vallen", "button");
  away.addEventListener("click", () => drop(item));
  form.append(away);
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    const changed = new Map(inputs.map(({ name, input }) => [name, input.value]));
    mend(item, item.fields.map(([name, value]) => [name, changed.get(name) ?? value]));
  });
  return form;
}

function inputOf(item, { name, label, value, isLong }) {
  const wrap = Object.assign(document.createElement("label"), { className: "reception-field", textContent: label });
  const input = document.createElement(isLong ? "textarea" : "input");
  input.value = value;
  wrap.append(input);
  return { wrap, input, name };
}

function buttonOf(text, type) {
  return Object.assign(document.createElement("button"), { className: "button", textContent: text, type });
}

export function showStatus() {
  news.addEventListener("changed", showQueue);
  news.addEventListener("reception", showReception);
  news.addEventListener("sent", ({ detail }) => {
    sent += 1;
    lastMessage = detail.message || "Verstuurd.";
  });
  showReception();
}

// Chosen photos and films go in the queue at once, each shown with how far it is.
import { complains } from "./dag-forms.js";
import { newKey, news, queue, waiting } from "./dag-queue.js";

const REFUSED = "geweigerd, zie bovenaan";
const list = document.getElementById("delen-onderweg");

function rowOf({ key, name, blob }) {
  const row = document.createElement("li");
  row.dataset.key = key;
  row.append(pictureOf(blob));
  row.append(Object.assign(document.createElement("span"), { className: "sending-name", textContent: name }));
  const bar = Object.assign(document.createElement("progress"), { max: 1, value: 0 });
  bar.setAttribute("aria-label", `Verstuurd van ${name}`);
  row.append(bar, Object.assign(document.createElement("span"), { className: "sending-said meta", textContent: "wacht" }));
  list.prepend(row);
}

function withoutPicture(blob) {
  const textContent = blob.type.startsWith("video/") ? "film" : "foto";
  return Object.assign(document.createElement("span"), { className: "sending-none", textContent });
}

function pictureOf(blob) {
  if (!blob.type.startsWith("image/")) return withoutPicture(blob);
  const picture = Object.assign(document.createElement("img"), { alt: "", width: 64, height: 64 });
  const done = () => URL.revokeObjectURL(picture.src);
  picture.addEventListener("load", done, { once: true });
  picture.addEventListener("error", () => { done(); picture.replaceWith(withoutPicture(blob)); }, { once: true });
  picture.src = URL.createObjectURL(blob);
  return picture;
}

const rowFor = ({ key }) => [...list.children].find((row) => row.dataset.key === key);

function say(item, { part, words, isDone = false }) {
  const row = rowFor(item);
  if (!row) return;
  if (part !== undefined) row.querySelector("progress").value = part;
  row.querySelector(".sending-said").textContent = words;
  row.classList.toggle("is-done", isDone);
}

async function take(form, input) {
  const button = form.querySelector("[data-without-script]");
  button.hidden = !complains(form); // who fills in what lacked, sends with the button
  if (!button.hidden) return;
  const fields = [...new FormData(form)].filter(([, value]) => typeof value === "string");
  const files = [...input.files];
  for (const blob of files) {
    const item = { key: newKey(), at: new Date().toISOString(), url: form.action, fields, blob, name: blob.name, label: blob.name };
    rowOf(item);
    await queue(item);
  }
  input.value = "";
}

async function again() {
  for (const item of await waiting()) {
    if (item.blob) rowOf(item);
    if (item.blob && item.problem) say(item, { words: REFUSED });
  }
}

export function watchFiles() {
  const form = document.querySelector("form[data-upload]");
  if (!form) return;
  form.querySelector("[data-without-script]").hidden = true;
  for (const input of form.querySelectorAll("[type=file]")) input.addEventListener("change", () => { if (input.files.length) take(form, input); });
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    for (const input of form.querySelectorAll("[type=file]")) if (input.files.length) take(form, input);
  });
  news.addEventListener("progress", ({ detail: { item, part } }) => say(item, { part, words: `${Math.round(part * 100)} %` }));
  news.addEventListener("sent", ({ detail: { item, known } }) => say(item, { part: 1, words: known === "bekend" ? "is er al" : "ontvangen", isDone: true }));
  news.addEventListener("refused", ({ detail: { item } }) => say(item, { words: REFUSED }));
  news.addEventListener("dropped", ({ detail: { item } }) => rowFor(item)?.remove());
  again();
}

// The phone of a participant in a vision workshop. The key of its answers, and what it answered, stay on this phone, so
// that answering again changes what was said instead of adding to it. It also looks every few seconds what is asked now.
// Without JavaScript the form works too: then the page that comes back after sending must stay open to change something.
const SECONDS = 5;
const MOVED = "Intussen wordt iets anders gevraagd. Verstuur eerst je antwoord.";
const CLOSED = "De vragen zijn intussen gesloten: wat je nu nog kiest, telt niet meer mee.";
const form = document.querySelector("form[data-workshop]");
const waiting = document.querySelector("[data-waiting]");
let isTouched = false;

function stored(name) {
  try {
    return JSON.parse(localStorage.getItem(name)) ?? {};
  } catch {
    return {};
  }
}

function keep(name, said) {
  try {
    localStorage.setItem(name, JSON.stringify(said));
  } catch {
    // a private window: the page itself still knows
  }
}

function controls() {
  return [...form.elements].filter((one) => /^(value|example)-/.test(one.name));
}

function fill(said) {
  if (said.key) form.elements.key.value = said.key;
  for (const one of controls()) {
    const value = said[one.name];
    if (!value) continue;
    if (one.type === "radio") one.checked ||= one.value === value;
    else one.value ||= value;
    const details = one.closest("details");
    if (details) details.open = true;
  }
}

function typed() {
  const said = { key: form.elements.key.value };
  for (const one of controls()) {
    if (one.type !== "radio") said[one.name] = one.value;
    else if (one.checked) said[one.name] = one.value;
    else said[one.name] ??= "";
  }
  return said;
}

async function look() {
  if (document.hidden) return;
  let page;
  try {
    const answer = await fetch(location.pathname, { cache: "no-store" });
    if (!answer.ok) return;
    page = new DOMParser().parseFromString(await answer.text(), "text/html");
  } catch {
    return; // no network for a moment
  }
  const now = page.querySelector("form[data-workshop]")?.dataset.asked ?? null;
  const here = form?.dataset.asked ?? null;
  if (now === here) return;
  if (!isTouched) location.assign(location.pathname);
  else if (!document.querySelector("[data-news]")) tell(now === null ? CLOSED : MOVED);
}

function tell(said) {
  const line = document.createElement("p");
  const link = document.createElement("a");
  line.className = "message info";
  line.dataset.news = "";
  line.setAttribute("role", "status");
  link.href = location.pathname;
  link.textContent = "Toon wat er nu op het scherm staat";
  line.append(`${said} `, link);
  form.before(line);
}

if (form) {
  const name = `visie-${form.dataset.workshop}`;
  if (new URLSearchParams(location.search).has("nieuw")) {
    keep(name, {}); // somebody else borrows the phone: another key, nothing filled in
    history.replaceState(null, "", location.pathname);
  }
  fill(stored(name));
  form.addEventListener("change", () => (isTouched = true));
  form.addEventListener("submit", () => keep(name, { ...stored(name), ...typed() }));
}
if (form || waiting) setInterval(look, SECONDS * 1000);

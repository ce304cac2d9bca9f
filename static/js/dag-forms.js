// A form marked data-queue is kept first and sent then, so that nothing depends on the reception of this moment.
import { newKey, queue } from "./dag-queue.js";

const words = (element) => (element?.textContent ?? "").replace(/\s+/g, " ").trim();

function labelOf(form, button, typed) {
  const what = form.dataset.label ?? words(button);
  return [what, ...typed.map(({ value }) => value)].join(": ").slice(0, 120);
}

// What somebody typed in sight, with its label: to show and to mend when the server refuses it.
export function typedIn(form) {
  const fields = [...form.elements].filter((field) => field.matches("input:not([type=hidden], [type=radio], [type=file]), textarea"));
  return fields.filter((field) => field.value).map((field) => ({
    name: field.name, label: words(field.labels?.[0]), value: field.value, isLong: field.matches("textarea"),
  }));
}

// 'data-unless' names what may be chosen instead of typing here.
function isAsked(field) {
  const other = field.dataset.unless;
  return other ? !field.form.querySelector(`[name="${other}"]:checked`) : field.required;
}

function lackingIn(form) {
  return [...form.elements].find((field) => isAsked(field) && !field.value.trim() && !field.closest("[hidden]"));
}

export function complains(form) {
  const lacking = lackingIn(form);
  if (!lacking) return false;
  lacking.setCustomValidity(lacking.dataset.lacks ?? `Vul in: ${words(lacking.labels?.[0])}.`);
  lacking.reportValidity();
  form.addEventListener("input", () => lacking.setCustomValidity(""), { once: true });
  return true;
}

async function keep(form, button) {
  const data = new FormData(form, button);
  const [key, at] = [newKey(), new Date().toISOString()];
  data.set("key", key);
  data.set("at", at);
  const typed = typedIn(form);
  const fields = [...data].filter(([, value]) => typeof value === "string");
  await queue({ key, at, url: form.action, fields, typed, label: labelOf(form, button, typed) });
  noted(form, button);
}

function noted(form, button) {
  if (!button?.hasAttribute("aria-pressed")) {
    for (const chosen of form.querySelectorAll(".pick :checked")) chosen.checked = chosen.defaultChecked;
    for (const field of form.elements) if (field.matches("input:not([type=hidden], [type=radio], [name=sender_name]), textarea")) field.value = field.defaultValue;
    return;
  }
  for (const other of form.querySelectorAll("[aria-pressed]")) other.setAttribute("aria-pressed", String(other === button));
}

export function watchForms() {
  document.addEventListener("submit", (event) => {
    const form = event.target;
    if (!form.matches("form[data-queue]")) return;
    event.preventDefault();
    if (!complains(form)) keep(form, event.submitter);
  });
}

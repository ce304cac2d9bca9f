// The visit form asks the server what follows from another service or hour. What somebody typed meanwhile wins: an
// answer to an older form is put aside, and the question is asked again.

function asText(form) {
  const data = new FormData(form);
  return new URLSearchParams([...data].map(([name, value]) => [name, String(value)])).toString();
}

function formOf(event) {
  const asker = event.detail.elt;
  return asker?.id === "bezoek-dienst" || asker?.id === "bezoek-wanneer" ? asker.closest("form") : null;
}

document.addEventListener("input", (event) => {
  if (!event.target.closest("#bezoek-wanneer")) return;
  event.target.form.elements.typed_when.value = "1";
});

document.addEventListener("htmx:beforeRequest", (event) => {
  const form = formOf(event);
  if (form) event.detail.xhr.askedWith = asText(form);
});

document.addEventListener("htmx:beforeSwap", (event) => {
  const form = formOf(event);
  if (!form || event.detail.xhr.askedWith === asText(form)) return;
  event.detail.shouldSwap = false;
  event.detail.elt.dispatchEvent(new Event("change", { bubbles: true }));
});

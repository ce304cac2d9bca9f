// A dialog is a page of its own first: <a href="..." data-dialog> opens that page's <main> in a <dialog>.
// Without JavaScript, or when fetching fails, the link just goes there.
const PARTS = "[data-dialog-part]";

function makeDialog() {
  const dialog = document.createElement("dialog");
  dialog.className = "dialog";
  dialog.addEventListener("close", () => dialog.remove());
  dialog.addEventListener("click", (event) => {
    if (event.target === dialog || event.target.closest("[data-close]")) {
      event.preventDefault();
      dialog.close();
    }
  });
  document.body.append(dialog);
  return dialog;
}

export function fill(dialog, page, url) {
  const part = page.querySelector(PARTS) ?? page.querySelector("main");
  const head = document.createElement("div");
  head.className = "dialog-head";
  const title = page.querySelector("h1");
  const heading = document.createElement("h2");
  heading.id = "dialog-title";
  heading.textContent = title ? title.textContent.trim() : "";
  const close = document.createElement("button");
  close.type = "button";
  close.className = "button quiet";
  close.dataset.close = "";
  close.textContent = "Sluiten";
  head.append(heading, close);
  const body = document.createElement("div");
  body.append(...part.cloneNode(true).childNodes);
  body.querySelector("h1")?.remove();
  for (const form of body.querySelectorAll("form")) {
    if (!form.getAttribute("action")) form.action = url;
  }
  dialog.setAttribute("aria-labelledby", heading.id);
  dialog.replaceChildren(head, body);
  for (const form of body.querySelectorAll("form")) form.noValidate = true;
  window.htmx?.process(dialog);
  (dialog.querySelector("[autofocus]") ?? heading).focus();
}

async function page(url, options) {
  const response = await fetch(url, { headers: { "X-Requested-With": "dialog" }, ...options });
  const html = await response.text();
  return { response, page: new DOMParser().parseFromString(html, "text/html") };
}

export async function open(url) {
  const { response, page: content } = await page(url);
  if (!response.ok || response.redirected) {
    window.location.assign(url);
    return null;
  }
  const dialog = makeDialog();
  fill(dialog, content, url);
  dialog.showModal();
  dialog.addEventListener("submit", (event) => submit(event, dialog));
  return dialog;
}

// A form that is right answers with a redirect: follow it. One with errors comes back, and stays in the dialog.
async function submit(event, dialog) {
  const form = event.target;
  if (form.method !== "post" || form.hasAttribute("hx-post")) return;
  event.preventDefault();
  const body = new FormData(form, event.submitter);
  const { response, page: content } = await page(form.action, { method: "POST", body });
  if (response.redirected) window.location.assign(response.url);
  else fill(dialog, content, form.action);
}

document.addEventListener("click", (event) => {
  const link = event.target.closest("a[data-dialog]");
  if (!link || event.ctrlKey || event.metaKey || event.shiftKey || event.button !== 0) return;
  event.preventDefault();
  open(link.href).catch(() => window.location.assign(link.href));
});

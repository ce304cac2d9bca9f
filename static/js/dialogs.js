// A dialog is a page of its own first: <a href="..." data-dialog> opens that page in a <dialog>, or only the part of
// it that is marked data-dialog-part. Without JavaScript, or when fetching fails, the link just goes there.
const OFFLINE = "Er is geen verbinding. Wat je typte staat er nog: probeer zo meteen opnieuw.";

function make(tag, className, text) {
  const element = document.createElement(tag);
  element.className = className;
  element.textContent = text;
  return element;
}

function makeDialog() {
  const dialog = make("dialog", "dialog", "");
  let pressedOutside = false;
  dialog.addEventListener("close", () => dialog.remove());
  dialog.addEventListener("pointerdown", (event) => { pressedOutside = event.target === dialog; });
  dialog.addEventListener("click", (event) => {
    const outside = event.target === dialog && pressedOutside;
    if (!outside && !event.target.closest("[data-close]")) return;
    event.preventDefault();
    dialog.close();
  });
  dialog.addEventListener("submit", (event) => submit(event, dialog));
  document.body.append(dialog);
  return dialog;
}

// The heading takes the focus, so that one hears what opened; a form with problems gives it to its summary.
function headOf(content, hasFocus) {
  const heading = make("h2", "dialog-title", content.querySelector("h1")?.textContent.trim() ?? "");
  heading.id = `dialog-title-${document.querySelectorAll("dialog").length}`;
  heading.tabIndex = -1;
  heading.autofocus = !hasFocus;
  const close = make("button", "button quiet", "Sluiten");
  close.type = "button";
  close.dataset.close = "";
  const head = make("div", "dialog-head", "");
  head.append(heading, close);
  return head;
}

export function fill(dialog, content, url) {
  const part = content.querySelector("[data-dialog-part]") ?? content.querySelector("main");
  const body = make("div", "dialog-body", "");
  body.append(...document.importNode(part, true).childNodes);
  body.querySelector("h1")?.remove();
  for (const form of body.querySelectorAll("form")) {
    form.noValidate = true;
    if (!form.getAttribute("action")) form.action = url;
  }
  const head = headOf(content, body.querySelector("[autofocus]"));
  dialog.setAttribute("aria-labelledby", head.firstChild.id);
  dialog.replaceChildren(head, body);
  window.htmx?.process(body);
  dialog.querySelector("[autofocus]").focus();
}

// Gives the page, or the address that the server redirects to: the browser has to go there itself.
async function load(url, options) {
  const response = await fetch(url, { headers: { "X-Dialog": "1" }, ...options });
  const content = new DOMParser().parseFromString(await response.text(), "text/html");
  return { content, next: response.headers.get("X-Location"), ok: response.ok };
}

// Going to where one is already would not load it again, or lose the place.
export function go(url) {
  const there = new URL(url, window.location.href);
  const here = window.location;
  if (there.pathname + there.search === here.pathname + here.search) here.reload();
  else here.assign(there);
}

export async function open(url) {
  const { content, next, ok } = await load(url);
  if (next || !ok) {
    go(next ?? url);
    return;
  }
  const dialog = makeDialog();
  dialog.showModal();
  fill(dialog, content, url);
}

// A form that is right answers with a redirect: follow it. One with problems comes back, and stays in the dialog.
async function submit(event, dialog) {
  const form = event.target;
  if (event.defaultPrevented || form.method !== "post" || form.hasAttribute("hx-post")) return;
  event.preventDefault();
  if (dialog.getAttribute("aria-busy") === "true") return;
  const action = event.submitter?.getAttribute("formaction") ?? form.action;
  const body = new FormData(form, event.submitter);
  dialog.setAttribute("aria-busy", "true");
  try {
    const { content, next } = await load(action, { method: "POST", body });
    if (next) go(next);
    else fill(dialog, content, action);
  } catch {
    const problem = make("p", "message stop", OFFLINE);
    problem.setAttribute("role", "alert");
    dialog.querySelector(".dialog-body").prepend(problem);
  } finally {
    dialog.removeAttribute("aria-busy");
  }
}

document.addEventListener("click", (event) => {
  const link = event.target.closest("a[data-dialog]");
  if (!link || event.defaultPrevented || event.ctrlKey || event.metaKey || event.shiftKey || event.button !== 0) return;
  event.preventDefault();
  open(link.href).catch(() => go(link.href));
});

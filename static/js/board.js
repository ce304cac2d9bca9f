// The week board: cards are carried by mouse, finger or keyboard; every change is a POST whose answer swaps its parts.
import "./board-drag.js";
import "./board-keys.js";
import { closeDialogs, show } from "./board-send.js";

const root = document.getElementById("bord");
const narrow = window.matchMedia("(max-width: 43.75rem)");

// The answer brings the list of a narrow screen, or the cells of a wide one; the other becomes stale.
document.addEventListener("htmx:configRequest", (event) => {
  event.detail.headers["X-Board-Narrow"] = narrow.matches ? "1" : "0";
});
let isStale = false;
document.addEventListener("board:changed", (event) => {
  isStale = true;
  closeDialogs();
  show(event.detail.visit);
});
document.addEventListener("board:refused", (event) => {
  isStale = true;
  closeDialogs();
  if (event.detail.gone && event.detail.visit) {
    for (const card of root.querySelectorAll(`[data-visit="${event.detail.visit}"]`)) card.closest("li").remove();
  }
});
narrow.addEventListener("change", () => isStale && window.location.reload());

// Without an answer nothing changed: say so, instead of leaving the card where it was without a word.
for (const name of ["htmx:sendError", "htmx:responseError"]) {
  document.addEventListener(name, () => {
    const line = document.createElement("p");
    line.className = "message stop";
    line.textContent = "Dit is niet bewaard: de server antwoordt niet. Probeer opnieuw, of herlaad de pagina.";
    document.getElementById("bord-melding").replaceChildren(line);
  });
}

document.addEventListener("keydown", (event) => {
  const isUndo = (event.ctrlKey || event.metaKey) && !event.shiftKey && event.key.toLowerCase() === "z";
  if (!isUndo || event.target.closest("input, textarea, select, dialog")) return;
  event.preventDefault();
  const form = document.querySelector("[data-undo]");
  if (form && !form.querySelector("button").disabled) form.requestSubmit();
});

// The panel stays as it was left.
const panel = document.querySelector(".board-panel");
if (localStorage.getItem("board-panel") === "closed") panel.open = false;
panel.addEventListener("toggle", () => localStorage.setItem("board-panel", panel.open ? "open" : "closed"));

document.addEventListener("click", (event) => {
  if (event.target.closest("[data-toast-close]")) document.getElementById("bord-melding").replaceChildren();
});

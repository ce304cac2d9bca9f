// The week board: cards are carried by mouse, finger or keyboard; every change is a POST whose answer swaps its parts.
import "./board-drag.js";
import "./board-keys.js";
import { minutesAt, QUARTER, startOnDay } from "./board-places.js";
import { clockInput } from "./board-words.js";
import { open } from "./dialogs.js";
import { closeDialogs, focusAfter, show } from "./board-send.js";

const root = document.getElementById("bord");
const narrow = window.matchMedia("(max-width: 43.75rem)");

// The answer brings the list of a narrow screen, or the cells of a wide one; the other becomes stale.
document.addEventListener("htmx:configRequest", (event) => {
  event.detail.headers["X-Board-Narrow"] = narrow.matches ? "1" : "0";
});
let isStale = false;
document.addEventListener("board:changed", (event) => {
  isStale = true;
  const [visit] = event.detail.visits;
  if (closeDialogs()) focusAfter(visit);
  event.detail.visits.forEach(dropOutdated);
  show(visit);
});
document.addEventListener("board:refused", (event) => {
  isStale = true;
  closeDialogs();
  event.detail.visits.forEach(event.detail.gone ? removeCards : dropOutdated);
});

document.addEventListener("board:news", (event) => {
  isStale = true;
  event.detail.visits.forEach(dropOutdated);
  event.detail.gone.forEach(removeCards);
});

// Somebody else may have moved a card from where it still stands here: only its newest state stays.
function dropOutdated(visit) {
  const cards = [...root.querySelectorAll(`.visit[data-visit="${visit}"]`)];
  const newest = Math.max(...cards.map((card) => Number(card.dataset.revision)));
  for (const card of cards) if (Number(card.dataset.revision) < newest) card.closest("li").remove();
}

function removeCards(visit) {
  for (const card of root.querySelectorAll(`.visit[data-visit="${visit}"]`)) card.closest("li").remove();
}
narrow.addEventListener("change", () => isStale && window.location.reload());

// Without a right answer nothing changed: say so, instead of leaving the card where it was without a word.
function complain(text) {
  const line = document.createElement("p");
  line.className = "message stop";
  line.textContent = text;
  document.querySelector("dialog[open] .dialog-body, #bord-melding").prepend(line);
}

document.addEventListener("htmx:sendError", () => {
  complain("Dit is niet bewaard: er is geen verbinding. Probeer het zo meteen opnieuw.");
});
document.addEventListener("htmx:responseError", (event) => {
  const isOld = event.detail.xhr.status === 403;
  const why = isOld ? "deze pagina is te oud. Herlaad ze" : "er liep iets mis. Herlaad de pagina";
  complain(`Dit is niet bewaard: ${why} en probeer opnieuw.`);
});
document.addEventListener("htmx:beforeSwap", (event) => {
  const { xhr, requestConfig } = event.detail;
  if (new URL(xhr.responseURL).pathname === new URL(requestConfig.path, window.location.href).pathname) return;
  event.detail.shouldSwap = false;
  complain("Dit is niet bewaard: je bent intussen afgemeld. Meld je aan in een ander venster en probeer opnieuw.");
});

document.addEventListener("keydown", (event) => {
  const isUndo = (event.ctrlKey || event.metaKey) && !event.shiftKey && event.key.toLowerCase() === "z";
  if (!isUndo || event.target.closest("input, textarea, select, dialog")) return;
  event.preventDefault();
  const form = document.querySelector("[data-undo]");
  if (form && !form.querySelector("button").disabled) form.requestSubmit();
});

// A click on an empty quarter of the day asks for a new visit there.
root.addEventListener("click", (event) => {
  const lane = event.target.closest(".lane .quarters");
  if (!lane || event.target.closest(".visit") || event.defaultPrevented) return;
  const url = new URL(root.dataset.new, window.location.href);
  const start = startOnDay(Math.floor(minutesAt(event.clientX, lane) / QUARTER) * QUARTER);
  url.searchParams.set(lane.dataset.row.startsWith("p") ? "person" : "service", lane.dataset.row.slice(1));
  url.searchParams.set("day", lane.dataset.day);
  url.searchParams.set("start", clockInput(start));
  open(url.href).catch(() => window.location.assign(url));
});

// The list of people gets long: typing a part of a name shows only those.
const filter = document.getElementById("mensen-zoeken");
function applyFilter() {
  const text = filter.value.trim().toLowerCase();
  for (const chip of root.querySelectorAll("[data-person-chip]")) {
    chip.hidden = !chip.querySelector("a").textContent.toLowerCase().includes(text);
  }
}
filter.closest("[hidden]")?.removeAttribute("hidden");
filter.addEventListener("input", applyFilter);
document.addEventListener("htmx:afterSettle", applyFilter);

// What others change comes in by itself, but not under somebody's hands.
document.addEventListener("htmx:beforeRequest", (event) => {
  const isBusy = document.body.classList.contains("is-carrying") || document.querySelector("dialog[open]");
  if (event.target.id === "bord-nieuws" && (isBusy || document.hidden)) event.preventDefault();
});

document.addEventListener("visibilitychange", () => {
  document.getElementById("bord-nieuws").dispatchEvent(new Event("board:look"));
});

// The panel stays as it was left.
const panel = document.querySelector(".board-panel");
if (localStorage.getItem("board-panel") === "closed") panel.open = false;
panel.addEventListener("toggle", () => localStorage.setItem("board-panel", panel.open ? "open" : "closed"));

document.addEventListener("click", (event) => {
  if (event.target.closest("[data-toast-close]")) document.getElementById("bord-melding").replaceChildren();
});

root.dataset.ready = ""; // from here on cards can be carried

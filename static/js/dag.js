// The pages of the day: readable and usable without reception, and what is noted leaves by itself.
import { watchFiles } from "./dag-files.js";
import { watchForms } from "./dag-forms.js";
import { keepFresh } from "./dag-fresh.js";
import { followTheClock } from "./dag-now.js";
import { start } from "./dag-queue.js";
import { showStatus } from "./dag-status.js";

const { worker, pages, copy } = document.getElementById("dag-bereik").dataset;

// Once the worker is there it fetches what the first load took without it.
async function keepForLater() {
  if (!worker || !("serviceWorker" in navigator)) return;
  try {
    await navigator.serviceWorker.register(worker, { scope: "/dag/" });
    const { active } = await navigator.serviceWorker.ready;
    const files = performance.getEntriesByType("resource").map(({ name }) => name).filter((name) => /\.(css|js|ttf|svg|png)$/.test(new URL(name).pathname));
    const addresses = pages.split(" ").filter(Boolean).map((page) => new URL(page, location.href).href);
    active.postMessage({ keep: { pages: addresses, files } });
  } catch {
    // without a worker the open page goes on by itself
  }
}

function whoSaysIt() {
  const other = document.querySelector("[data-other]");
  const show = () => { other.hidden = document.querySelector("[name=who]:checked")?.value === "ik"; };
  for (const radio of document.querySelectorAll("[name=who]")) radio.addEventListener("change", show);
  if (other) show();
}

// Whoever scanned a code says once who they are; a browser that keeps nothing asks it again.
const remembered = {
  get() { try { return sessionStorage.getItem("dag-naam") ?? ""; } catch { return ""; } },
  set(name) { try { sessionStorage.setItem("dag-naam", name); } catch { /* asked again */ } },
};

function sameName() {
  const fields = [...document.querySelectorAll("[name=sender_name]")];
  const fill = (name) => fields.forEach((field) => { field.value = name; });
  for (const field of fields) field.addEventListener("input", ({ target }) => { fill(target.value); remembered.set(target.value); });
  if (fields.every(({ value }) => !value)) fill(remembered.get());
}

// A page kept without '?bezoek=' still opens at the visit that was asked for.
function visitAsked() {
  const visit = new URLSearchParams(location.search).get("bezoek");
  for (const select of visit ? document.querySelectorAll("select[name=visit]") : []) {
    if ([...select.options].some(({ value }) => value === visit)) select.value = visit;
  }
}

showStatus();
watchForms();
watchFiles();
keepFresh();
followTheClock();
whoSaysIt();
sameName();
visitAsked();
start({ isCopy: copy === "ja" });
keepForLater();

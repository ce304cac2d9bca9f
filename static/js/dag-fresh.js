// After something was sent: who is there is read anew, and nothing that somebody types is touched.
import { news, waiting } from "./dag-queue.js";

const PARTS = [".presence", ".day-count"];

async function refresh() {
  const day = document.getElementById("dag");
  if (!day?.querySelector("form[data-queue]") || (await waiting()).some((item) => !item.problem)) return;
  const answer = await fetch(location.pathname, { headers: { Accept: "text/html" }, cache: "no-store" }).catch(() => null);
  if (!answer?.ok) return;
  const fresh = new DOMParser().parseFromString(await answer.text(), "text/html");
  for (const visit of document.querySelectorAll("[id^=bezoek-]")) {
    const other = fresh.getElementById(visit.id);
    for (const part of other ? PARTS : []) renew(visit.querySelector(part), other.querySelector(part));
  }
}

function renew(old, fresh) {
  if (!old || !fresh || old.innerHTML === fresh.innerHTML) return;
  const buttons = [...old.querySelectorAll("button")];
  const place = buttons.indexOf(document.activeElement);
  old.replaceChildren(...fresh.childNodes);
  old.querySelectorAll("button")[place]?.focus();
}

export function keepFresh() {
  let clock = 0;
  news.addEventListener("sent", ({ detail: { item } }) => {
    if (item.blob) return;
    clearTimeout(clock);
    clock = setTimeout(refresh, 300);
  });
}

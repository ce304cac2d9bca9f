// Moves 'nu' and 'straks' along by the clock of the phone, also without reception.
const ONCE_A = 20000;

function stateOf(item, now) {
  if (new Date(item.dataset.end) <= now) return "voorbij";
  return new Date(item.dataset.start) <= now ? "nu" : "later";
}

function show(item, state) {
  const badge = item.querySelector("[data-state]");
  if (!badge || badge.textContent === state) return;
  badge.textContent = state;
  item.classList.remove("is-voorbij", "is-nu", "is-straks", "is-later");
  item.classList.add(`is-${state}`);
}

function move() {
  const now = new Date();
  const today = now.toLocaleDateString("sv-SE");
  for (const day of document.querySelectorAll("[data-day]")) {
    let isNext = day.dataset.day === today;
    for (const item of day.querySelectorAll("[data-start][data-end]")) {
      let state = stateOf(item, now);
      if (state === "later" && isNext) {
        state = "straks";
        isNext = false;
      }
      show(item, state);
    }
    for (const leave of day.querySelectorAll("[data-leave]")) leave.hidden = new Date(leave.dataset.leave) < now - 15 * 60000;
  }
}

export function followTheClock() {
  if (!document.querySelector("[data-start]")) return;
  move();
  setInterval(move, ONCE_A);
}

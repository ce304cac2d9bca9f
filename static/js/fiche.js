// The form of a fiche: take over a value, and add a row. Without it one types the value, and each save gives a new row.
document.documentElement.classList.add("can-fill");
const status = document.getElementById("status");

function fill(button) {
  const control = document.getElementById(button.dataset.fill);
  if (!control) return;
  control.value = button.dataset.value;
  control.focus();
  status.textContent = "Overgenomen. Kies Bewaren om het te houden.";
}

function addRow() {
  const rows = document.querySelector("[data-rows]");
  const template = rows.querySelector("template");
  const number = rows.querySelectorAll(".fiche-row").length;
  const holder = document.createElement("template");
  holder.innerHTML = template.innerHTML.replaceAll("__n__", String(number));
  const row = holder.content.firstElementChild;
  rows.insertBefore(row, template);
  row.querySelector("input:not([type=hidden]), select, textarea").focus();
}

document.addEventListener("click", (event) => {
  const button = event.target.closest("[data-fill], [data-add-row]");
  if (!button) return;
  if (button.dataset.fill) fill(button);
  else addRow();
});

// <button data-copy="id" hidden>: copies the text of that element; without JavaScript it stays hidden.
const status = document.getElementById("status");

for (const button of document.querySelectorAll("[data-copy]")) {
  button.hidden = !navigator.clipboard;
}

document.addEventListener("click", async (event) => {
  const button = event.target.closest("[data-copy]");
  if (!button) return;
  const source = document.getElementById(button.dataset.copy);
  const label = button.querySelector("[data-label]") ?? button;
  try {
    await navigator.clipboard.writeText(source.value ?? source.textContent.trim());
    label.textContent = "Gekopieerd";
    status.textContent = "Gekopieerd";
  } catch {
    getSelection().selectAllChildren(source);
    label.textContent = "Druk Ctrl+C";
  }
});

// <button data-copy="id"> copies the text of that element. Without JavaScript, or a clipboard, the button is not there
// (css: [data-copy]) and the text is selected by hand.
const status = document.getElementById("status");

if (navigator.clipboard) document.documentElement.classList.add("can-copy");

document.addEventListener("click", async (event) => {
  const button = event.target.closest("[data-copy]");
  if (!button) return;
  const source = document.getElementById(button.dataset.copy);
  try {
    await navigator.clipboard.writeText(source.textContent.trim());
    button.querySelector("[data-label]").textContent = "Gekopieerd";
    status.textContent = "Gekopieerd";
  } catch {
    getSelection().selectAllChildren(source);
    status.textContent = "De tekst is geselecteerd: kopieer hem met Ctrl en C.";
  }
});

// Placeholders become buttons that insert themselves where one is typing; without this they are a list to copy.
const body = document.getElementById("id_body");
const fields = [document.getElementById("id_subject"), body];
let last = fields.includes(document.activeElement) ? document.activeElement : body;

for (const field of fields) field?.addEventListener("focus", () => (last = field));

for (const code of document.querySelectorAll("[data-placeholder]")) {
  const button = document.createElement("button");
  button.type = "button";
  button.className = "button";
  button.textContent = code.dataset.placeholder;
  button.setAttribute("aria-label", `Voeg ${code.dataset.placeholder} toe`);
  button.addEventListener("click", () => {
    last.setRangeText(code.dataset.placeholder, last.selectionStart, last.selectionEnd, "end");
    last.dispatchEvent(new Event("input", { bubbles: true }));
    last.focus();
  });
  code.replaceWith(button);
}

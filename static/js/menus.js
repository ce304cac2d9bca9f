// <details data-menu> opens by itself; this closes it: on Escape, on a click or a focus outside.
const menus = () => document.querySelectorAll("details[data-menu][open]");

function closeOutside(event) {
  for (const menu of menus()) {
    if (!menu.contains(event.target)) menu.open = false;
  }
}

document.addEventListener("pointerdown", closeOutside);
document.addEventListener("focusin", closeOutside);
document.addEventListener("keydown", (event) => {
  if (event.key !== "Escape") return;
  for (const menu of menus()) {
    menu.open = false;
    menu.querySelector("summary").focus();
  }
});

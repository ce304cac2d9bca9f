// What every page has: menus that close, dialogs, the current tab in sight, and the server's own words for errors.
import "./menus.js";
import "./dialogs.js";
import "./visit-form.js";

for (const tab of document.querySelectorAll(".tabs [aria-current]")) tab.scrollIntoView({ inline: "center", block: "nearest" });

// Our own summary says what is missing, in Dutch and with links: the browser's bubbles stay away.
function quiet(root) {
  if (root.method === "post") root.noValidate = true;
  for (const form of root.querySelectorAll("form[method=post]")) form.noValidate = true;
}

quiet(document);
document.addEventListener("htmx:load", (event) => quiet(event.target));

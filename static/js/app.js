// What every page has: menus that close, dialogs, the focus after an htmx swap.
import "./menus.js";
import "./dialogs.js";

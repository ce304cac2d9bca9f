// A section of the report: an editor instead of HTML, saved by itself, and never over what somebody else wrote.
const form = document.getElementById("sectie");
const textarea = form.querySelector("textarea[name=text]");
const status = document.getElementById("bewaard");
const other = document.getElementById("andere");
const WAIT = 1500; // milliseconds after the last key

let editor = null;
let timer = 0;
let sending = null;
let conflict = null;
let last = snapshot();

function snapshot() {
  const data = new FormData(form);
  data.delete("csrfmiddlewaretoken");
  data.delete("revision");
  return JSON.stringify([...data]);
}

function say(text) {
  status.textContent = text;
}

async function save() {
  clearTimeout(timer);
  if (conflict) return;
  if (sending) {
    await sending;
    return schedule();
  }
  const now = snapshot();
  if (now === last) return;
  say("Bewaren…");
  sending = send(now);
  await sending;
  sending = null;
}

async function send(now) {
  try {
    const headers = { Accept: "application/json" };
    await understand(await fetch(location.href, { method: "POST", body: new FormData(form), headers }), now);
  } catch {
    say("Niet bewaard: er is geen verbinding. Je tekst blijft hier staan; we proberen het opnieuw.");
    timer = setTimeout(save, 5000);
  }
}

async function understand(response, sent) {
  if (response.redirected) {
    say("Niet bewaard: je bent afgemeld. Kopieer je tekst, meld je opnieuw aan en plak hem hier.");
  } else if (response.ok) {
    const { revision, saved } = await response.json();
    form.elements.revision.value = revision;
    last = sent;
    say(`Bewaard om ${saved}.`);
  } else if (response.status === 409) {
    showOther(await response.json());
  } else if (response.status === 422) {
    say(`Niet bewaard: ${(await response.json()).message}`);
  } else {
    say("Niet bewaard. Kopieer je tekst en herlaad de pagina.");
  }
}

function showOther(now) {
  conflict = now;
  other.hidden = false;
  other.querySelector("[data-message]").textContent = now.message;
  other.querySelector("[data-text]").innerHTML = now.text; // cleaned by the server
  other.querySelector("[data-choices]").hidden = false;
  say("Niet bewaard: iemand anders bewaarde intussen iets.");
  other.scrollIntoView({ block: "nearest" });
}

function settle() {
  form.elements.revision.value = conflict.revision;
  conflict = null;
  other.hidden = true;
}

function takeOther() {
  const { title, text, chosen } = conflict;
  settle();
  form.elements.title.value = title;
  for (const [name, keys] of Object.entries(chosen)) {
    for (const box of form.querySelectorAll(`input[name=${name}]`)) box.checked = keys.includes(Number(box.value));
  }
  if (editor) editor.commands.setContent(text);
  textarea.value = text;
  last = snapshot();
  say("Overgenomen.");
}

function keepMine() {
  settle();
  last = "";
  save();
}

function schedule() {
  clearTimeout(timer);
  timer = setTimeout(save, WAIT);
}

const BUTTONS = [
  ["B", "Vet", (chain) => chain.toggleBold(), "bold"],
  ["I", "Cursief", (chain) => chain.toggleItalic(), "italic"],
  ["Kop", "Tussenkop", (chain) => chain.toggleHeading({ level: 3 }), "heading"],
  ["• Lijst", "Lijst met punten", (chain) => chain.toggleBulletList(), "bulletList"],
  ["1. Lijst", "Genummerde lijst", (chain) => chain.toggleOrderedList(), "orderedList"],
  ["”", "Citaat", (chain) => chain.toggleBlockquote(), "blockquote"],
];

function bar() {
  const menu = document.createElement("div");
  menu.className = "prose-menubar";
  menu.setAttribute("role", "toolbar");
  menu.setAttribute("aria-label", "Opmaak");
  for (const [face, label, act, name] of BUTTONS) menu.append(button(face, label, () => act(editor.chain().focus()).run(), name));
  menu.append(button("Link", "Link", link, "link"));
  menu.append(button("↶", "Ongedaan maken", () => editor.chain().focus().undo().run()));
  menu.append(button("↷", "Opnieuw", () => editor.chain().focus().redo().run()));
  return menu;
}

function button(face, label, act, name) {
  const made = document.createElement("button");
  made.type = "button";
  made.textContent = face;
  made.title = label;
  made.setAttribute("aria-label", label);
  if (name) made.dataset.mark = name;
  made.addEventListener("click", act);
  return made;
}

function link() {
  const before = editor.getAttributes("link").href || "https://";
  const href = prompt("Adres van de link. Leeg: geen link.", before);
  if (href === null) return;
  const chain = editor.chain().focus().extendMarkRange("link");
  if (!href.trim() || href.trim() === "https://") chain.unsetLink().run();
  else chain.setLink({ href: href.trim() }).run();
}

function showMarks() {
  for (const one of document.querySelectorAll(".prose-menubar [data-mark]")) {
    one.setAttribute("aria-pressed", String(editor.isActive(one.dataset.mark)));
  }
}

// What Word and websites paste: their headings become ours; their styles, which the page forbids, stay behind.
function plainer(html) {
  return html
    .replace(/<style[\s\S]*?<\/style>/gi, "")
    .replace(/\sstyle=("[^"]*"|'[^']*')/gi, "")
    .replace(/<(\/?)h[12]\b/gi, "<$1h3");
}

async function start() {
  const lib = await import(form.dataset.editor);
  const { Document, Paragraph, Text, HardBreak, Bold, Italic, Heading, BulletList, OrderedList, ListItem } = lib;
  const holder = document.createElement("div");
  holder.className = "prose-editor";
  textarea.before(holder);
  holder.append(textarea);
  const extensions = [
    ...[Document, Paragraph, Text, HardBreak, Bold, Italic, BulletList, OrderedList, ListItem],
    ...[lib.Blockquote, lib.History, lib.Gapcursor, lib.Dropcursor],
    Heading.configure({ levels: [3, 4] }),
    lib.Link.configure({ openOnClick: false }),
  ];
  const editorProps = { transformPastedHTML: plainer };
  // injectCSS would put a style element in the page, which the Content-Security-Policy forbids
  editor = new lib.Editor({ element: holder, extensions, content: textarea.value, injectCSS: false, editorProps });
  holder.prepend(bar());
  const area = holder.querySelector(".ProseMirror");
  area.setAttribute("role", "textbox");
  area.setAttribute("aria-multiline", "true");
  area.setAttribute("aria-label", "Tekst");
  form.querySelector("[data-plain]")?.remove();
  last = snapshot();
  editor.on("update", () => {
    textarea.value = editor.isEmpty ? "" : editor.getHTML();
    schedule();
  });
  editor.on("selectionUpdate", showMarks);
  editor.on("transaction", showMarks);
  document.documentElement.classList.add("has-editor");
}

form.addEventListener("input", schedule);
form.addEventListener("change", schedule);
addEventListener("beforeunload", (event) => {
  if (snapshot() !== last && !form.dataset.leaving) event.preventDefault();
});
form.addEventListener("submit", async (event) => {
  clearTimeout(timer);
  if (!sending) {
    form.dataset.leaving = "yes";
    return;
  }
  event.preventDefault(); // the answer that is on its way brings the revision to send along
  await sending;
  if (!conflict) form.requestSubmit();
});
other.querySelector("[data-take]").addEventListener("click", takeOther);
other.querySelector("[data-keep]").addEventListener("click", keepMine);
start();

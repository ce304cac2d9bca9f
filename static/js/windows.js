// Makes an editor of windows calmer: empty moments wait behind a button, and the first day can be copied.
for (const editor of document.querySelectorAll("[data-windows]")) start(editor);

function start(editor) {
  const rows = [...editor.querySelectorAll(".windows-row")];
  const refresh = rows.map(tidy);
  const copied = Number(editor.dataset.copiedRows ?? 0);
  if (copied > 1) {
    const last = rows[copied - 1].getAttribute("aria-label");
    const copy = button(`Kopieer tot en met ${last}`, "", () => {
      rows.slice(1, copied).forEach((row) => copyInputs(rows[0], row));
      refresh.forEach((show) => show());
    });
    tools(rows[0]).append(copy);
  }
}

function tidy(row) {
  const pairs = [...row.querySelectorAll("[data-pair]")];
  const more = button("+ moment", row.getAttribute("aria-label"), () => {
    const next = pairs.find((pair) => pair.hidden);
    next.hidden = false;
    next.querySelector("input").focus();
    more.hidden = !pairs.some((pair) => pair.hidden);
  });
  const show = () => {
    pairs.slice(1).forEach((pair) => {
      pair.hidden = [...pair.querySelectorAll("input")].every((input) => !input.value);
    });
    more.hidden = !pairs.some((pair) => pair.hidden);
  };
  if (pairs.length > 1) row.querySelector(".windows-pairs").append(more);
  show();
  return show;
}

function copyInputs(from, to) {
  const source = [...from.querySelectorAll("input")];
  [...to.querySelectorAll("input")].forEach((input, number) => {
    if (!source[number]) return;
    input.value = source[number].value;
    input.checked = source[number].checked;
  });
}

function tools(row) {
  const found = row.querySelector(".windows-tools");
  if (found) return found;
  const made = document.createElement("span");
  made.className = "windows-tools";
  row.append(made);
  return made;
}

function button(text, about, act) {
  const made = document.createElement("button");
  made.type = "button";
  made.className = "button quiet small";
  made.textContent = text;
  if (about) {
    const hidden = document.createElement("span");
    hidden.className = "visually-hidden";
    hidden.textContent = ` op ${about}`;
    made.append(hidden);
  }
  made.addEventListener("click", act);
  return made;
}

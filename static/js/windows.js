// Makes the editor of weekly moments shorter: empty pairs wait behind a button, and a day can be copied to workdays.
for (const editor of document.querySelectorAll("[data-windows]")) {
  for (const row of editor.querySelectorAll(".windows-row")) tidy(row);
}

function inputsOf(part) {
  return [...part.querySelectorAll("input[type=time]")];
}

function isEmpty(pair) {
  return inputsOf(pair).every((input) => !input.value);
}

function button(text, describe, act) {
  const made = document.createElement("button");
  made.type = "button";
  made.className = "button quiet small";
  made.textContent = text;
  const hidden = document.createElement("span");
  hidden.className = "visually-hidden";
  hidden.textContent = ` (${describe})`;
  made.append(hidden);
  made.addEventListener("click", act);
  return made;
}

function tidy(row) {
  const pairs = [...row.querySelectorAll("[data-pair]")];
  const day = row.getAttribute("aria-label");
  const more = button("+ moment", day, () => {
    const next = pairs.find((pair) => pair.hidden);
    if (next) {
      next.hidden = false;
      inputsOf(next)[0].focus();
    }
    show();
  });
  function show() {
    more.hidden = !pairs.some((pair) => pair.hidden);
  }
  pairs.slice(1).forEach((pair) => {
    pair.hidden = isEmpty(pair);
  });
  if (pairs.length > 1) row.querySelector(".windows-pairs").append(more);
  show();
}

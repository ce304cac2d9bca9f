// What a crop keeps in view: pointed at on the picture, and written in the two number fields.

const frame = document.querySelector("[data-focus]");
const fields = ["id_focus_x", "id_focus_y"].map((id) => document.getElementById(id));

function show(mark) {
  const [x, y] = fields.map((field) => Math.min(Math.max(Number(field.value) || 0, 0), 100));
  mark.style.left = `${x}%`;
  mark.style.top = `${y}%`;
}

if (frame && fields.every(Boolean)) {
  const mark = document.createElement("span");
  mark.className = "focus-mark";
  frame.append(mark);
  show(mark);
  for (const field of fields) field.addEventListener("input", () => show(mark));
  frame.addEventListener("click", (event) => {
    const box = frame.getBoundingClientRect();
    fields[0].value = Math.round(((event.clientX - box.left) / box.width) * 100);
    fields[1].value = Math.round(((event.clientY - box.top) / box.height) * 100);
    for (const field of fields) field.dispatchEvent(new Event("input", { bubbles: true }));
  });
}

// Who chooses to come in part, or to send somebody else, sees at once where to say which part, or who.
// Without JavaScript these parts open by hand.
const opens = { deels: "een-deel", vervanging: "iemand-anders" };

document.addEventListener("change", (event) => {
  if (event.target.name !== "how") return;
  const part = document.getElementById(opens[event.target.value]);
  if (part) part.open = true;
});

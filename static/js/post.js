// Counts along while a post is written, as its channel counts; the server counts the same way (press/communication/lengths.py).
const LIMITS = { x: 280, bluesky: 300, instagram: 2200, linkedin: 3000 };
const ADVICE = { facebook: 500, gemeenteblad: 250, site: 400 };
const IN_WORDS = ["gemeenteblad", "site"];
const LINK = /https?:\/\/\S+/gu;
const LIGHT = [[0, 4351], [8192, 8205], [8208, 8223], [8242, 8247]];

const text = document.getElementById("id_text");
const channel = document.getElementById("id_channel");
const shown = document.querySelector("[data-post-length]");

const clusters = (value) => [...new Intl.Segmenter("nl").segment(value)].map((part) => part.segment);
const isLight = (sign) => LIGHT.some(([low, high]) => sign.codePointAt(0) >= low && sign.codePointAt(0) <= high);
const weight = (cluster) => ([...cluster].every(isLight) ? [...cluster].length : 2);

function count(value, name) {
  if (IN_WORDS.includes(name)) return value.split(/\s+/u).filter(Boolean).length;
  if (name === "bluesky") return clusters(value).length;
  if (name !== "x") return [...value].length;
  const links = value.match(LINK) ?? [];
  const rest = value.replace(LINK, "").normalize("NFC");
  return links.length * 23 + clusters(rest).reduce((sum, cluster) => sum + weight(cluster), 0);
}

function show() {
  const name = channel.value;
  const number = count(text.value.trim(), name);
  const unit = IN_WORDS.includes(name) ? "woorden" : "tekens";
  const limit = LIMITS[name];
  const tooLong = limit && number > limit ? ": te lang" : "";
  shown.textContent = limit ? `${number} van ${limit} ${unit}${tooLong}` : `${number} ${unit}, hou het rond ${ADVICE[name]}`;
}

text.after(shown);
text.addEventListener("input", show);
channel.addEventListener("change", show);
show();

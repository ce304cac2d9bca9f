// A small map beside the two coordinate fields. The fields stay the equal way: what is typed moves the pin, and back.
const L = window.L;
const FLANDERS = [51.0, 4.1];
const STEP = 12; // pixels per arrow key

for (const editor of document.querySelectorAll("[data-map]")) start(editor);

function parse(text) {
  const number = Number.parseFloat(text.trim().replace(",", "."));
  return Number.isFinite(number) ? number : null;
}

function format(number) {
  return number.toFixed(6).replace(/0+$/, "").replace(".", ",");
}

function split(text) {
  if (/^\s*-?\d+,\d+\s*$/.test(text)) return null; // one number with a comma
  const pair = text.match(/^\s*(-?\d+(?:[.,]\d+)?)\s*[,;\s]\s*(-?\d+(?:[.,]\d+)?)\s*$/);
  return pair ? [pair[1], pair[2]].map((number) => number.replace(".", ",")) : null;
}

function typed(latitude, longitude) {
  const pasted = longitude.value ? null : split(latitude.value);
  if (pasted) [latitude.value, longitude.value] = pasted;
  const point = [parse(latitude.value), parse(longitude.value)];
  return point.includes(null) ? null : point;
}

function start(editor) {
  const canvas = editor.querySelector("[data-map-canvas]");
  const [latitude, longitude] = editor.querySelectorAll("input");
  canvas.hidden = false;
  const map = L.map(canvas, { scrollWheelZoom: false, zoomAnimation: false, fadeAnimation: false, keyboard: false });
  map.attributionControl.setPrefix(false);
  L.control.scale({ imperial: false }).addTo(map);
  L.tileLayer(editor.dataset.tiles, { attribution: editor.dataset.attribution, maxZoom: 20 }).addTo(map);
  const point = typed(latitude, longitude);
  map.setView(point ?? FLANDERS, point ? 16 : 9);

  const icon = L.divIcon({ className: "", html: '<div class="point-pin"></div>', iconSize: [28, 28], iconAnchor: [14, 32] });
  const pin = L.marker(map.getCenter(), { draggable: true, keyboard: true, icon, title: "Versleep de speld, of gebruik de pijltjes", alt: "Speld op de kaart" });
  const place = (where) => {
    pin.setLatLng(where).addTo(map);
    label(pin);
  };
  const write = (where) => {
    latitude.value = format(where.lat);
    longitude.value = format(where.lng);
  };
  if (point) place(point);
  map.on("click", (event) => {
    place(event.latlng);
    write(event.latlng);
  });
  pin.on("dragend", () => write(pin.getLatLng()));
  for (const field of [latitude, longitude]) {
    field.addEventListener("change", () => {
      const where = typed(latitude, longitude);
      if (!where) return;
      place(where);
      map.setView(where, Math.max(map.getZoom(), 15));
    });
  }
  canvas.addEventListener("keydown", (event) => {
    const move = { ArrowUp: [0, -STEP], ArrowDown: [0, STEP], ArrowLeft: [-STEP, 0], ArrowRight: [STEP, 0] }[event.key];
    if (!move || event.target !== pin.getElement()) return;
    event.preventDefault();
    const where = map.unproject(map.project(pin.getLatLng()).add(move));
    place(where);
    write(where);
    map.panInside(where, { padding: [40, 40] });
  });
}

function label(pin) {
  const element = pin.getElement();
  element?.setAttribute("aria-label", "Speld op de kaart: verplaats met de pijltjestoetsen");
  element?.setAttribute("role", "button");
}

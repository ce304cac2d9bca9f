// Days and hours in words.
const days = new Intl.DateTimeFormat("nl-BE", { weekday: "long", day: "numeric", month: "long", timeZone: "UTC" });

export function dayWords(day) {
  return days.format(new Date(`${day}T12:00:00Z`));
}

export function clock(minutes) {
  const rest = ((minutes % 1440) + 1440) % 1440;
  return `${Math.floor(rest / 60)}.${String(rest % 60).padStart(2, "0")}`;
}

export function clockInput(minutes) {
  const rest = ((minutes % 1440) + 1440) % 1440;
  return `${String(Math.floor(rest / 60)).padStart(2, "0")}:${String(rest % 60).padStart(2, "0")}`;
}

export function hours(start, end) {
  return `${clock(start)}–${clock(end)}`;
}

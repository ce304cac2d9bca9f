// To the server and back, with an end to the patience.
const LATER = [408, 423, 425, 429];
const PATIENCE = 30000;
export const UNCLEAR = "De server gaf geen duidelijk antwoord. Kijk na wat je noteerde en verstuur het opnieuw.";
const CLOSED = "Deze link werkt niet meer. Vraag de coördinator een nieuwe.";

export async function ask(url, options, patience = PATIENCE) {
  const stop = new AbortController();
  const clock = setTimeout(() => stop.abort(), patience);
  try {
    return await fetch(url, { ...options, signal: stop.signal, cache: "no-store" });
  } finally {
    clearTimeout(clock);
  }
}

export async function refusal(answer) {
  if (answer.status >= 500 || LATER.includes(answer.status)) return { outcome: "later" };
  return { outcome: "geweigerd", message: (await sentence(answer)) || UNCLEAR };
}

async function sentence(answer) {
  const type = answer.headers.get("Content-Type") ?? "";
  if (type.startsWith("application/json")) return (await answer.json().catch(() => ({}))).message;
  if (type.startsWith("text/plain")) return answer.text();
  return [404, 410].includes(answer.status) ? CLOSED : "";
}

// One item to the server. Says 'klaar', 'later' (no reception, or the server has a bad moment), 'geweigerd' or 'straks'
// (a file that makes way, and goes on at once after that).
import { ask, refusal, UNCLEAR } from "./dag-ask.js";
import { sendFile } from "./dag-upload.js";

export async function send(item, how) {
  try {
    return item.blob ? await sendFile(item, how) : await sendForm(item);
  } catch {
    return { outcome: "later", isOffline: true };
  }
}

async function sendForm({ url, fields }) {
  const headers = { Accept: "application/json" };
  const answer = await ask(url, { method: "POST", headers, body: new URLSearchParams(fields) });
  if (!answer.ok) return refusal(answer);
  if (answer.redirected) return { outcome: "klaar", message: "" };
  const said = await answer.json().catch(() => null);
  return said?.ok ? { outcome: "klaar", message: said.message } : { outcome: "geweigerd", message: UNCLEAR };
}

// HEAD is not answered by the worker: it tells whether the server can be reached now.
export async function canReach() {
  try {
    return (await ask(location.pathname, { method: "HEAD" }, 5000)).status < 500;
  } catch {
    return false;
  }
}

// A photo or film in parts (tus 1.0): the server says how much it has, and it goes on from there.
import { ask, refusal } from "./dag-ask.js";

const PART = 1024 * 1024;
const PATIENCE = 120000;
const TUS = { "Tus-Resumable": "1.0.0" };

const base64 = (text) => btoa(String.fromCharCode(...new TextEncoder().encode(text)));

function metadata({ key, blob, name, fields }) {
  const said = Object.fromEntries(fields);
  const words = { key, filename: name, filetype: blob.type, visit: said.visit, name: said.sender_name, caption: said.caption };
  return Object.entries(words).filter(([, value]) => value).map(([word, value]) => `${word} ${base64(value)}`).join(",");
}

// Announcing it again is how one asks where it was.
async function announce(item) {
  const headers = { ...TUS, "Upload-Length": String(item.blob.size), "Upload-Metadata": metadata(item) };
  return ask(item.url, { method: "POST", headers });
}

export async function sendFile(item, progress) {
  const { blob } = item;
  let answer = await announce(item);
  if (!answer.ok) return refusal(answer);
  const place = answer.headers.get("Location");
  let offset = Number(answer.headers.get("Upload-Offset"));
  for (let turn = 0; turn < 2000; turn += 1) {
    progress(offset / blob.size);
    const headers = { ...TUS, "Upload-Offset": String(offset), "Content-Type": "application/offset+octet-stream" };
    answer = await ask(place, { method: "PATCH", headers, body: blob.slice(offset, offset + PART) }, PATIENCE);
    if (!answer.ok && answer.status !== 409) return refusal(answer);
    const known = answer.headers.get("Upload-Received");
    if (known) return { outcome: "klaar", message: known === "bekend" ? `${item.name} is er al.` : `${item.name} is ontvangen.`, known };
    offset = Number(answer.headers.get("Upload-Offset"));
  }
  return { outcome: "later" };
}

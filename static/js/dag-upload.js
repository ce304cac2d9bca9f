// A photo or film in parts (tus 1.0): the server says how much it has, and it goes on from there.
import { ask, refusal } from "./dag-ask.js";

const LARGEST = 1024 * 1024;
const SMALLEST = 64 * 1024;
const GOOD = 8;
const PATIENCE = 120000;
const TUS = { "Tus-Resumable": "1.0.0" };

// Half as large after each cut, so that something gets through on a bad line; larger again after GOOD parts in a row.
let size = LARGEST;
let passed = 0;

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

async function sendPart(place, blob, offset) {
  const headers = { ...TUS, "Upload-Offset": String(offset), "Content-Type": "application/offset+octet-stream" };
  try {
    const answer = await ask(place, { method: "PATCH", headers, body: blob.slice(offset, offset + size) }, PATIENCE);
    passed += 1;
    if (passed % GOOD === 0) size = Math.min(LARGEST, size * 2);
    return answer;
  } catch (cut) {
    size = Math.max(SMALLEST, size / 2);
    passed = 0;
    throw cut;
  }
}

// Between two parts it makes way for what is small.
export async function sendFile(item, { progress, isInTheWay }) {
  const { blob } = item;
  let answer = await announce(item);
  if (!answer.ok) return refusal(answer);
  const place = answer.headers.get("Location");
  let offset = Number(answer.headers.get("Upload-Offset"));
  for (let turn = 0; turn < 2000; turn += 1) {
    progress(offset / blob.size);
    answer = await sendPart(place, blob, offset);
    if (!answer.ok && answer.status !== 409) return refusal(answer);
    const known = answer.headers.get("Upload-Received");
    if (known) return { outcome: "klaar", message: known === "bekend" ? `${item.name} is er al.` : `${item.name} is ontvangen.`, known };
    offset = Number(answer.headers.get("Upload-Offset"));
    if (await isInTheWay()) return { outcome: "straks" };
  }
  return { outcome: "straks" };
}

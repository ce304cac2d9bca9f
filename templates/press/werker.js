// Keeps the pages of the day readable without reception. Nothing but GET is kept, and nothing of another origin.
const STATIC = "dag-vast-{{ version }}";
const PAGES = "dag-paginas";
const FILES = {{ files }};
const PATIENCE = 3000;
const GONE = [404, 410];

self.addEventListener("install", (event) => event.waitUntil(install()));
self.addEventListener("activate", (event) => event.waitUntil(activate()));

async function install() {
  const cache = await caches.open(STATIC);
  await Promise.all(FILES.map((file) => keepFile(cache, file)));
  await self.skipWaiting();
}

async function keepFile(cache, file) {
  const answer = await fetch(file, { cache: "no-cache" });
  if (answer.ok) await cache.put(file, answer);
}

// The files of the release before stay until each kept page was fetched anew: an old page needs its old style.
async function activate() {
  await self.clients.claim();
  const cache = await caches.open(PAGES);
  const kept = await cache.keys();
  const fresh = await Promise.all(kept.map((request) => fetchPage(request.url)));
  if (!fresh.every(Boolean)) return;
  const names = await caches.keys();
  await Promise.all(names.filter((name) => name.startsWith("dag-vast-") && name !== STATIC).map((name) => caches.delete(name)));
}

function placeOf(address) {
  const { origin, pathname } = new URL(address);
  return origin + pathname;
}

async function fetchPage(address) {
  try {
    const answer = await fetch(address, { headers: { Accept: "text/html" } });
    await keepPage(address, answer);
    return answer.ok || GONE.includes(answer.status);
  } catch {
    return false;
  }
}

async function keepPage(address, answer) {
  const cache = await caches.open(PAGES);
  if (GONE.includes(answer.status)) return forget(cache, address);
  const isPage = (answer.headers.get("Content-Type") ?? "").startsWith("text/html");
  const isOfNow = new URL(address).searchParams.has("zeg"); // says what was just done
  if (answer.status === 200 && isPage && !isOfNow && !answer.redirected) await cache.put(placeOf(address), answer.clone());
}

// A link that was taken back does not live on here: all pages behind it go.
async function forget(cache, address) {
  const home = new URL(address).pathname.split("/").slice(0, 3).join("/");
  for (const request of await cache.keys()) {
    if (new URL(request.url).pathname.startsWith(`${home}/`)) await cache.delete(request);
  }
}

self.addEventListener("fetch", (event) => {
  const { request } = event;
  const url = new URL(request.url);
  if (request.method !== "GET" || url.origin !== self.location.origin) return;
  if (request.mode === "navigate") event.respondWith(page(event));
  else if (FILES.includes(url.pathname) || url.pathname.startsWith("{{ static_url }}")) event.respondWith(file(request));
});

async function page(event) {
  const { url } = event.request;
  const network = fetch(event.request).then(async (answer) => {
    await keepPage(url, answer);
    return answer;
  });
  event.waitUntil(network.catch(() => {}));
  const first = await Promise.race([network.catch(() => null), after(PATIENCE)]);
  if (first && first.status < 500) return first;
  return (await keptPage(url)) ?? first ?? network;
}

function after(milliseconds) {
  return new Promise((resolve) => { setTimeout(resolve, milliseconds, null); });
}

async function keptPage(address) {
  const cache = await caches.open(PAGES);
  const answer = await cache.match(placeOf(address), { ignoreVary: true });
  if (!answer) return null;
  const text = (await answer.text()).replace('data-copy="nee"', 'data-copy="ja"');
  const headers = new Headers(answer.headers);
  for (const name of ["Content-Length", "Content-Encoding"]) headers.delete(name);
  return new Response(text, { headers });
}

async function file(request) {
  const cache = await caches.open(STATIC); // first: modules have the same name in each release
  const kept = (await cache.match(request, { ignoreVary: true })) ?? (await caches.match(request, { ignoreVary: true }));
  if (kept) return kept;
  const answer = await fetch(request);
  if (answer.ok && answer.status === 200) await cache.put(request, answer.clone());
  return answer;
}

self.addEventListener("message", (event) => {
  if (!event.data?.keep) return;
  const { pages, files } = event.data.keep;
  event.waitUntil(keepAll(pages, files));
});

async function keepAll(pages, files) {
  const cache = await caches.open(STATIC);
  const own = (address) => new URL(address).origin === self.location.origin;
  const missing = [];
  for (const address of files.filter(own)) {
    if (!(await caches.match(address, { ignoreVary: true }))) missing.push(address);
  }
  await Promise.allSettled([...missing.map((address) => keepFile(cache, address)), ...pages.filter(own).map(fetchPage)]);
}

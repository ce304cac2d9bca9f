// Where what waits is kept: IndexedDB, or only the memory of this page when the browser refuses that.
let database = null;
const memory = new Map();
let memoryOrder = 1e9;

export let isKept = true;

const asked = (request) => new Promise((resolve, reject) => {
  request.onsuccess = () => resolve(request.result);
  request.onerror = () => reject(request.error);
});

function open() {
  database ??= new Promise((resolve, reject) => {
    const request = indexedDB.open("expeditie-dag", 1);
    request.onupgradeneeded = () => request.result.createObjectStore("wachtrij", { keyPath: "order", autoIncrement: true });
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
    request.onblocked = () => reject(new Error("blocked"));
  });
  return database;
}

// A telephone closes the store when it wants its room back: then it is opened again, once.
async function begin(mode) {
  try {
    return (await open()).transaction("wachtrij", mode);
  } catch {
    database = null;
    return (await open()).transaction("wachtrij", mode);
  }
}

async function written(act) {
  const transaction = await begin("readwrite");
  const done = new Promise((resolve, reject) => {
    transaction.oncomplete = resolve;
    transaction.onabort = () => reject(transaction.error);
  });
  const result = await asked(act(transaction.objectStore("wachtrij")));
  await done;
  return result;
}

// Gives the item its place in the order. What does not fit on the phone any more waits in this page.
export async function add(item) {
  try {
    item.order = await written((store) => store.add(item));
    navigator.storage?.persist?.().catch(() => {}); // so that a full telephone throws other things away first
  } catch {
    isKept = false;
    item.order = memoryOrder++;
    memory.set(item.order, item);
  }
}

export async function all() {
  let kept = [];
  try {
    kept = await asked((await begin("readonly")).objectStore("wachtrij").getAll());
  } catch {
    isKept = false;
  }
  return [...kept, ...memory.values()];
}

// An item that another tab removed meanwhile does not come back.
export async function change(item, changes) {
  Object.assign(item, changes);
  if (memory.has(item.order)) return;
  await written((store) => {
    const request = store.get(item.order);
    request.addEventListener("success", () => { if (request.result) store.put(item); });
    return request;
  });
}

export async function remove(item) {
  if (memory.delete(item.order)) return;
  await written((store) => store.delete(item.order));
}

// What waits on this device: entries typed without a network, each with the key under which the server takes it once.
// Shared by the page and the worker, so both write to the same database.

const STORE = "planfolio";

function openStore() {
  return new Promise((resolve, reject) => {
    const request = indexedDB.open(STORE, 1);
    request.onupgradeneeded = () => {
      request.result.createObjectStore("entries", { keyPath: "once" });
      request.result.createObjectStore("facts", { keyPath: "name" });
    };
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });
}

async function inStore(table, mode, act) {
  const store = await openStore();
  try {
    return await new Promise((resolve, reject) => {
      const transaction = store.transaction(table, mode);
      const request = act(transaction.objectStore(table));
      transaction.oncomplete = () => resolve(request.result);
      transaction.onerror = () => reject(transaction.error);
    });
  } finally {
    store.close();
  }
}

function newKey() {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  bytes[6] = (bytes[6] & 0x0f) | 0x40;
  bytes[8] = (bytes[8] & 0x3f) | 0x80;
  const hex = Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
  return hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, "$1-$2-$3-$4-$5");
}

// Keeps a capture form's fields for the person who used this device last. The token of the page is left out.
async function keepEntry(fields) {
  const kept = fields.filter(([name, value]) => typeof value === "string" && name !== "csrfmiddlewaretoken");
  const once = (kept.find(([name]) => name === "once") || [])[1] || newKey();
  const person = await inStore("facts", "readonly", (table) => table.get("person"));
  const rest = kept.filter(([name]) => name !== "once");
  const entry = { once, owner: person ? person.value : "", fields: [...rest, ["once", once]] };
  await inStore("entries", "readwrite", (table) => table.put(entry));
}

function waitingEntries() {
  return inStore("entries", "readonly", (table) => table.getAll());
}

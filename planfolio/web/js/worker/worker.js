// Answers when there is no network: a page to write on, and the files it needs. It never keeps a page of a person;
// what it keeps is the same for everybody. A capture that cannot be sent is put with those that wait.

const LANGUAGE = new URL(self.location).searchParams.get("l") || "en";
const OFFLINE = `/offline/?l=${LANGUAGE}`;
const CACHE = `planfolio-${LANGUAGE}-${FILES.join().length}-${FILES.find((file) => file.endsWith(".js"))}`;
const CAPTURE = "/capture/";

self.addEventListener("install", (event) => {
  const fill = async () => {
    const cache = await caches.open(CACHE);
    await cache.addAll([...FILES, new Request(OFFLINE, { credentials: "omit", cache: "reload" })]);
    await self.skipWaiting();
  };
  event.waitUntil(fill());
});

self.addEventListener("activate", (event) => {
  const tidy = async () => {
    const names = await caches.keys();
    await Promise.all(names.filter((name) => name !== CACHE).map((name) => caches.delete(name)));
    await self.clients.claim();
  };
  event.waitUntil(tidy());
});

function offlinePage() {
  return caches.match(OFFLINE, { ignoreVary: true });
}

async function sendOrKeep(request) {
  const copy = request.clone();
  try {
    return await fetch(request);
  } catch {
    await keepEntry([...(await copy.formData()).entries()]);
    return offlinePage();
  }
}

async function goOrSay(request) {
  try {
    return await fetch(request);
  } catch {
    return offlinePage();
  }
}

self.addEventListener("fetch", (event) => {
  const { request } = event;
  const { origin, pathname } = new URL(request.url);
  if (origin !== self.location.origin) return;
  if (request.mode === "navigate") {
    if (request.method === "GET") event.respondWith(goOrSay(request));
    else if (request.method === "POST" && pathname === CAPTURE) event.respondWith(sendOrKeep(request));
  } else if (request.method === "GET" && FILES.includes(pathname)) {
    event.respondWith(caches.match(pathname, { ignoreVary: true }).then((kept) => kept || fetch(request)));
  }
});

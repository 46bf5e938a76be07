// Keeps the page's own files, so that it opens without a network. The build names them here.
const FILES = [];
const VERSION = "";
// One host may have several of these pages, each below its own path.
const OWN = `dafu ${registration.scope} `;
const KEPT = OWN + VERSION;

addEventListener("install", (event) => {
  const files = FILES.map((file) => new Request(file, { cache: "no-cache" }));
  event.waitUntil(caches.open(KEPT).then((cache) => cache.addAll(files)));
});

addEventListener("activate", (event) => {
  const old = (name) => name.startsWith(OWN) && name !== KEPT;
  event.waitUntil(caches.keys().then((names) => Promise.all(names.filter(old).map((name) => caches.delete(name)))));
});

addEventListener("fetch", (event) => {
  const { request } = event;
  const kept = () => caches.match(request, { cacheName: KEPT, ignoreSearch: true });
  if (request.mode !== "navigate") {
    event.respondWith(kept().then((response) => response ?? fetch(request)));
  } else if (request.url.split(/[?#]/)[0] === registration.scope) {
    // A newer page is shown at once where there is a network.
    event.respondWith(fetch(request).catch((error) => kept().then((response) => response ?? Promise.reject(error))));
  }
});

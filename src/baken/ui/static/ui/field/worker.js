// SPDX-FileCopyrightText: 2026 The Baken contributors
// SPDX-License-Identifier: EUPL-1.2

// The service worker of /veld/. The server writes VERSION, FILES and PAGES above this (web/field.py), and for platforms that
// can send in the background an import of the queue. It keeps the pages and files of one version together, and nothing else:
// no answer with data, no other page. With reception pages come from the network; a newer page than these files waits for the
// newer worker, which the browser fetches by itself, so that page and scripts always belong together.

const PREFIX = "baken-veld-";
const CACHE = PREFIX + VERSION;
const PATIENCE = 4000;

self.addEventListener("install", (event) => {
  const wanted = [...PAGES, ...FILES].map((url) => new Request(url, { cache: "reload" }));
  event.waitUntil(caches.open(CACHE).then((cache) => cache.addAll(wanted)).then(() => self.skipWaiting()));
});

self.addEventListener("activate", (event) => {
  const old = caches.keys().then((names) => names.filter((name) => name.startsWith(PREFIX) && name !== CACHE));
  event.waitUntil(old.then((names) => Promise.all(names.map((name) => caches.delete(name)))).then(() => self.clients.claim()));
});

self.addEventListener("fetch", (event) => {
  const { request } = event;
  const url = new URL(request.url);
  if (request.method !== "GET" || url.origin !== self.location.origin) return;
  if (request.mode === "navigate" && PAGES.includes(url.pathname)) event.respondWith(page(request, url.pathname));
  else if (FILES.includes(url.pathname)) event.respondWith(file(request, url.pathname));
});

async function page(request, path) {
  const cache = await caches.open(CACHE);
  const kept = await cache.match(path);
  let fresh;
  try {
    fresh = await Promise.race([fetch(request), new Promise((_, late) => setTimeout(late, kept ? PATIENCE : 60_000, new Error("late")))]);
  } catch (problem) {
    if (kept) return kept;
    throw problem;
  }
  if (fresh.ok && !fresh.redirected && fresh.headers.get("X-Baken-Field") === VERSION) {
    await cache.put(path, fresh.clone()).catch(() => {});
    return fresh;
  }
  return (fresh.ok || fresh.status >= 500) && kept ? kept : fresh;
}

async function file(request, path) {
  const kept = await (await caches.open(CACHE)).match(path);
  return kept ?? fetch(request);
}

// Rejecting tells the platform to try again later, also when no page is open. A login that is over is no reason to: only a
// person can mend that.
self.addEventListener("sync", (event) => {
  if (event.tag !== "baken-outbox" || !self.bakenFlush) return;
  event.waitUntil(
    self.bakenFlush({ hurry: true }).then(({ state }) => {
      if (state === "unreachable") throw new Error(state);
    }),
  );
});

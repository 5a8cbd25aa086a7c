/* Keeps the page of the tablet, its style sheets and its scripts for the time without network: nobody's name, no
   answer of the server, nothing that was sent. Forgets everything when the page says so. */
"use strict";

const SHELF = "door-1";

self.addEventListener("install", () => self.skipWaiting());
self.addEventListener("activate", (event) => event.waitUntil(self.clients.claim()));

self.addEventListener("message", (event) => {
  const { keep, forget } = event.data;
  if (forget) event.waitUntil(caches.delete(SHELF));
  if (keep) event.waitUntil(caches.open(SHELF).then((shelf) => shelf.addAll(keep)));
});

self.addEventListener("fetch", (event) => {
  const { request } = event;
  if (request.method !== "GET" || /\/(state|scans|list)\/$/.test(new URL(request.url).pathname)) return;
  event.respondWith(fetch(request).catch(async () => (await caches.match(request)) || Response.error()));
});

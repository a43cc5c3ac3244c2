import { createHash } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { join, relative } from 'node:path';
import type { FastifyInstance } from 'fastify';

/** Where browsers fetch the service worker from. */
const offlineShellPath = '/offline-shell.js';

/**
 * The service worker of this build: it keeps the page and its files on the device, so that a tablet can be reloaded
 * while the station is away. Answers of the station are never kept by it.
 */
async function offlineShell(rendererDir: string): Promise<string> {
  const entries = await readdir(rendererDir, { recursive: true, withFileTypes: true });
  const paths = entries
    .filter((entry) => entry.isFile() && !entry.name.endsWith('.map') && !entry.name.startsWith('api-docs'))
    .map((entry) => join(entry.parentPath, entry.name))
    .toSorted();
  const hash = createHash('sha256');
  const files: string[] = [];
  for (const path of paths) {
    const address = `/${relative(rendererDir, path).replaceAll('\\', '/')}`;
    hash.update(`${address}\n`).update(await readFile(path));
    // The page itself is kept as it was served: with its headers, under the address of the station.
    if (address !== '/index.html') files.push(address);
  }
  const build = hash.digest('hex').slice(0, 16);
  return `const build = ${JSON.stringify(build)};\nconst files = ${JSON.stringify(files)};\n${worker}`;
}

/** Offers the service worker. The browser asks for it anew with every page, so that a new build is found. */
export async function serveOfflineShell(app: FastifyInstance, rendererDir: string): Promise<void> {
  const script = await offlineShell(rendererDir);
  app.get(offlineShellPath, (_request, reply) =>
    reply
      .headers({
        'content-type': 'text/javascript; charset=utf-8',
        'cache-control': 'no-cache',
        'x-content-type-options': 'nosniff',
      })
      .send(script),
  );
}

/** Plain JavaScript: it runs in the browser as it stands. */
const worker = `const kept = 'bt-shell-' + build;
const known = new Set(files);
/** A station that does not answer for so long is away, ms. */
const patienceMs = 5000;

self.addEventListener('install', (event) => event.waitUntil(keep()));
self.addEventListener('activate', (event) => event.waitUntil(clear()));
self.addEventListener('message', ({ data }) => {
  if (data === 'take-over') self.skipWaiting();
});
self.addEventListener('fetch', (event) => {
  const { request } = event;
  const { origin, pathname } = new URL(request.url);
  if (request.method !== 'GET' || origin !== self.location.origin) return;
  if (request.mode === 'navigate' && pathname === '/') event.respondWith(page(request));
  else if (known.has(pathname)) event.respondWith(file(request, pathname));
});

async function keep() {
  const cache = await caches.open(kept);
  await cache.addAll(files);
  const answer = await fetch('/', { cache: 'no-store', redirect: 'error' });
  if (!answer.ok) throw new Error('The page was answered with ' + answer.status);
  await cache.put('/', answer);
}

async function clear() {
  const names = await caches.keys();
  const old = names.filter((name) => name.startsWith('bt-shell-') && name !== kept);
  await Promise.all(old.map((name) => caches.delete(name)));
  await self.clients.claim();
}

/** The station's own page where it answers, else the one that was kept. */
async function page(request) {
  const asked = fetch(request);
  const mine = await (await caches.open(kept)).match('/');
  if (!mine) return asked;
  const late = new Promise((resolve) => setTimeout(resolve, patienceMs, mine));
  return Promise.race([asked.catch(() => mine), late]);
}

async function file(request, pathname) {
  return (await (await caches.open(kept)).match(pathname)) ?? fetch(request);
}
`;

import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createContext, runInContext } from 'node:vm';
import fastify from 'fastify';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { serveOfflineShell } from './offline-shell';

let dir: string;
beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), 'bt-shell-'));
  mkdirSync(join(dir, 'assets'));
  const files = {
    'index.html': '<p>',
    'api-docs.html': '<p>',
    'assets/index-1.js': 'one',
    'assets/index-1.js.map': '{}',
  };
  for (const [name, text] of Object.entries(files)) writeFileSync(join(dir, name), text);
});
afterEach(() => rmSync(dir, { recursive: true, force: true }));

async function script(): Promise<string> {
  const app = fastify();
  await serveOfflineShell(app, dir);
  const { body, headers } = await app.inject('/offline-shell.js');
  expect(headers['cache-control']).toBe('no-cache');
  await app.close();
  return body;
}

interface Asked {
  readonly url: string;
  readonly mode?: string;
  readonly method?: string;
}

/** The worker as a browser runs it, on a cache in memory and a station that may be away. */
async function running(text: string, station: { away: boolean }) {
  const listeners = new Map<string, (event: object) => void>();
  const caches = new Map<string, Map<string, string>>();
  const origin = 'http://localhost:1';
  const fetched = (asked: string | Asked): Promise<unknown> => {
    const path = typeof asked === 'string' ? asked : new URL(asked.url).pathname;
    return station.away
      ? Promise.reject(new Error('away'))
      : Promise.resolve({ ok: true, body: `now ${path}` });
  };
  const open = (name: string) => {
    const kept = caches.get(name) ?? new Map<string, string>();
    caches.set(name, kept);
    return Promise.resolve({
      addAll: async (paths: string[]) => paths.forEach((path) => kept.set(path, `kept ${path}`)),
      put: async (path: string) => void kept.set(path, `kept ${path}`),
      match: async (path: string) => kept.get(path),
    });
  };
  const self = {
    location: { origin },
    addEventListener: (name: string, run: (event: object) => void) => listeners.set(name, run),
    clients: { claim: () => Promise.resolve() },
  };
  const globals = { self, caches: { open, keys: async () => [...caches.keys()], delete: async (name: string) => caches.delete(name) }, fetch: fetched, URL, Set, Promise, setTimeout: () => 0, Error }; // prettier-ignore
  runInContext(text, createContext(globals));
  const happens = async (name: string): Promise<void> => {
    let done: Promise<unknown> = Promise.resolve();
    listeners.get(name)?.({ waitUntil: (work: Promise<unknown>) => (done = work) });
    await done;
  };
  return {
    caches,
    happens,
    /** What the worker answers; undefined where it leaves the call alone. */
    ask: async ({ url, mode = 'cors', method = 'GET' }: Asked): Promise<unknown> => {
      let answer: Promise<unknown> | undefined;
      const request = { url: `${origin}${url}`, mode, method };
      listeners.get('fetch')?.({ request, respondWith: (given: Promise<unknown>) => (answer = given) });
      return answer;
    },
  };
}

test('keeps the page and its files, never an answer of the station; the station comes first where it answers', async () => {
  const station = { away: false };
  const worker = await running(await script(), station);
  await worker.happens('install');
  const [[, kept] = ['', new Map()]] = [...worker.caches];
  expect(new Set(kept.keys())).toEqual(new Set(['/', '/assets/index-1.js']));
  expect(await worker.ask({ url: '/', mode: 'navigate' })).toMatchObject({ body: 'now /' });
  station.away = true;
  expect(await worker.ask({ url: '/?again=1', mode: 'navigate' })).toBe('kept /');
  expect(await worker.ask({ url: '/assets/index-1.js' })).toBe('kept /assets/index-1.js');
  for (const url of ['/api/v1/batch/list', '/rpc', '/api-docs', '/assets/other.js'])
    expect([url, await worker.ask({ url })]).toEqual([url, undefined]);
  expect(await worker.ask({ url: '/assets/index-1.js', method: 'POST' })).toBeUndefined();
});

test('another build is another worker, and takes what the one before kept away', async () => {
  const before = await script();
  expect(await script()).toBe(before);
  writeFileSync(join(dir, 'assets/index-1.js'), 'two');
  const after = await script();
  expect(after).not.toBe(before);
  const worker = await running(after, { away: false });
  worker.caches.set('bt-shell-older', new Map());
  worker.caches.set('of another page', new Map());
  await worker.happens('install');
  await worker.happens('activate');
  expect([...worker.caches.keys()].filter((name) => name.includes('older'))).toEqual([]);
  expect(worker.caches.size).toBe(2);
});

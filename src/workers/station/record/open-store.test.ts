import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import { openStore, type Store } from './open-store';
import { recordThreads } from './testing/record-threads';

let bundle: Awaited<ReturnType<typeof recordThreads>>;
let dir: string;
let store: Store | undefined;
beforeAll(async () => { bundle = await recordThreads(); });
afterAll(() => bundle.remove());
beforeEach(() => { dir = mkdtempSync(join(tmpdir(), 'record-')); });
afterEach(async () => { await store?.close(); store = undefined; rmSync(dir, { recursive: true, force: true }); });

test('smoke', async () => {
  store = await openStore({ dir, masterKeyHex: 'ab'.repeat(32), threads: bundle.threads, log: (...a) => console.log(...a), onState: console.log, clock: () => 1_700_000_100_000 });
  await store.historian.append([{ series: 1, t: 1_700_000_000_000, value: 3, quality: 0, seenAt: 1_700_000_000_001 }]);
  await store.historian.settle();
  console.log(store.historian.stats(), await store.historian.newest([1, 2]));
  expect(1).toBe(1);
});

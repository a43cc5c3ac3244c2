import { spawn } from 'node:child_process';
import { join, resolve } from 'node:path';
import { createInterface } from 'node:readline';
import Sqlite from 'better-sqlite3';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { historianFile } from './historian/historian-file';
import { openStore } from './open-store';
import { verifyHistorian } from './historian/verify/verify-historian';
import { bundleEntries, type Bundled } from './testing/bundle-entries';
import { scratchFolder } from './testing/scratch-folder';
import { storedRows } from './testing/stored-rows';

const rounds = Number(process.env['KILL_ROUNDS'] ?? 3);
const source = (name: string): string => resolve('src/workers/station/record', name);

let bundle: Bundled;
beforeAll(async () => {
  bundle = await bundleEntries({
    writer: source('writer-thread.ts'),
    reader: source('reader-thread.ts'),
    child: source('testing/writing-child.ts'),
  });
});
afterAll(() => bundle.remove());

/** Lets a process record until it acknowledged so many blocks, then kills it. Returns rows by acknowledged block. */
async function killAfter(dir: string, blocks: number, first: number): Promise<Map<number, number>> {
  const { child: entry = '', writer = '', reader = '' } = bundle.paths;
  const child = spawn(process.execPath, [entry, dir, writer, reader, String(first)], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const acknowledged = new Map<number, number>();
  for await (const line of createInterface({ input: child.stdout })) {
    const [number, rows] = line.split(' ').map(Number);
    if (number !== undefined && rows !== undefined) acknowledged.set(number, rows);
    if (line === 'open') await expectInUse(dir, child.pid);
    if (acknowledged.size >= blocks) child.kill('SIGKILL');
  }
  return acknowledged;
}

/** While it runs, nobody else gets in. */
async function expectInUse(dir: string, pid: number | undefined): Promise<void> {
  await expect(open(dir)).rejects.toMatchObject({
    kind: 'in-use',
    words: expect.stringContaining(`process ${pid}`),
  });
}

function open(dir: string) {
  const { writer = '', reader = '' } = bundle.paths;
  return openStore({
    dir,
    masterKeyHex: '00'.repeat(32),
    threads: { writer, reader },
    log: () => undefined,
    onState: () => undefined,
    clock: Date.now,
  });
}

test(
  `after ${rounds} kills every acknowledged sample is there once and the file is sound`,
  { timeout: 120_000 },
  async () => {
    const dir = scratchFolder();
    const acknowledged = new Map<number, number>();
    for (let round = 0; round < rounds; round += 1)
      for (const [number, rows] of await killAfter(dir, 40 + 37 * round, round * 100_000))
        acknowledged.set(number, rows);
    const store = await open(dir);
    await store.historian.settle();
    await store.close();
    const db = new Sqlite(join(dir, historianFile.fileName), { readonly: true });
    const series = [...Array(25).keys()].map((index) => index + 1);
    const blocks = [...acknowledged.keys()].map((number) => 1000 + number);
    const stored = new Map<number, number>();
    for (const { value } of storedRows(db, [...series, ...blocks]))
      stored.set(value ?? -1, (stored.get(value ?? -1) ?? 0) + 1);
    const wrong = [...acknowledged].filter(([number, rows]) => stored.get(number) !== rows);
    expect(wrong).toEqual([]);
    expect(acknowledged.size).toBeGreaterThanOrEqual(40 * rounds);
    expect(db.pragma('integrity_check', { simple: true })).toBe('ok');
    db.close();
    expect((await verifyHistorian(join(dir, historianFile.fileName))).findings).toEqual([]);
  },
);

import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { migrate } from '../file/migrate';
import { openForWriting } from '../file/open-database';
import { recordThreads } from '../testing/record-threads';
import { sampleAt } from '../testing/scratch-writer';
import { scratchFolder } from '../testing/scratch-folder';
import type { StoreState } from '../store-state';
import { historianFile, historianMigrations } from './historian-file';
import { openHistorian } from './open-historian';

let bundle: Awaited<ReturnType<typeof recordThreads>>;
beforeAll(async () => {
  bundle = await recordThreads();
});
afterAll(() => bundle.remove());

/** A historian with rows, optionally with a damaged page among them. */
function folderWith(damage: boolean): string {
  const dir = scratchFolder();
  const path = join(dir, historianFile.fileName);
  const db = openForWriting(path, historianFile);
  migrate(db, historianMigrations);
  const insert = db.prepare('INSERT INTO chunk VALUES (1, 0, ?, 0, 1, 0, 0, 1, NULL, zeroblob(30))');
  db.transaction(() => {
    for (let t = 0; t < 20_000; t += 1) insert.run(t * 600_000);
  })();
  db.close();
  const content = readFileSync(path);
  if (damage) writeFileSync(path, content.fill(0xa5, 400_000, 560_000));
  return dir;
}

async function open(dir: string, writer = bundle.threads.writer) {
  const states: StoreState[] = [];
  const logged: unknown[][] = [];
  const opened = await openHistorian({
    dir,
    threads: { ...bundle.threads, writer },
    log: (...line) => logged.push(line),
    onState: (state) => states.push(state),
    clock: () => 1_700_000_000_000,
  });
  return { ...opened, dir, states, logged, path: join(dir, historianFile.fileName) };
}

test('a large file that turns out damaged is written to no more, and a state says so', async () => {
  const opened = await open(folderWith(true));
  await opened.check(opened.path);
  const before = readFileSync(opened.path);
  const refused = expect(opened.historian.append([sampleAt(7, 1)])).rejects.toMatchObject({ kind: 'closed' });
  await opened.close();
  await refused;
  expect(opened.states.map(({ kind }) => kind)).toEqual(['corrupt']);
  expect(opened.logged).toContainEqual(['error', 'The disk took no data to the last', { samplesLost: 1 }]);
  expect(readFileSync(opened.path).equals(before)).toBe(true);
});

test('a large file that is sound goes on', async () => {
  const opened = await open(folderWith(false));
  await opened.check(opened.path);
  await opened.historian.append([sampleAt(7, 1)]);
  expect(opened.states).toEqual([]);
  await opened.close();
});

test('a recorder that fails says so and refuses what it did not store', async () => {
  const dir = scratchFolder();
  const writer = join(dir, 'failing.mjs');
  writeFileSync(
    writer,
    "import { parentPort } from 'node:worker_threads'; parentPort.on('message', () => { throw new Error('Oops'); }); parentPort.postMessage({ kind: 'ready', recordedTo: 0, replayed: { rows: 0, samples: 0, damaged: [] } });",
  );
  const opened = await open(dir, writer);
  await expect(opened.historian.append([sampleAt(1, 1)])).rejects.toMatchObject({ kind: 'closed' });
  expect(opened.states).toMatchObject([{ kind: 'writer-failed' }]);
  expect(opened.historian.stats().pendingSamples).toBe(0);
  await opened.close();
});

test('a recorder that does not start is an error at once', async () => {
  await expect(open(scratchFolder(), join(scratchFolder(), 'none.mjs'))).rejects.toThrow(
    'Cannot find module',
  );
});

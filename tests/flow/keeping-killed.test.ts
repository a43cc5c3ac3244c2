import { spawn } from 'node:child_process';
import { cpSync, existsSync, readdirSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { archiveYears } from '../../src/workers/station/record/keep/archive';
import { keepAtStart } from '../../src/workers/station/record/keep/at-start';
import { backupsIn, backupStation } from '../../src/workers/station/record/keep/backup';
import { verifyFolder } from '../../src/workers/station/record/keep/verify-folder';
import { bundleEntries, type Bundled } from '../../src/workers/station/record/testing/bundle-entries';
import {
  hourMs,
  in2021,
  in2022,
  in2023,
  keptFolder,
  readFolder,
} from '../../src/workers/station/record/testing/kept-folder';
import { scratchFolder } from '../../src/workers/station/record/testing/scratch-folder';
import type { StoredRow } from '../../src/workers/station/record/testing/stored-rows';

const now = Date.UTC(2026, 0, 20);
const series = [1, 2, 3];
let bundled: Bundled;
let dir: string;
let rows: StoredRow[];

beforeAll(async () => {
  bundled = await bundleEntries({ child: resolve('src/workers/station/record/testing/keep-child.ts') });
});
afterAll(() => bundled.remove());
beforeEach(() => {
  const kept = keptFolder();
  ({ dir } = kept);
  for (const start of [in2021, in2022, in2023])
    for (const one of series) kept.hour(one, start, () => Math.random());
  // Another stretch, and something that is in the journal still.
  kept.hour(1, in2021 + 200 * hourMs, () => Math.random());
  kept.hand(99, [{ series: 1, t: in2023 + hourMs, value: 1, quality: 0, seenAt: now }]);
  kept.work();
  kept.close();
  rows = readFolder(dir, series);
});

/** Runs until its nth report of progress, or to the end. */
async function child(
  what: string,
  folder: string,
  other = '',
  n = 0,
  seen: (line: string, kill: () => void) => void = () => undefined,
) {
  const { child: entry = '' } = bundled.paths;
  const running = spawn(process.execPath, [entry, what, folder, other, String(n), String(now)], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  let said = '';
  running.stdout.on('data', (data: Buffer) => {
    said += data.toString();
    seen(said, () => running.kill('SIGKILL'));
  });
  const signal = await new Promise<string | null>((done) => running.on('exit', (_, by) => done(by)));
  return { killed: signal === 'SIGKILL', reports: Number(/reports (\d+)/.exec(said)?.[1] ?? 0) };
}

/** Nothing is lost or doubled, and all of it is as it was written. */
async function isWhole(folder: string): Promise<void> {
  keepAtStart(folder, () => undefined);
  expect(readFolder(folder, series)).toEqual(rows);
  expect((await verifyFolder(folder)).findings).toEqual([]);
}

describe('killed by the system', () => {
  it(
    'at steps all along archiving: nothing is lost or doubled, and the next one finishes it',
    { timeout: 120_000 },
    async () => {
      const rehearsal = scratchFolder();
      cpSync(dir, rehearsal, { recursive: true });
      const { reports } = await child('archive', rehearsal);
      expect(reports).toBeGreaterThan(12);
      for (let n = 1; n <= reports; n += 1) {
        const folder = scratchFolder();
        cpSync(dir, folder, { recursive: true });
        expect(await child('archive', folder, '', n)).toMatchObject({ killed: true });
        await isWhole(folder);
        await archiveYears({ dataDir: folder, upToYear: 2022, now });
        await isWhole(folder);
        expect(readdirSync(join(folder, 'archive')).toSorted()).toEqual([
          'historian-2021.db',
          'historian-2022.db',
        ]);
      }
    },
  );

  it(
    'at every step of a backup: none that looks whole is not, and the next one clears up',
    { timeout: 120_000 },
    async () => {
      await archiveYears({ dataDir: dir, upToYear: 2021, now });
      const { reports } = await child('backup', dir, scratchFolder());
      expect(reports).toBeGreaterThan(3);
      for (let n = 1; n <= reports; n += 1) {
        const root = scratchFolder();
        expect(await child('backup', dir, root, n)).toMatchObject({ killed: true });
        expect(backupsIn(root)).toEqual([]);
        await backupStation({ dataDir: dir, folder: root, appVersion: '1', now: now + 1000, keep: 1 });
        expect(readdirSync(root)).toEqual(['backup-20260120-000001']);
      }
      await isWhole(dir);
    },
  );

  it(
    'at every step of a restore: what was there is there, and it can be restored again',
    { timeout: 120_000 },
    async () => {
      const { folder: backup } = await backupStation({
        dataDir: dir,
        folder: scratchFolder(),
        appVersion: '1',
        now,
        keep: 1,
      });
      const other = keptFolder();
      other.hour(1, in2023, () => 5);
      other.close();
      const before = readFolder(other.dir, [1]);
      const rehearsal = scratchFolder();
      cpSync(other.dir, rehearsal, { recursive: true });
      const { reports } = await child('restore', rehearsal, backup);
      expect(reports).toBeGreaterThan(2);
      for (let n = 1; n <= reports; n += 1) {
        const folder = scratchFolder();
        cpSync(other.dir, folder, { recursive: true });
        expect(await child('restore', folder, backup, n)).toMatchObject({ killed: true });
        expect(readFolder(folder, [1])).toEqual(before);
        expect(await child('restore', folder, backup)).toMatchObject({ killed: false });
        await isWhole(folder);
      }
    },
  );

  it('while it compacts: the file is the old one or the new one', { timeout: 120_000 }, async () => {
    await archiveYears({ dataDir: dir, upToYear: 2022, now });
    for (let turns = 0; turns < 6; turns += 1) {
      const folder = scratchFolder();
      cpSync(dir, folder, { recursive: true });
      // As soon as it has begun, and a little later each time.
      await child('compact', folder, '', 0, (said, kill) => {
        if (!said.includes('begun')) return;
        const later = (left: number): void => (left === 0 ? kill() : void setImmediate(later, left - 1));
        later(turns * turns * 40);
      });
      await isWhole(folder);
      expect(existsSync(join(folder, 'historian.compact.part'))).toBe(false);
    }
  });
});

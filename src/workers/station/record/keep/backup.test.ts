import {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { execFileSync } from 'node:child_process';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { hourMs, in2021, in2023, keptFolder, readFolder, type KeptFolder } from '../testing/kept-folder';
import { scratchFolder } from '../testing/scratch-folder';
import { sampleAt } from '../testing/scratch-writer';
import { archiveYears } from './archive';
import { backupsIn, backupStation } from './backup';
import { compactHistorian } from './compact';
import { keepFaultWords } from './keep-fault';
import { removeRaw } from './remove-raw';
import { finishRestore, restoreBackup, restoredWords, takeRestored } from './restore';
import { verifyFolder } from './verify-folder';

const now = Date.UTC(2026, 0, 20, 3);
let kept: KeptFolder;
let root: string;
beforeEach(() => {
  kept = keptFolder();
  root = scratchFolder();
  for (const series of [1, 2, 3]) kept.hour(series, in2023);
});
afterEach(() => kept.db.open && kept.close());

const order = (more: object = {}) => ({ dataDir: kept.dir, folder: root, appVersion: '1.0.0', now, keep: null, masterKeyHex: '07'.repeat(32), ...more }); // prettier-ignore
const all = () => readFolder(kept.dir, [1, 2, 3]);

test('a backup is one moment of both files while samples come, and verifies as sound', async () => {
  kept.hour(4, in2021);
  await archiveYears({ dataDir: kept.dir, upToYear: 2021, now });
  let commits = 0;
  const { folder, manifest } = await backupStation(order(), () => {
    commits += 1;
    kept.hand(100 + commits, [sampleAt(1, in2023 + hourMs + commits * 1000)]);
    kept.writer.hurry();
    kept.work();
  });
  expect(commits).toBeGreaterThan(2);
  expect(manifest.files.map(({ path }) => path)).toEqual([
    'historian.db',
    'records.db',
    'archive/historian-2021.db',
  ]);
  expect(manifest).toMatchObject({ appVersion: '1.0.0', createdAt: now, recordedTo: in2023 + hourMs - 1000 });
  expect((await verifyFolder(folder)).findings).toEqual([]);
  expect(readFolder(folder, [1, 2, 3, 4])).toHaveLength(4 * 3600);
  expect(readdirSync(root)).toEqual(['backup-20260120-030000']);
});

test('only so many are kept; the archive of a year is not copied again', async () => {
  kept.hour(4, in2021);
  await archiveYears({ dataDir: kept.dir, upToYear: 2021, now });
  for (const day of [0, 1, 2]) await backupStation(order({ now: now + day * 86_400_000, keep: 2 }));
  const names = backupsIn(root).map(({ folder }) => folder);
  expect(names.map((name) => name.slice(-15))).toEqual(['20260122-030000', '20260121-030000']);
  const inodes = names.map((name) => statSync(join(name, 'archive/historian-2021.db')).ino); // prettier-ignore
  expect(inodes[0]).toBe(inodes[1]);
});

test('cancelled, nothing of it is left', async () => {
  const abort = new AbortController();
  const backing = backupStation(order(), () => abort.abort(new Error('Enough')), abort.signal);
  await expect(backing).rejects.toThrow('Enough');
  expect(readdirSync(root)).toEqual([]);
});

test('restored into an empty folder it is what it was; into one with a station only when told to', async () => {
  const { folder } = await backupStation(order());
  const before = all();
  const empty = join(root, 'new');
  const fresh = await restoreBackup({ backup: folder, dataDir: empty, replace: false, now });
  expect(readFolder(empty, [1, 2, 3])).toEqual(before);
  expect(fresh).toMatchObject({ aside: null, oldRecordedTo: null });
  kept.hour(1, in2023 + hourMs);
  kept.close();
  await expect(restoreBackup({ backup: folder, dataDir: kept.dir, replace: false, now })).rejects.toThrow(
    '--replace',
  );
  const restored = await restoreBackup({ backup: folder, dataDir: kept.dir, replace: true, now });
  expect(all()).toEqual(before);
  expect(readFolder(join(kept.dir, restored.aside ?? ''), [1, 2, 3])).toHaveLength(before.length + 3600);
  expect(restoredWords(restored)).toBe(
    'Restored from the backup of 2026-01-20T03:00:00.000Z. It holds what was recorded until 2023-06-01T00:59:59.000Z. What was recorded after that, until 2023-06-01T01:59:59.000Z, is not in it; the files of before lie in before-restore-20260120T030000.',
  );
  expect([takeRestored(kept.dir), takeRestored(kept.dir)]).toEqual([restored, null]);
});

test('a damaged or unfinished backup changes nothing', async () => {
  const { folder } = await backupStation(order());
  const bytes = readFileSync(join(folder, 'historian.db'));
  bytes.writeUInt8(bytes.readUInt8(9000) ^ 1, 9000);
  kept.close();
  const before = all();
  const restore = (backup: string) => restoreBackup({ backup, dataDir: kept.dir, replace: true, now });
  chmodSync(join(folder, 'historian.db'), 0o600);
  writeFileSync(join(folder, 'historian.db'), bytes);
  await expect(restore(folder)).rejects.toThrow('SHA-256 differs');
  rmSync(join(folder, 'backup.json'));
  await expect(restore(folder)).rejects.toThrow('is no backup');
  expect(all()).toEqual(before);
  expect(readdirSync(kept.dir).filter((name) => name.startsWith('restore'))).toEqual([]);
});

test.each([
  'before anything moved',
  'after historian.db moved away',
  'after all old ones moved away',
  'after one new came',
])(
  'a restore that was decided and killed %s is finished by the next one who opens the folder',
  async (moment) => {
    const { folder } = await backupStation(order());
    const before = all();
    kept.hour(1, in2023 + hourMs);
    kept.close();
    // What a restore leaves when it is killed right after the rename that decides.
    const ready = join(kept.dir, 'restore.ready');
    mkdirSync(ready);
    for (const name of ['historian.db', 'records.db'])
      writeFileSync(join(ready, name), readFileSync(join(folder, name)));
    const aside = join(kept.dir, 'before-restore-x');
    writeFileSync(join(ready, 'restored.json'), JSON.stringify({ backupAt: now, recordedTo: null, oldRecordedTo: null, aside: 'before-restore-x' })); // prettier-ignore
    const move = (name: string, from: string, to: string): void => {
      mkdirSync(to, { recursive: true });
      writeFileSync(join(to, name), readFileSync(join(from, name)));
      rmSync(join(from, name));
    };
    if (moment !== 'before anything moved') move('historian.db', kept.dir, aside);
    if (moment.startsWith('after all') || moment.startsWith('after one')) {
      move('records.db', kept.dir, aside);
      writeFileSync(join(ready, 'old-moved'), '');
    }
    if (moment.startsWith('after one')) move('historian.db', ready, kept.dir);
    finishRestore(kept.dir);
    expect(all()).toEqual(before);
    expect(readFolder(aside, [1])).toHaveLength(7200);
    expect(existsSync(ready)).toBe(false);
  },
);

test('raw samples leave an archive by policy: what is kept stays, cells stay and verify', async () => {
  for (const series of [1, 2]) kept.hour(series, in2021);
  await archiveYears({ dataDir: kept.dir, upToYear: 2021, now });
  const given = {
    dataDir: kept.dir,
    upToYear: 2021,
    now,
    kept: [{ series: 2, from: in2021, to: in2021 + hourMs }],
  };
  await expect(removeRaw({ ...given, reason: ' ' })).rejects.toThrow('reason');
  const report = await removeRaw({ ...given, reason: 'Ten years are over' });
  expect(report).toMatchObject({ windows: 6, samples: 3600 });
  expect(report.bytesAfter).toBeLessThan(report.bytesBefore);
  const rows = readFolder(kept.dir, [1, 2]).filter(({ t }) => t < in2023);
  expect([rows.length, new Set(rows.map(({ series }) => series))]).toEqual([3600, new Set([2])]);
  expect((await verifyFolder(kept.dir)).findings).toEqual([]);
  expect(readdirSync(join(kept.dir, 'archive'))).toEqual(['historian-2021-2.db']);
});

test('compaction gives back what nothing uses and changes nothing else', async () => {
  for (let hour = 1; hour < 6; hour += 1) kept.hour(1, in2021 + hour * hourMs, () => Math.random());
  await archiveYears({ dataDir: kept.dir, upToYear: 2021, now });
  kept.close();
  const before = all();
  const { bytesBefore, bytesAfter } = compactHistorian(kept.dir);
  expect(bytesAfter).toBeLessThan(bytesBefore / 1.5);
  expect(all()).toEqual(before);
  expect((await verifyFolder(kept.dir)).findings).toEqual([]);
});

/** A disk of 1 MB of its own: where this user may not make one there is none to test on. */
function smallDisk(): { dir: string; remove(): void } | undefined {
  const dir = mkdtempSync(join(tmpdir(), 'small-disk-'));
  try {
    execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=1000k', 'tmpfs', dir], { stdio: 'ignore' });
    return {
      dir,
      remove: () => {
        execFileSync('umount', [dir]);
        rmSync(dir, { recursive: true });
      },
    };
  } catch {
    rmSync(dir, { recursive: true });
    return undefined;
  }
}
const disk = smallDisk();
disk?.remove();

test.skipIf(!disk)(
  'a full disk: words before anything is written, and nothing left when it fills on the way',
  async () => {
    const small = smallDisk();
    if (!small) throw new Error('The disk is gone');
    try {
      for (let hour = 1; hour < 40; hour += 1) kept.hour(1, in2023 + hour * hourMs, () => Math.random());
      await expect(backupStation(order({ folder: small.dir }))).rejects.toThrow(
        /needs \d+ MB, the disk of .* has \d+ MB left/,
      );
      expect(readdirSync(small.dir)).toEqual([]);
      // Enough at the first look, not at the end.
      const little = keptFolder(scratchFolder());
      little.hour(1, in2023);
      let fill = 0;
      const failing = backupStation(order({ dataDir: little.dir, folder: small.dir }), () => {
        if (fill > 0) return;
        fill = 1;
        try {
          writeFileSync(join(small.dir, 'other'), Buffer.alloc(1_100_000));
        } catch {
          // It is full now.
        }
      });
      const error: unknown = await failing.catch((reason: unknown) => reason);
      expect(keepFaultWords(error, small.dir)).toContain('is full');
      expect(readdirSync(small.dir)).toEqual(['other']);
      little.close();
    } finally {
      small.remove();
    }
  },
);

test('models and merged field files go along and come back; a backup without any leaves those that are there', async () => {
  const files = { 'models/od/1.0.0/model.onnx': 'a model', 'field/merged/abc.btfield': 'a field file' };
  const without = await backupStation(order());
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(join(kept.dir, path, '..'), { recursive: true });
    writeFileSync(join(kept.dir, path), text);
  }
  writeFileSync(join(kept.dir, 'models', 'half.part'), 'still being written');
  const { folder, manifest } = await backupStation(order({ now: now + 1000 }));
  expect(manifest.files.map(({ path }) => path).slice(2)).toEqual([
    'field/merged/abc.btfield',
    'models/od/1.0.0/model.onnx',
  ]);
  expect((await verifyFolder(folder)).findings).toEqual([]);
  kept.close();
  writeFileSync(join(kept.dir, 'models/od/1.0.0/model.onnx'), 'another model');
  await restoreBackup({ backup: folder, dataDir: kept.dir, replace: true, now: now + 2000 });
  for (const [path, text] of Object.entries(files))
    expect(readFileSync(join(kept.dir, path), 'utf8')).toBe(text);
  takeRestored(kept.dir);
  await restoreBackup({ backup: without.folder, dataDir: kept.dir, replace: true, now: now + 9000 });
  expect(readFileSync(join(kept.dir, 'models/od/1.0.0/model.onnx'), 'utf8')).toBe('a model');
});

import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { unitIdSchema } from '../../src/shared/model/identity';
import { restoreBackup } from '../../src/workers/station/record/keep/restore';
import { verifyFolder } from '../../src/workers/station/record/keep/verify-folder';
import { hourMs, in2021, in2023, keptFolder } from '../../src/workers/station/record/testing/kept-folder';
import { startStation, type StationUnderTest } from './station-under-test';

const root = mkdtempSync(join(tmpdir(), 'bt-keeping-'));
const dataDir = join(root, 'data');
let station: StationUnderTest;

beforeAll(async () => {
  mkdirSync(dataDir);
  const kept = keptFolder(dataDir);
  for (const start of [in2021, in2023]) kept.hour(1, start);
  kept.close();
  station = await startStation(null, dataDir);
  const unitId = unitIdSchema.parse('R1');
  await station.client.units.save({ id: unitId, name: 'Reactor 1', scale: '1L', startVolumeL: 1 });
  // The first channel of a plant has the number under which an hour of two years is there already.
  await station.station.rooms.submit(
    { unitId, tags: ['pH'], tag: [0], t: [in2023 + 2 * hourMs], value: [7] },
    'simulator',
  );
}, 60_000);
afterAll(async () => {
  await station.close();
  rmSync(root, { recursive: true, force: true });
});

async function ended() {
  const status = await station.until(
    () => station.client.keeping.status(),
    ({ job, sizes }) => job === null && sizes !== null,
  );
  const [last] = status.last;
  if (!last) throw new Error('Nothing was done');
  return { status, last };
}

const points = async (from: number) => (await station.raw('R1/pH', from, from + 5000)).t.length;

it('backs up beside the recording, one piece of work at a time; the backup restores to a sound store', async () => {
  const { client } = station;
  await client.keeping.saveSettings({ backupFolder: join(root, 'backups'), backupsKept: 2 });
  expect(await client.keeping.backup()).toMatchObject({ kind: 'backup', state: 'running' });
  await expect(client.keeping.verify({})).rejects.toMatchObject({ code: 'CONFLICT' });
  const { status, last } = await ended();
  expect(last).toMatchObject({ kind: 'backup', state: 'done' });
  expect(status).toMatchObject({
    sizes: { samples: 7200, series: 1 },
    toArchive: [{ year: 2021, samples: 3600 }, { year: 2023 }],
  });
  const to = join(root, 'restored');
  await restoreBackup({
    backup: status.backups[0]?.folder ?? '',
    dataDir: to,
    replace: false,
    now: Date.now(),
  });
  expect(await verifyFolder(to)).toMatchObject({ findings: [], samples: 7200, journalSamples: 1 });
  const [event] = await client.events.list({ limit: 1 });
  expect(event?.words).toContain('backed up and checked');
});

it('moves a year to a file of its own, and trends read it as before', async () => {
  const before = await station.raw('R1/pH', in2021, in2021 + hourMs);
  await station.client.keeping.archive({ upToYear: 2021 });
  const { status, last } = await ended();
  expect(last).toMatchObject({ kind: 'archive', state: 'done' });
  expect(status.archives).toMatchObject([{ file: 'historian-2021.db', samples: 3600, missing: false }]);
  expect(await station.raw('R1/pH', in2021, in2021 + hourMs)).toEqual(before);
  expect(before.t).toHaveLength(3600);
});

it('nothing is removed without a policy and a reason, and never a batch that is to be kept', async () => {
  const { client } = station;
  await expect(client.keeping.removeRaw({ reason: 'Because' })).rejects.toMatchObject({ code: 'REFUSED' });
  const { toRemove } = await client.keeping.saveSettings({ rawYears: 2 });
  expect(toRemove).toMatchObject([{ year: 2021, samples: 3600 }]);
  await expect(client.keeping.removeRaw({ reason: '' })).rejects.toMatchObject({ code: 'BAD_REQUEST' });
  expect(await points(in2021)).toBe(5);
});

it('a flipped bit is found and named by channel and time, while the rest is readable', async () => {
  const file = new Database(join(dataDir, 'historian.db'));
  const start = in2023 + 600_000;
  const body = file
    .prepare<[number], Buffer>('SELECT body FROM chunk WHERE level = 0 AND start = ?')
    .pluck()
    .get(start);
  if (!body) throw new Error('There is no such part');
  body.writeUInt8(body.readUInt8(30) ^ 1, 30);
  file.prepare('UPDATE chunk SET body = ? WHERE level = 0 AND start = ?').run(body, start);
  file.close();
  await station.client.keeping.verify({});
  const { last } = await ended();
  expect(last.state).toBe('damaged');
  expect(last.findings[0]).toMatchObject({ file: 'historian.db', channel: 'R1/pH', start });
  expect([await points(in2023), await points(start), await points(start + 600_000)]).toEqual([5, 0, 5]);
});

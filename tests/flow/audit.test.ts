import { copyFileSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Sqlite from 'better-sqlite3';
import { connectAsync } from 'mqtt';
import { describe, expect, it } from 'vitest';
import { unitIdSchema } from '../../src/shared/model/identity';
import { mosquittoMissing, startMosquitto, titleWithMosquitto } from './mosquitto';
import { startStation } from './station-under-test';

const unit = { id: unitIdSchema.parse('R1'), name: 'R1', scale: '1L', startVolumeL: 0.3 } as const;

describe.skipIf(mosquittoMissing)(titleWithMosquitto('the ledger of a running station'), () => {
  it('T19 refuses changes with the cause while the ledger takes no entry, and goes on recording', async () => {
    const broker = await startMosquitto();
    const under = await startStation(broker.url);
    const { client, dir, station } = under;
    const plant = await connectAsync(broker.url);
    const say = async (value: number): Promise<void> => {
      await plant.publishAsync('bt/R1/OD', JSON.stringify({ t: Date.now(), v: value, q: 0, seq: value, u: 'AU' }), { qos: 1 }); // prettier-ignore
    };
    const from = Date.now() - 60_000;
    const od = async (): Promise<number[]> => [...(await under.raw('R1/OD', from, Date.now() + 60_000)).max];
    try {
      await under.until(() => client.connections.list(), ([connection]) => connection?.status.state === 'online'); // prettier-ignore
      await say(1);
      await under.until(() => client.units.list(), (units) => units.some(({ channels }) => channels.length > 0)); // prettier-ignore
      const file = new Sqlite(join(dir, 'records.db'));
      file.exec("CREATE TRIGGER broken BEFORE INSERT ON ledger BEGIN SELECT RAISE(ABORT, 'the ledger is full'); END"); // prettier-ignore
      await expect(client.units.save(unit)).rejects.toMatchObject({
        code: 'UNAVAILABLE',
        data: { words: expect.stringContaining('takes no entry') },
      });
      await say(2);
      expect(await under.until(od, (values) => values.includes(2))).toContain(2);
      file.exec('DROP TRIGGER broken');
      file.close();
      await client.units.save(unit);
      station.rooms.audit.verify();
      const ended = await under.until(() => client.audit.status(), ({ verdict }) => verdict?.state !== 'running'); // prettier-ignore
      expect(ended.verdict).toMatchObject({ state: 'sound', findings: [] });
    } finally {
      await plant.endAsync();
      await under.close();
      await broker.stop();
    }
  });
});

describe('a data folder that was put back', () => {
  it('T04 starts with records that cannot be changed, says so, and goes on after a declared restore', async () => {
    const dir = mkdtempSync(join(tmpdir(), 'bt-put-back-'));
    try {
      const first = await startStation(null, dir);
      await first.client.units.save(unit);
      await first.close();
      copyFileSync(join(dir, 'records.db'), join(dir, 'older.db'));
      const second = await startStation(null, dir);
      await second.client.units.save({ ...unit, name: 'Lost' });
      await second.close();
      copyFileSync(join(dir, 'older.db'), join(dir, 'records.db'));
      const third = await startStation(null, dir);
      const { client } = third;
      await expect(client.units.save({ ...unit, name: 'Now' })).rejects.toMatchObject({
        data: { words: expect.stringContaining('older than its anchors') },
      });
      expect((await client.units.list()).map(({ name }) => name)).toEqual(['R1']);
      const told = await client.station.health();
      expect(told.degradations.map(({ kind }) => kind)).toContain('ledger-older-file');
      await client.audit.declareRestore({ reason: 'The disk was replaced' });
      await client.units.save({ ...unit, name: 'Now' });
      expect((await client.audit.status()).trouble).toBeNull();
      await third.close();
      const fourth = await startStation(null, dir);
      expect((await fourth.client.audit.status()).trouble).toBeNull();
      await fourth.close();
    } finally {
      rmSync(dir, { recursive: true, force: true });
    }
  });

  it('starts without its signing key: it says so, shows everything and changes nothing', async () => {
    const dir = mkdtempSync(join(tmpdir(), 'bt-no-key-'));
    try {
      const first = await startStation(null, dir);
      await first.client.units.save(unit);
      await first.close();
      rmSync(join(dir, 'keys'), { recursive: true });
      const second = await startStation(null, dir);
      const { degradations } = await second.client.station.health();
      expect(degradations.map(({ kind }) => kind)).toContain('ledger-key-missing');
      expect(await second.client.units.list()).toHaveLength(1);
      await expect(second.client.units.save({ ...unit, name: 'No' })).rejects.toMatchObject({
        data: { words: expect.stringContaining('signing key of this station is missing') },
      });
      await second.client.audit.replaceLostKey({ reason: 'The disk with the key is gone' });
      await second.client.units.save({ ...unit, name: 'Yes' });
      await second.close();
    } finally {
      rmSync(dir, { recursive: true, force: true });
    }
  });
});

describe('a batch of which a row was altered beside the station', () => {
  it('T01 is marked "integrity failed" with the row, in its exports as well, and still after another start', async () => {
    const dir = mkdtempSync(join(tmpdir(), 'bt-altered-'));
    try {
      const first = await startStation(null, dir);
      await first.client.units.save(unit);
      const inoculatedAt = Date.now() - 60_000;
      const batch = await first.client.batches.start({ unitId: unit.id, name: 'B-1', inoculatedAt });
      const other = { ...unit, id: unitIdSchema.parse('R2') };
      await first.client.units.save(other);
      await first.client.batches.start({ unitId: other.id, name: 'B-2', inoculatedAt });
      await first.station.rooms.submit({ unitId: 'R1', tags: ['OD'], tag: [0], t: [inoculatedAt + 1000], value: [1] }, 'simulator'); // prettier-ignore
      await first.close();
      const file = new Sqlite(join(dir, 'records.db'));
      file.prepare("UPDATE batch SET name = 'B-9' WHERE id = ?").run(batch.id);
      file.close();
      const second = await startStation(null, dir);
      second.station.rooms.audit.verify();
      const { failedBatches } = await second.until(() => second.client.audit.status(), ({ verdict }) => verdict?.state === 'broken'); // prettier-ignore
      expect(failedBatches).toMatchObject([{ batchId: batch.id }]);
      expect(failedBatches[0]?.rows[0]).toMatch(/^batch \["R1-.*"\]: name was altered without an entry: it is "B-9", the ledger says "B-1"$/); // prettier-ignore
      await second.close();
      const third = await startStation(null, dir);
      expect((await third.client.audit.status()).failedBatches).toMatchObject([{ batchId: batch.id }]);
      const { id } = await third.client.exports.start({ batches: [batch.id], format: 'csv' });
      await third.until(() => third.client.exports.progress({ id }), ({ state }) => state === 'done'); // prettier-ignore
      expect((await third.client.exports.manifest({ id })).integrity).toMatchObject({
        words: `Integrity failed: ${batch.id}`,
        failedBatches: [{ id: batch.id, rows: [expect.stringContaining('"B-9"')] }],
      });
      await third.close();
    } finally {
      rmSync(dir, { recursive: true, force: true });
    }
  });
});

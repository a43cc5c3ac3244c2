import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { channelIdSchema, batchIdSchema, unitIdSchema } from '../../src/shared/model/identity';
import { alignments } from '../../src/shared/model/overlay';
import { openCampaignFolder } from '../../src/workers/simulator/campaign/campaign-folder';
import { campaignPlan } from '../../src/workers/simulator/campaign/campaign-plan';
import { writeCampaign } from '../../src/workers/simulator/campaign/write-campaign';
import { startStation, type StationUnderTest } from './station-under-test';

const root = mkdtempSync(join(tmpdir(), 'bt-compare-'));
const c1 = unitIdSchema.parse('C1');
let station: StationUnderTest;

/** Four simulated batches of four hours, imported as files: nothing of them was computed while they ran. */
beforeAll(async () => {
  const plan = campaignPlan({ seed: 9, batches: 4, until: Date.UTC(2026, 0, 1), unitId: 'C1' });
  const designs = plan.map((design) => ({ ...design, longestH: 4, changes: [], faults: [] }));
  const folder = await openCampaignFolder(join(root, 'campaign'));
  const facts = { kind: 'campaign', seed: 9, unitId: 'C1', generatedBy: 'test' } as const;
  await writeCampaign(folder, designs, facts, () => undefined, new AbortController().signal);
  station = await startStation(null, join(root, 'data'));
  const { client } = station;
  await client.imports.campaign({ path: join(root, 'campaign') });
  const done = await station.until(
    () => client.imports.progress(),
    ({ state }) => state === 'done' || state === 'failed',
    60_000,
  );
  expect(done.state).toBe('done');
}, 90_000);
afterAll(async () => {
  await station.close();
  rmSync(root, { recursive: true, force: true, maxRetries: 5 });
});

const ended = async () =>
  (await station.client.batches.list({})).flatMap(({ id }) => (id.startsWith('SIM-') ? [id] : []));

it('lines up batches that nobody followed, and names those that have no place with the reason', async () => {
  const { client } = station;
  const batchIds = await ended();
  const nothing = await client.batches.start({
    unitId: c1,
    name: 'Never fed',
    inoculatedAt: Date.now() - 3_600_000,
  });
  const placed: Record<string, string[]> = {};
  for (const by of alignments) {
    const { head, data } = await client.comparisons.overlay({
      batchIds: [...batchIds, nothing.id],
      tags: ['DO', 'CER'],
      by,
      points: 100,
    });
    placed[by] = head.batches.map((one) => (one.placed ? 'placed' : one.note));
    expect(data.size).toBe(head.traces.length * 3 * head.points * 8);
  }
  await client.batches.end({ id: nothing.id });
  const all = Array.from({ length: 4 }, () => 'placed');
  const noData = 'Nothing was recorded in its time';
  for (const by of ['inoculation', 'phase', 'co2', 'maturity'])
    expect(placed[by], by).toEqual([...all, noData]);
  expect(placed['depletion']).toEqual([
    ...all.map(() => 'Its carbon source was not seen to run out'),
    noData,
  ]);
});

it('knows of each batch how good its data are, how large, and that nobody judged it', async () => {
  const facts = await station.client.comparisons.facts();
  const [batchId] = await ended();
  const one = facts.find((each) => each.batchId === batchId);
  expect(one).toMatchObject({ verdict: 'none', organism: null });
  expect(one?.qualityPct).toBeGreaterThan(99);
  expect(one?.readings).toBeGreaterThan(250_000);
  expect((one?.bytes ?? 0) / (one?.readings ?? 1)).toBeLessThan(4);
});

it('keeps golden batches in versions with entries in the ledger, and holds a batch against one', async () => {
  const { client } = station;
  const batchIds = await ended();
  const plan = { name: 'Glycerol', batchIds, centre: 'median', width: 3 } as const;
  await expect(
    client.comparisons.makeGolden({
      id: null,
      plan: { ...plan, batchIds: batchIds.slice(0, 2) },
      reason: 'too few',
    }),
  ).rejects.toThrow();
  const first = await client.comparisons.makeGolden({ id: null, plan, reason: 'the first' });
  const second = await client.comparisons.makeGolden({
    id: first.id,
    plan: { ...plan, width: 4 },
    reason: 'wider',
  });
  expect([first.version, second.version]).toEqual([1, 2]);
  expect((await client.comparisons.golden({ id: first.id, version: 1 })).reference.plan.width).toBe(3);
  const told = station.station.rooms.audit.list({ what: 'golden.made', limit: 10 });
  expect(told.map(({ entry }) => entry.reason)).toEqual(['wider', 'the first']);
  const score = await client.comparisons.against({ id: first.id, batchId: batchIdSchema.parse(batchIds[0]) });
  expect(score.points.length).toBeGreaterThan(10);
  expect(score.points.some(({ alarm }) => alarm)).toBe(false);
  const { rows } = await client.comparisons.cv({ batchIds });
  expect(rows.find(({ phase, feature }) => phase === 'Lag' && feature === 'Length')?.batches).toBe(4);
  expect(await client.comparisons.withdrawGolden({ id: first.id, reason: 'only a test' })).toEqual({
    withdrawn: true,
  });
  expect(await client.comparisons.goldens()).toEqual([]);
});

it('replays exactly what was recorded and writes nothing', async () => {
  const { client } = station;
  const [batch] = (await client.batches.list({})).filter(({ id }) => id.startsWith('SIM-'));
  if (!batch) throw new Error('No batch');
  const before = station.station.rooms.audit.list({ limit: 1 })[0]?.entry.seq;
  const from = batch.inoculatedAt + 3_600_000;
  const { series, t, value } = await client.replays.samples({
    batchId: batch.id,
    from,
    to: from + 600_000,
    stepMs: 0,
  });
  const [unit] = await client.units.list();
  const dissolved = unit?.channels.find(({ tag }) => tag === 'DO');
  const own = t.flatMap((at, i) => (series[i] === dissolved?.series ? [[at, value[i]] as const] : []));
  const raw = await station.raw(channelIdSchema.parse('C1/DO'), from, from + 600_000);
  expect(own).toEqual([...raw.t].map((at, i) => [at, raw.mean[i]]));
  expect(t.toSorted((a, b) => a - b)).toEqual(t);
  const then = await client.replays.state({ batchId: batch.id, at: from });
  expect(then.unit.batch).toMatchObject({ id: batch.id, endedAt: null });
  expect(then.alarms.now).toBe(from);
  expect(station.station.rooms.audit.list({ limit: 1 })[0]?.entry.seq).toBe(before);
});

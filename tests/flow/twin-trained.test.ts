import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openCampaignFolder } from '../../src/workers/simulator/campaign/campaign-folder';
import { campaignPlan } from '../../src/workers/simulator/campaign/campaign-plan';
import { writeCampaign } from '../../src/workers/simulator/campaign/write-campaign';
import { createRouter } from '../../src/workers/station/serve/router';
import { replayBatch } from '../../src/workers/trainer/pipeline/replay-batch';
import { workOnce } from '../../src/workers/trainer/work-once';
import { featureHasher } from '../../src/workers/twin/features/feature-hash';
import { loadModelFrom } from '../../src/workers/twin/infer';
import { openPort } from '../contract/three-transports';
import { hourMs, startTwin, writeLine, type TwinUnderTest } from './twin-under-test';

const line = { name: 'od-line', version: '1.0.0' };
const trained = { name: 'od-trained', version: '1.0.0' };
const root = mkdtempSync(join(tmpdir(), 'bt-trained-'));
let twin: TwinUnderTest;

async function writeSmallCampaign(): Promise<void> {
  const plan = campaignPlan({ seed: 11, batches: 18, until: Date.UTC(2026, 0, 1), unitId: 'C8' });
  const folder = await openCampaignFolder(root);
  const facts = { kind: 'campaign', seed: 11, unitId: 'C8', generatedBy: 'test' } as const;
  const designs = plan.slice(3, 7).map((design) => ({ ...design, longestH: 12.5 }));
  await writeCampaign(folder, designs, facts, () => undefined, new AbortController().signal);
}

/** Imports the campaign and trains on it as the trainer does, through the verbs. */
async function train(): Promise<void> {
  const { client, station, dir } = twin.station;
  await client.imports.campaign({ path: root });
  await twin.station.until(
    () => client.imports.progress(),
    ({ state }) => state !== 'importing',
    60_000,
  );
  const batches = (await client.batches.list({})).filter(({ endedAt }) => endedAt !== null);
  await client.training.start({
    name: trained.name,
    scale: '1L',
    training: batches.map(({ id }) => id),
    structure: 'hybrid',
    folds: 2,
    repeats: 1,
    booster: { trees: 40, minDataInLeaf: 3 },
  });
  const trainer = openPort(createRouter(station.rooms), 'trainer');
  const work = await trainer.client.training.next({ waitMs: 0 });
  const tools = { client: trainer.client, dataDir: dir, appVersion: '0.0.0', now: () => Date.now() };
  await workOnce(work, tools, new AbortController().signal);
  await trainer.close();
}

beforeAll(async () => {
  await writeSmallCampaign();
  twin = await startTwin(
    (modelsDir) =>
      writeLine(modelsDir, {
        ...line,
        scale: '1L',
        intercept: Math.log(3),
        terms: [{ feature: 'ageH', form: 'x', weight: 0.16, low: 0, high: 40 }],
      }),
    { seed: 5, hoursAgo: 14, scale: '1L' },
  );
  await train();
  const { models } = twin.station.client;
  await models.promote({ ...line, reason: 'Served well before' });
  await models.shadow({ ...trained, reason: 'To be watched' });
  await twin.runTo(8);
}, 240_000);
afterAll(async () => {
  await twin.close();
  rmSync(root, { recursive: true });
});

describe('a model trained on a small campaign', () => {
  it('ran through the verbs to a candidate that says on what it was judged', async () => {
    const { model } = await twin.station.client.models.get(trained);
    expect(model).toMatchObject({
      state: 'shadow',
      source: 'trained',
      simulated: true,
      test: 'untested',
      problem: '',
    });
  });

  it('T24 names the batches it learned from with their hashes, and none of them was held out', async () => {
    const { dir, client } = twin.station;
    const folder = join(dir, 'models', trained.name, trained.version);
    const { data } = JSON.parse(readFileSync(join(folder, 'card.json'), 'utf8')) as {
      data: { batches: { id: string; role: string; sha256: string }[] };
    };
    const ended = (await client.batches.list({})).filter(({ endedAt }) => endedAt !== null);
    expect(data.batches.map(({ id }) => id).toSorted()).toEqual(ended.map(({ id }) => id).toSorted());
    const of = (heldOut: boolean) =>
      data.batches.filter(({ role }) => (role === 'hold-out') === heldOut).map(({ id }) => id);
    expect(of(true).filter((id) => of(false).includes(id))).toEqual([]);
    for (const { sha256 } of data.batches) expect(sha256).toMatch(/^[0-9a-f]{64}$/);
  });

  it('runs as shadow beside the champion, apart, and tells by its own parts where its number comes from', async () => {
    const { answers = [], model } = await twin.station.client.twin.status();
    expect(model?.name).toBe(line.name);
    const shadow = answers.find(({ state }) => state === 'shadow');
    if (typeof shadow?.value !== 'number' || shadow.baseValue === null)
      throw new Error('The shadow said nothing');
    expect(shadow).toMatchObject({
      ...trained,
      scale: 'ln OD600',
      against: 'the mean over what it learned from',
    });
    const sum = shadow.contributions.reduce((total, { effect }) => total + effect, shadow.rest.effect);
    expect((shadow.baseValue + sum) / shadow.value).toBeCloseTo(1, 5);
    expect(shadow.contributions.length + shadow.rest.features).toBe(
      (await twin.station.client.models.get(trained)).model.features,
    );
    for (const { words, name } of shadow.contributions) expect(words).not.toBe(name);
    const at = twin.inoculatedAt + 8 * hourMs;
    const recorded = await twin.station.raw(`${twin.unitId}/OD_shadow`, at - hourMs, at + 1);
    expect(recorded.mean.at(-1)).toBeCloseTo(shadow.value, 1);
  });

  it('says the same of a batch that is replayed, bit for bit, as it said live', async () => {
    const { client, station, inoculatedAt, unitId } = twin;
    const folder = join(station.dir, 'models', trained.name, trained.version);
    const { sha256 } = JSON.parse(readFileSync(join(folder, 'card.json'), 'utf8')) as { sha256: string };
    const { model } = await loadModelFrom(folder, sha256);
    if (!model) throw new Error('The model does not load');
    const [unit] = (await client.units.list()).filter(({ id }) => id === unitId);
    const [batch] = await client.batches.list({ unitId });
    if (!unit || !batch) throw new Error('No unit or batch');
    const featureNames = model.card.features.map(({ name }) => name);
    const ended = { ...batch, endedAt: inoculatedAt + 8 * hourMs };
    const replay = async () => {
      const { values, ends } = await replayBatch({
        client,
        unit,
        batch: ended,
        target: 'OD600',
        featureNames,
      });
      const rows = Array.from(ends, (_, i) =>
        Object.fromEntries(
          featureNames.map((name, j) => {
            const value = values[i * featureNames.length + j] ?? Number.NaN;
            return [name, Number.isNaN(value) ? null : value];
          }),
        ),
      );
      return { ends, rows, predictions: await model.predict(rows) };
    };
    const [first, second] = [await replay(), await replay()];
    const hash = featureHasher(model.card.features);
    const hashes = (of: typeof first) =>
      of.rows.map((row) => hash(featureNames.map((name) => row[name] ?? null)));
    expect(first.predictions.filter(({ value }) => value !== null).length).toBeGreaterThan(500);
    expect(second.predictions).toEqual(first.predictions);
    expect(hashes(second)).toEqual(hashes(first));
    // One window at a time gives what many at once give.
    for (const i of [100, 500, 900])
      expect(await model.predict([first.rows[i] ?? {}])).toEqual([first.predictions[i]]);

    const live = await station.raw(`${unitId}/OD_shadow`, inoculatedAt, inoculatedAt + 8 * hourMs + 1);
    const said = new Map(Array.from(live.t, (t, i) => [t, live.mean[i]]));
    const both = Array.from(first.ends, (t, i) => [said.get(t), first.predictions[i]?.value] as const).filter(
      ([one, other]) => one !== undefined && typeof other === 'number' && !Number.isNaN(one),
    );
    expect(both.length).toBeGreaterThan(500);
    for (const [one, other] of both) expect(one).toBe(other);
  });
});

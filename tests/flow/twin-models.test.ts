import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { TwinAnswer } from '../../src/shared/contract/twin';
import { hashNumber } from '../../src/shared/model/model-file-card';
import { hourMs, startTwin, writeLine, writeShipped, type TwinUnderTest } from './twin-under-test';

const good = { name: 'od-good', version: '1.0.0' };
const bad = { name: 'od-bad', version: '1.0.0' };
const shade = { name: 'od-shade', version: '1.0.0' };
const age = { feature: 'ageH', form: 'x', low: 0, high: 40 } as const;
let twin: TwinUnderTest;

beforeAll(async () => {
  twin = await startTwin(
    async (modelsDir) => {
      writeShipped(modelsDir, good.name);
      await writeLine(modelsDir, { ...bad, intercept: Math.log(300), terms: [{ ...age, weight: 0.001 }] });
      await writeLine(modelsDir, { ...shade, intercept: Math.log(3), terms: [{ ...age, weight: 0.16 }] });
    },
    { seed: 77, hoursAgo: 20 },
  );
  const { models } = twin.station.client;
  await models.promote({ ...good, reason: 'Served well before' });
  await models.shadow({ ...shade, reason: 'To be watched' });
  await twin.runTo(6);
}, 120_000);
afterAll(() => twin.close());

const statesOf = async (): Promise<Record<string, string>> => {
  const { models } = await twin.station.client.models.list();
  return Object.fromEntries(models.map(({ name, state }) => [name, state]));
};
const answerOf = async (state: TwinAnswer['state']): Promise<TwinAnswer> => {
  const { answers = [] } = await twin.station.client.twin.status();
  const found = answers.find((answer) => answer.state === state);
  if (!found) throw new Error(`No answer of the ${state}`);
  return found;
};
/** Newest of a channel up to an age, as it was recorded. */
const recorded = async (tag: string, ageH: number): Promise<number> => {
  const at = twin.inoculatedAt + ageH * hourMs;
  const columns = await twin.station.raw(`${twin.unitId}/${tag}`, at - hourMs, at + 1);
  return columns.mean.at(-1) ?? Number.NaN;
};
const sample = (ageH: number, od600: number) =>
  twin.station.client.batches.addNote({
    batchId: twin.batchId,
    note: { kind: 'sample', at: twin.inoculatedAt + ageH * hourMs, volumeMl: 1, words: '', od600 },
  });
const scored = async (of: typeof good, n: number) => {
  const { scored: scores, model } = await twin.station.until(
    () => twin.station.client.models.get(of),
    (answer) => answer.scored.length >= n,
  );
  return { scores, live: model.live };
};

describe('models on a running batch', () => {
  it('say why the number is what it is, in words and units that add up', async () => {
    for (const state of ['champion', 'shadow'] as const) {
      const { value, baseValue, contributions, rest, unit, outcome, target } = await answerOf(state);
      const sum = contributions.reduce((total, { effect }) => total + effect, (baseValue ?? 0) + rest.effect);
      expect(sum / (value ?? 0)).toBeCloseTo(1, 5);
      expect({ unit, outcome, target }).toEqual({ unit: 'AU', outcome: 'given', target: 'OD600' });
    }
    const { contributions, at } = await answerOf('champion');
    expect(contributions.find(({ name }) => name === 'volumeL')).toMatchObject({
      words: 'Volume of the broth',
      unit: 'L',
      value: expect.closeTo(5.5, 0),
    });
    expect(at).toBe(twin.inoculatedAt + 6 * hourMs);
    expect((await answerOf('shadow')).contributions).toMatchObject([
      { words: 'Age of the batch', unit: 'h', value: 6, effect: expect.any(Number) },
    ]);
  });

  it('a shadow speaks on channels of its own, and what is trusted is the champion alone', async () => {
    expect(await recorded('OD_shadow', 6)).toBeCloseTo(3 * Math.exp(0.16 * 6), 2);
    const { models } = await twin.station.client.models.list();
    const hashOf = (name: string): number =>
      hashNumber(models.find((one) => one.name === name)?.sha256 ?? '');
    expect(await recorded('OD_pred_model', 6)).toBe(hashOf(good.name));
    expect(await recorded('OD_shadow_model', 6)).toBe(hashOf(shade.name));
    expect(await recorded('OD_pred', 6)).toBeCloseTo((await answerOf('champion')).value ?? 0, 3);
    expect((await twin.station.client.twin.status()).model?.name).toBe(good.name);
  });

  it('a sample noted hours later is held against what was said when it was drawn', async () => {
    await sample(3, twin.truth(3));
    const { scores, live } = await scored(good, 1);
    expect(scores[0]).toMatchObject({
      state: 'champion',
      sampledAt: twin.inoculatedAt + 3 * hourMs,
      measured: twin.truth(3),
      predicted: await recorded('OD_pred', 3),
    });
    expect(live.n).toBe(1);
    expect((await scored(shade, 1)).scores[0]).toMatchObject({
      state: 'shadow',
      predicted: await recorded('OD_shadow', 3),
    });
  });

  it('a bad champion gives its place back by rule, and says why with figures', async () => {
    const { client } = twin.station;
    await client.models.promote({ ...bad, reason: 'By mistake' });
    await twin.runTo(12);
    expect(await recorded('OD_pred', 12)).toBeCloseTo(300 * Math.exp(0.012), 0);
    await sample(8, twin.truth(8));
    await sample(10, twin.truth(10));
    expect((await scored(bad, 2)).live).toMatchObject({ n: 2 });
    expect(await statesOf()).toMatchObject({ 'od-bad': 'champion', 'od-good': 'candidate' });
    await sample(12, twin.truth(12));
    const after = await twin.station.until(statesOf, (states) => states['od-bad'] !== 'champion');
    expect(after).toMatchObject({ 'od-bad': 'candidate', 'od-good': 'champion', 'od-shade': 'shadow' });
    const { changes } = await client.models.get(bad);
    expect(changes.at(-1)).toMatchObject({
      by: 'rule',
      to: 'candidate',
      reason: expect.stringMatching(
        /mean relative error \d+\.\d % over the newest 3 samples, allowed are 15 %/,
      ),
    });
    const told = (await client.events.list({ limit: 50 })).find(({ kind }) => kind === 'model-reverted');
    expect(told).toMatchObject({
      severity: 'warning',
      words: expect.stringMatching(/od-bad .* od-good 1\.0\.0 leads again: mean relative error \d/),
    });
    const [entry] = twin.station.station.rooms.audit.list({ what: 'plant.changeModels', limit: 1 });
    expect(entry?.entry).toMatchObject({
      actor: { kind: 'system', name: 'station' },
      rows: expect.arrayContaining([
        expect.objectContaining({
          table: 'model_change',
          after: expect.objectContaining({
            by: 'rule',
            to_state: 'candidate',
            reason: changes.at(-1)?.reason,
          }),
        }),
      ]),
    });
    // What was said while it led stays as it was said; what comes is the good one's again.
    await twin.runTo(13);
    expect(await recorded('OD_pred', 12)).toBeGreaterThan(250);
    expect(Math.abs((await recorded('OD_pred', 13)) / twin.truth(13) - 1)).toBeLessThan(0.3);
    expect((await client.twin.status()).model?.name).toBe(good.name);
  });

  it('a late and a corrected result score the past anew, each with the model that spoke then', async () => {
    const { client } = twin.station;
    const late = await sample(5, 2 * twin.truth(5));
    const before = await scored(good, 2);
    const of = (scores: typeof before.scores) =>
      scores.find(({ sampledAt }) => sampledAt === twin.inoculatedAt + 5 * hourMs);
    expect(of(before.scores)).toMatchObject({
      measured: 2 * twin.truth(5),
      predicted: await recorded('OD_pred', 5),
    });
    await client.batches.correctNote({
      batchId: twin.batchId,
      id: late.id,
      reason: 'Diluted twice',
      note: { kind: 'sample', at: late.at, volumeMl: 1, words: '', od600: twin.truth(5) },
    });
    const after = await twin.station.until(
      () => client.models.get(good),
      ({ scored: scores }) => of(scores)?.measured === twin.truth(5),
    );
    expect(of(after.scored)?.measured).toBe(twin.truth(5));
    expect(after.scored.length).toBe(before.scores.length);
    expect((after.model.live.mrePct ?? 0) < (before.live.mrePct ?? 0)).toBe(true);
  });

  it('a model that has just changed its place is held against a sample once, by what it said last', async () => {
    const { client } = twin.station;
    const before = (await client.models.get(shade)).scored.length;
    await client.models.promote({ ...shade, reason: 'Better in the shade' });
    await twin.runTo(13.02);
    await sample(13 + 45 / 3600, 30);
    const { scores } = await scored(shade, before + 1);
    const at = twin.inoculatedAt + 13 * hourMs + 45_000;
    expect(scores.filter(({ sampledAt }) => sampledAt === at)).toMatchObject([{ state: 'champion' }]);
  });
});

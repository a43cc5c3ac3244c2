import { expect, it } from 'vitest';
import { goldenReferenceSchema } from '../model/golden-batch';
import { batchIdSchema } from '../model/identity';
import { batchTrack, trackWindowMs, type BatchTrack } from './batch-track';
import { goldenReference } from './golden-reference';
import { goldenScore } from './golden-score';
import { processCv } from './process-cv';

const hourMs = 3_600_000;
const lastH = 16;

/** Numbers between −1 and 1, the same for the same seed. */
function chance(seed: number): () => number {
  let state = seed * 7919 + 17;
  return () => {
    state = (state * 48_271) % 2_147_483_647;
    return (2 * state) / 2_147_483_647 - 1;
  };
}

/** A batch with its own growth rate and instruments, and noise; `change` does something to it. */
function made(
  seed: number,
  change: (tag: string, hour: number, value: number) => number = (_t, _h, value) => value,
): BatchTrack {
  const next = chance(seed);
  const [mu, oxygen, od0, base] = [
    0.3 + 0.01 * next(),
    1.4 + 0.02 * next(),
    2 + 0.1 * next(),
    0.02 + 0.001 * next(),
  ];
  const windows = (lastH * hourMs) / trackWindowMs;
  const column = (tag: string, of: (hour: number) => number): Float64Array =>
    Float64Array.from({ length: windows }, (_, i) => {
      const hour = ((i + 0.5) * trackWindowMs) / hourMs;
      return change(tag, hour, of(hour) * (1 + 0.005 * next()));
    });
  const cer = (hour: number): number => 0.8 * Math.exp(mu * hour);
  return batchTrack(
    {
      CER: column('CER', cer),
      OUR: column('OUR', (hour) => oxygen * cer(hour)),
      DO: column('DO', (hour) => 100 - 70 / (1 + Math.exp(8 - hour))),
      OD: column('OD', (hour) => od0 * Math.exp(0.2 * hour)),
      Base_Pump_Rate: column('Base_Pump_Rate', (hour) => base * cer(hour)),
      pH: column('pH', () => 5),
      Phase: column('Phase', () => 2).map(() => 2),
    },
    {
      inoculatedAt: 0,
      from: 0,
      windows,
      startVolumeL: 1,
      analysers: { o2: { low: 15, high: 21.5 }, co2: { low: 0, high: 5 } },
      vessel: { gasReference: 'normal', analyserDry: true, condenserTempC: 12 },
    },
  );
}

const ids = Array.from({ length: 10 }, (_, i) => batchIdSchema.parse(`G${i}`));
const plan = { name: 'Test', batchIds: ids, centre: 'median', width: 3 } as const;
const reference = goldenReference(
  { ...plan, batchIds: [...ids] },
  ids.map((batchId, i) => ({ batchId, simulated: true, track: made(i + 1), words: '' })),
);

it('holds clean batches within, and names what is wrong with one that is not', () => {
  for (const seed of [31, 32, 33, 34])
    expect(goldenScore(reference, made(seed)).points.some(({ alarm }) => alarm)).toBe(false);
  const off = made(41, (tag, hour, value) => (tag === 'pH' && hour > 9 ? value + 0.3 : value));
  const { points, traces } = goldenScore(reference, off);
  const first = points.find(({ alarm }) => alarm);
  expect(first?.ageH).toBeGreaterThan(9);
  expect(first?.ageH).toBeLessThan(10);
  expect(first?.top[0]).toMatchObject({ tag: 'pH' });
  const ph = traces.find(({ tag }) => tag === 'pH');
  const outside = ph?.value.map((value, i) => (value ?? 0) > (ph.high[i] ?? 9)) ?? [];
  expect([outside[20], outside.at(-1)]).toEqual([false, true]);
});

it('is plain data that reads back as it was, and names the batches it could not use', () => {
  expect(goldenReferenceSchema.parse(JSON.parse(JSON.stringify(reference)))).toEqual(reference);
  const some = ids.map((batchId, i) => ({
    batchId,
    simulated: false,
    track: i === 0 ? null : made(i),
    words: 'It still runs',
  }));
  const { left, simulated } = goldenReference({ ...plan, batchIds: [...ids] }, some);
  expect([left, simulated]).toEqual([[{ batchId: 'G0', words: 'It still runs' }], false]);
});

it('judges nothing that it cannot know: an instrument that is missing, golden batches that are too few', () => {
  const blind = made(51, (tag, _hour, value) => (tag === 'DO' ? Number.NaN : value));
  const judged = goldenScore(reference, blind);
  expect(judged.points.length).toBeGreaterThan(50);
  expect(judged.points.some(({ alarm }) => alarm)).toBe(false);
  expect(judged.note).toMatch(/^Dissolved oxygen is missing at \d+ moments: judged without it/);
  const deaf = made(53, (tag, _hour, value) => (['DO', 'OD', 'pH'].includes(tag) ? Number.NaN : value));
  expect(goldenScore(reference, deaf).points).toEqual([]);
  expect(goldenScore(reference, deaf).note).toMatch(/moments are not judged: too much is missing/);
  const few = goldenReference(
    { ...plan, batchIds: ids.slice(0, 3) },
    ids.slice(0, 3).map((batchId, i) => ({ batchId, simulated: true, track: made(i + 1), words: '' })),
  );
  expect(goldenScore(few, made(52)).note).toMatch(/too few golden batches/);
  expect(goldenScore(few, made(52)).traces.length).toBeGreaterThan(3);
});

it('tells how much batches differ by hand-counted figures, and which are left out', () => {
  const batch = (k: number, id: string) => ({
    batchId: batchIdSchema.parse(id),
    track: made(1, (tag, _hour, value) => (tag === 'OD' ? k : value)),
  });
  const unknown = { batchId: batchIdSchema.parse('X'), track: { ...made(2), phases: [] } };
  const { rows, left } = processCv([batch(10, 'A'), batch(12, 'B'), batch(14, 'C'), unknown]);
  const od = rows.find(({ feature, phase }) => feature === 'OD probe, mean' && phase === 'Glycerol batch');
  expect(od).toMatchObject({ batches: 3, mean: 12, sd: 2, low: 10, high: 14, values: [10, 12, 14, null] });
  expect(od?.cvPct).toBeCloseTo(16.667, 3);
  expect(rows.find(({ feature }) => feature === 'pH, mean')?.cvPct).toBeNull();
  expect(left).toEqual([{ batchId: 'X', words: 'No phase of it is known' }]);
});

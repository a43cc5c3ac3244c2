import { describe, expect, it } from 'vitest';
import type { BatchDesign } from './batch-design';
import { campaignPlan } from './campaign-plan';
import { runBatch, truthColumns, type FinishedBatch } from './run-batch';

const until = Date.UTC(2026, 0, 1);
const plan = campaignPlan({ seed: 1, batches: 18, until, unitId: 'C1' });
const hourMs = 3_600_000;

async function batch(number: number): Promise<{ design: BatchDesign; finished: FinishedBatch }> {
  const design = plan[number - 1];
  if (!design) throw new Error(`There is no batch ${number}`);
  return { design, finished: await runBatch(design, () => Promise.resolve()) };
}

/** A column of the truth at an age. */
function at({ truth }: FinishedBatch, ageH: number, column: (typeof truthColumns)[number]): number {
  return Number(truth[Math.round(ageH * 120)]?.[truthColumns.indexOf(column)]);
}

describe('the plan', () => {
  it('has the roles of the campaign, one batch after the other within twenty weeks', () => {
    expect(plan.map((design) => design.role)).toEqual([
      ...Array.from({ length: 3 }, () => 'shakedown'),
      ...Array.from({ length: 12 }, () => 'training'),
      ...Array.from({ length: 3 }, () => 'hold-out'),
    ]);
    const gaps = plan.map(
      (design, i) => (plan[i + 1]?.inoculatedAt ?? until) - design.inoculatedAt - design.longestH * hourMs,
    );
    expect(Math.min(...gaps)).toBeGreaterThan(0);
    expect(until - (plan[0]?.inoculatedAt ?? 0)).toBeLessThanOrEqual(20 * 7 * 24 * hourMs);
    expect(new Set(plan.map((design) => design.seed)).size).toBe(18);
  });
});

describe('the designed disturbances', () => {
  it.each([
    [7, 29],
    [8, 30],
    [9, 31],
  ])('batch %i runs at %i °C', async (number, tempC) => {
    const { finished } = await batch(number);
    for (const ageH of [1, 8, 15]) expect(at(finished, ageH, 'temp_c')).toBeCloseTo(tempC, 0.5);
  });

  it('batches 10, 11 and 12 begin with 2.5, 4 and 6 OD, give or take the spread between batches', async () => {
    for (const [number, od] of [
      [10, 2.5],
      [11, 4],
      [12, 6],
    ] as const) {
      const { finished } = await batch(number);
      expect(at(finished, 0, 'od600') / od).toBeGreaterThan(0.6);
      expect(at(finished, 0, 'od600') / od).toBeLessThan(1.6);
    }
  });

  it('batch 13 is 32 °C warm from 8 to 8.5 h and 30 °C otherwise', async () => {
    const { finished } = await batch(13);
    expect(at(finished, 7.9, 'temp_c')).toBeCloseTo(30, 0.5);
    expect(at(finished, 8.4, 'temp_c')).toBeCloseTo(32, 0.5);
    expect(at(finished, 9.2, 'temp_c')).toBeCloseTo(30, 0.5);
    expect(finished.events.filter((event) => event.kind === 'set-point')).toMatchObject([
      { ageS: 8 * 3600, name: 'tempC', value: 32 },
      { ageS: 8.5 * 3600, name: 'tempC', value: 30 },
    ]);
  });

  it('batch 14 is stirred at 400 instead of 500 rpm from 6 to 7 h, and its oxygen falls', async () => {
    const { finished } = await batch(14);
    expect(finished.events.filter((event) => event.kind === 'set-point')).toMatchObject([
      { ageS: 0, value: 500 },
      { ageS: 6 * 3600, name: 'stirrerRpm', value: 400 },
      { ageS: 7 * 3600, value: null },
    ]);
    expect(at(finished, 6.9, 'do_pct')).toBeLessThan(at(finished, 5.9, 'do_pct') - 10);
  });

  it('batch 15 begins at pH 5.3 and comes down to 5.0 by itself', async () => {
    const { finished } = await batch(15);
    expect(at(finished, 0, 'ph')).toBeCloseTo(5.3, 2);
    expect(at(finished, 14, 'ph')).toBeCloseTo(5, 1);
  });

  it('batch 1 runs without DO control', async () => {
    const { finished } = await batch(1);
    expect(at(finished, 1, 'do_pct')).toBeGreaterThan(80);
    expect(at(finished, 16, 'do_pct')).toBeLessThan(5);
  });

  it('leave a batch that ends by itself within 16 to 26 h, with all eight samples near their time', async () => {
    const { design, finished } = await batch(16);
    const hours = (finished.endedAt - design.inoculatedAt) / hourMs;
    expect(hours).toBeGreaterThan(16);
    expect(hours).toBeLessThan(26);
    expect(hours - (finished.depletedH ?? 0)).toBeCloseTo(2, 1);
    expect(finished.samples.map((sample) => sample.nominalH)).toEqual([0, 2, 4, 6, 8, 12, 16, null]);
    for (const { nominalH, sampledAt, od600, dcwGL, dcwResultAt } of finished.samples) {
      const ageH = (sampledAt - design.inoculatedAt) / hourMs;
      expect(Math.abs(ageH - (nominalH ?? hours))).toBeLessThan(0.25);
      expect(od600 / at(finished, ageH, 'od600')).toBeCloseTo(1, 0.7);
      expect(Math.abs(dcwGL - at(finished, ageH, 'dcw_g_per_l'))).toBeLessThan(0.3 + 0.12 * dcwGL);
      expect(Math.floor(dcwResultAt / (24 * hourMs))).toBe(Math.floor(sampledAt / (24 * hourMs)) + 1);
    }
  });
});

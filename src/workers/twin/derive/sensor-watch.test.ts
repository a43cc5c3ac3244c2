import { describe, expect, it } from 'vitest';
import { createPlant } from '../../simulator/plant/plant';
import type { Fault } from '../../simulator/plant/fault';
import { createBatchDerivation } from '../batch-derivation';
import type { BatchFacts } from '../features/feature-engine';
import { cellValues, inputTags, windowMs, type InputCell, type InputTag } from '../features/input-cell';
import { createSensorWatch, type WatchedWindow } from './sensor-watch';

const minute = 60_000;
const calm: Partial<Record<InputTag, number>> = {
  Temp_Broth: 30,
  Temp_pH_Probe: 29.95,
  Temp_DO_Probe: 30.04,
};
const cellOf = (i: number, change: Partial<Record<InputTag, number>> = {}): InputCell => ({
  end: (i + 1) * windowMs,
  values: cellValues((tag) => change[tag] ?? calm[tag] ?? null),
});
const windowOf = (cell: InputCell, change: Partial<WatchedWindow> = {}): WatchedWindow => ({
  cell,
  gasOutMeasured: 9.9,
  gasOutCalculated: 10,
  weightGH: 80,
  expectedWeightGH: 82,
  our: 100,
  ourSigma: 2,
  transfer: 300,
  powerWL: 10,
  ...change,
});
/** Three quiet hours, then what is given. */
function after(n: number, windowAt: (i: number) => WatchedWindow) {
  const watch = createSensorWatch();
  for (let i = 0; i < 360; i += 1) watch.add(windowOf(cellOf(i)));
  expect(watch.suspicions()).toEqual([]);
  for (let i = 360; i < 360 + n; i += 1) watch.add(windowAt(i));
  return watch;
}

describe('sensor watch', () => {
  it('names the sensor that the others contradict', () => {
    const warm = after(12, (i) => windowOf(cellOf(i, { Temp_pH_Probe: 30.8 })));
    expect(warm.suspicions()).toMatchObject([
      { check: 'temperature-vote', suspects: ['Temp_pH_Probe'], since: 361 * windowMs },
    ]);
    const leak = after(22, (i) => windowOf(cellOf(i), { gasOutMeasured: 9 }));
    expect(leak.suspicions()).toMatchObject([{ check: 'gas-closure' }]);
    const blocked = after(64, (i) => windowOf(cellOf(i), { weightGH: -5 }));
    expect(blocked.suspicions()).toMatchObject([{ check: 'weight-residual' }]);
    const stuck = after(25, (i) => windowOf(cellOf(i, { OffGas_O2: 19.05, Stir_PV: 600 + 5 * (i - 360) })));
    expect(stuck.suspicions()).toMatchObject([{ check: 'stuck', suspects: ['OffGas_O2'] }]);
  });

  it('keeps time and words while a doubt lasts, does not learn it away, and clears it', () => {
    const watch = after(32, (i) => windowOf(cellOf(i), { our: 60 }));
    const [first] = watch.suspicions();
    expect(first).toMatchObject({ check: 'oxygen-transfer', since: 361 * windowMs });
    for (let i = 392; i < 900; i += 1) {
      watch.add(windowOf(cellOf(i), { our: 60 }));
      if (i % 20 === 0) expect(watch.suspicions()).toEqual([first]);
    }
    watch.add(windowOf(cellOf(900)));
    expect(watch.suspicions()).toEqual([]);
  });

  it('does not judge oxygen transfer at another stirring than it knows', () => {
    const watch = after(60, (i) => windowOf(cellOf(i), { our: 60, powerWL: 2 }));
    expect(watch.suspicions()).toEqual([]);
  });
});

/** Suspicions over a simulated batch, looked at every five minutes. */
function simulated(
  seed: number,
  hours: number,
  fault: Fault | readonly Fault[] = [],
  noted: Pick<BatchFacts, 'happenings' | 'withdrawals'> = {},
): { readonly found: string[]; readonly remarks: string[] } {
  const plant = createPlant({ preset: '15L', seed, variation: true });
  for (const one of [fault].flat()) plant.setFault(one);
  const columns = inputTags.map((tag) => plant.tags.indexOf(tag));
  const analysers = { o2: { low: 0, high: 100 }, co2: { low: 0, high: 25 } };
  const batch = createBatchDerivation({ inoculatedAt: 0, startVolumeL: 5.5, analysers, ...noted });
  const remarks = new Set<string>();
  const found = new Set<string>();
  for (let i = 0; i < hours * 120; i += 1) {
    const sums = inputTags.map(() => 0);
    for (let second = 0; second < 30; second += 1) {
      plant.step();
      const { value } = plant.sensors();
      columns.forEach((column, j) => (sums[j]! += value[column]! / 30));
    }
    const values = cellValues((tag) => sums[inputTags.indexOf(tag)]!);
    batch.finish(batch.features({ end: (i + 1) * windowMs, values }), null);
    if (i % 10 !== 9) continue;
    for (const { kind, words } of batch.remarks()) remarks.add(`${kind}: ${words}`);
    for (const { check, since } of batch.suspicions())
      found.add(`${check} ${Math.round(since / minute / 60)}`);
  }
  return { found: [...found], remarks: [...remarks] };
}

it('is silent over a clean simulated batch, and sees a feed that stopped', () => {
  expect(simulated(3, 31)).toEqual({ found: [], remarks: [] });
  expect(simulated(7, 26, { kind: 'feed-stop', fromH: 24 }).found).toEqual(['weight-residual 24']);
}, 30_000);

describe('what an event explains', () => {
  const h = 3_600_000;
  it('is not held against the DO probe: antifoam that was written down, and not the same unwritten', () => {
    const foam = { kind: 'antifoam', fromH: 40, forH: 0.7, size: 0.55 } as const;
    expect(simulated(3, 41, foam).found).toEqual(['oxygen-transfer 40']);
    const written = { t: 40 * h, kind: 'antifoam', words: '2 mL antifoam' } as const;
    const { found, remarks } = simulated(3, 41, foam, { happenings: [written] });
    expect(found).toEqual([]);
    expect(remarks.join('\n')).toMatch(
      /check-explained: Not held against DO, explained by an event \(2 mL antifoam\): OUR \d+, transfer by kLa/,
    );
  }, 60_000);

  it('is not held against the scale: a sample that was written down, and not the same unwritten', () => {
    const samples = [24, 24.4].map((fromH) => ({ kind: 'sample', fromH, size: 100 }) as const);
    expect(simulated(7, 25, samples).found).toEqual(['weight-residual 24']);
    const withdrawals = samples.map(({ fromH }) => ({ t: fromH * h, volumeL: 0.1 }));
    const happenings = withdrawals.map(
      ({ t }) => ({ t, kind: 'sample', words: 'Sample of 100 mL' }) as const,
    );
    expect(simulated(7, 25, samples, { withdrawals, happenings }).found).toEqual([]);
  }, 60_000);

  it('is no depletion: gas that was cut', () => {
    const phases = (size: number): string => {
      const plant = createPlant({ preset: '15L', seed: 2, variation: false });
      plant.setFault({ kind: 'gassing-test', fromH: 14, size });
      const analysers = { o2: { low: 0, high: 100 }, co2: { low: 0, high: 25 } };
      const batch = createBatchDerivation({ inoculatedAt: 0, startVolumeL: 5.5, analysers });
      const columns = inputTags.map((tag) => plant.tags.indexOf(tag));
      for (let end = windowMs; end <= 15 * h; end += windowMs) {
        const sums = inputTags.map(() => 0);
        for (let second = 0; second < 30; second += 1) {
          plant.step();
          columns.forEach((column, j) => (sums[j]! += plant.sensors().value[column]! / 30));
        }
        batch.finish(
          batch.features({ end, values: cellValues((tag) => sums[inputTags.indexOf(tag)]!) }),
          null,
        );
      }
      return batch.phase().phase;
    };
    expect(phases(60)).toBe('batch');
  }, 60_000);
});

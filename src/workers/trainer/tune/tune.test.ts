import { describe, expect, it } from 'vitest';
import { groupedFolds, refuseSharedBatches } from './grouped-folds';
import { nestedScore } from './nested-score';
import { Parzen } from './parzen';
import { uniformAt } from '../boosting/draw-rows';
import { boostingSpace, type SearchPoint, type SearchSpace } from './search-space';
import { TpeSearch } from './tpe-search';
import { simplestWithinOneError, tune, type ScoredTrial } from './tune';

const space: SearchSpace = {
  a: { low: -5, high: 5 },
  b: { low: 1e-4, high: 1, log: true },
  k: { low: 1, high: 40, whole: true },
};
const bowl = ({ a = 0, b = 1, k = 0 }: SearchPoint): number =>
  (a - 2) ** 2 + Math.log10(b / 0.01) ** 2 + ((k - 30) / 10) ** 2;

function searched(seed: number, trials: number): TpeSearch {
  const search = new TpeSearch(space, seed);
  for (let i = 0; i < trials; i++) {
    const trial = search.suggest();
    search.tell(trial, bowl(trial.point));
  }
  return search;
}

describe('Parzen estimator', () => {
  it('is a density within its limits and draws from itself', () => {
    const parzen = new Parzen([0.1, 0.12, 0.9], 0, 1);
    const steps = 20_000;
    let area = 0;
    let below = 0;
    for (let i = 0; i < steps; i++) {
      const x = (i + 0.5) / steps;
      area += parzen.density(x) / steps;
      if (x < 0.3) below += parzen.density(x) / steps;
    }
    expect(area).toBeCloseTo(1, 5);
    const uniform = uniformAt(1, 1, 1);
    const draws = Array.from({ length: 20_000 }, () => parzen.draw(uniform));
    expect(draws.filter((x) => x < 0.3).length / draws.length).toBeCloseTo(below, 1);
    expect(Math.min(...draws) >= 0 && Math.max(...draws) <= 1).toBe(true);
  });
});

describe('TPE search', () => {
  it('finds a minimum better than chance does, whole and logarithmic ranges included', () => {
    const best = (search: TpeSearch): number => search.best?.loss ?? Infinity;
    const uniform = uniformAt(8, 1, 1);
    const byChance = (): number =>
      Math.min(
        ...Array.from({ length: 80 }, () =>
          bowl({ a: uniform() * 10 - 5, b: 10 ** (uniform() * 4 - 4), k: 1 + uniform() * 39 }),
        ),
      );
    const seeds = Array.from({ length: 12 }, (_, seed) => seed);
    const median = (values: number[]): number => values.toSorted((a, b) => a - b)[6] ?? NaN;
    expect(median(seeds.map((seed) => best(searched(seed, 80))))).toBeLessThan(
      0.5 * median(seeds.map(byChance)),
    );
    const points = searched(1, 60).trials.map(({ point }) => point);
    expect(points.every(({ k = 0.5 }) => Number.isInteger(k) && k >= 1 && k <= 40)).toBe(true);
    expect(points.every(({ b = 0 }) => b >= 1e-4 && b <= 1)).toBe(true);
  });

  it('is the same from the same seed, and goes on from what it was told', () => {
    const whole = searched(5, 30);
    expect(searched(5, 30).trials).toEqual(whole.trials);
    expect(searched(6, 30).trials).not.toEqual(whole.trials);
    const again = new TpeSearch(space, 5, whole.trials.slice(0, 18));
    expect(again.suggest()).toEqual({ number: 18, point: whole.trials[18]?.point });
  });

  it('takes failed trials for bad ones and refuses ranges that are none', () => {
    const search = new TpeSearch(space, 1);
    search.tell(search.suggest(), NaN);
    search.tell(search.suggest(), 3);
    expect(search.best?.loss).toBe(3);
    expect(() => new TpeSearch({ x: { low: 0, high: 1, log: true } }, 1)).toThrow(
      'x: a logarithmic range begins above 0',
    );
    expect(() => new TpeSearch({ x: { low: 2, high: 1 } }, 1)).toThrow('x: 2 to 1');
    expect(new TpeSearch(boostingSpace, 1).suggest().point['leaves']).toBeGreaterThanOrEqual(7);
  });
});

describe('tuning', () => {
  const evaluate = (point: SearchPoint): Promise<number[]> => Promise.resolve([bowl(point), bowl(point) + 1]);

  it('keeps to its budget of trials or of time, and continues after an interruption', async () => {
    let time = 0;
    const clock = (): number => (time += 10);
    const whole = await tune({ space, evaluate, seed: 2, trials: 25, now: clock });
    expect(whole).toHaveLength(25);
    expect(whole[0]?.standardError).toBeCloseTo(0.5, 12);
    const resumed = await tune({
      space,
      evaluate,
      seed: 2,
      trials: 25,
      now: clock,
      resume: whole.slice(0, 13),
    });
    expect(resumed).toEqual(whole);
    expect(await tune({ space, evaluate, seed: 2, timeMs: 100, now: clock })).toHaveLength(9);
    await expect(tune({ space, evaluate, seed: 2, now: clock })).rejects.toThrow(
      'a number of trials or a time',
    );
  });

  it('stops when asked', async () => {
    const stop = new AbortController();
    const told: ScoredTrial[] = [];
    const onTrial = (trial: ScoredTrial): void => {
      told.push(trial);
      if (told.length === 4) stop.abort(new Error('enough'));
    };
    await expect(
      tune({ space, evaluate, seed: 1, trials: 100, now: () => 0, signal: stop.signal, onTrial }),
    ).rejects.toThrow('enough');
    expect(told).toHaveLength(4);
  });

  it('prefers the simpler of trials that are as good', () => {
    const trial = (leaves: number, loss: number): ScoredTrial => ({
      number: leaves,
      point: { leaves },
      loss,
      standardError: 0.2,
    });
    const trials = [trial(60, 1), trial(20, 1.1), trial(8, 1.15), trial(7, 1.3)];
    expect(simplestWithinOneError(trials, ({ leaves = 0 }) => leaves)?.point['leaves']).toBe(8);
    expect(simplestWithinOneError([], () => 0)).toBeUndefined();
  });
});

describe('folds of batches', () => {
  const batches = ['b1', 'b2', 'b3', 'b4', 'b5', 'b6', 'b7'].flatMap((batch, i) =>
    Array.from({ length: 5 + 3 * i }, () => batch),
  );

  it('judges every row once and never splits a batch', () => {
    const folds = groupedFolds(batches, 3, 4);
    expect(folds.flatMap(({ test }) => Array.from(test)).toSorted((a, b) => a - b)).toEqual(
      Array.from(batches.keys()),
    );
    expect(folds.flatMap(({ testBatches }) => testBatches).toSorted()).toEqual([
      'b1',
      'b2',
      'b3',
      'b4',
      'b5',
      'b6',
      'b7',
    ]);
    for (const { train, test } of folds) {
      expect(train.length + test.length).toBe(batches.length);
      expect(test.length).toBeGreaterThan(batches.length / 5);
      expect(() => refuseSharedBatches(batches, train, test)).not.toThrow();
    }
    expect(groupedFolds(batches, 3, 4)).toEqual(folds);
  });

  it('refuses a batch in two parts, and more folds than batches', () => {
    expect(() => refuseSharedBatches(batches, Int32Array.of(0, 20), Int32Array.of(1))).toThrow(
      'Batch b1 is in training and test at once',
    );
    expect(() => groupedFolds(batches, 8, 1)).toThrow('7 batches cannot be divided into 8 folds');
  });

  it('chooses settings without ever seeing the batches it is judged by', async () => {
    const seen: string[][] = [];
    const outer = await nestedScore({
      batches,
      folds: 3,
      seed: 1,
      choose: (rows) => {
        seen.push([...new Set(Array.from(rows, (row) => batches[row] ?? ''))]);
        return Promise.resolve(seen.length);
      },
      score: (settings, { test }) => Promise.resolve(settings + test.length),
    });
    expect(outer.map(({ settings }) => settings)).toEqual([1, 2, 3]);
    for (const [i, { testBatches }] of outer.entries())
      expect(testBatches.filter((batch) => seen[i]?.includes(batch))).toEqual([]);
  });
});

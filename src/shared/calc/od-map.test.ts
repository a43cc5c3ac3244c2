import { describe, expect, it } from 'vitest';
import { dryCellWeightGL, duplicateMean, fitDcwFactor } from './dry-weight';
import { fitLinearOdMap, fitSaturatingOdMap, odOfProbe, offlineOd } from './od-map';

const offline = [0.5, 2, 8, 20, 50, 90, 150];

describe('OD probe', () => {
  it('finds the line behind the readings, small values weighing as much as large', () => {
    const pairs = offline.map((y) => ({ probe: (y - 0.3) / 1.8, offline: y }));
    const map = fitLinearOdMap(pairs);
    expect(map).toEqual({ kind: 'linear', a: expect.closeTo(0.3, 10), b: expect.closeTo(1.8, 10) });
    if (typeof map === 'string') throw new Error(map);
    expect(odOfProbe(10, map).value).toBeCloseTo(18.3, 9);
    const wild = fitLinearOdMap(pairs.with(6, { probe: 60, offline: 150 }));
    expect(typeof wild === 'string' ? null : wild.a).toBeCloseTo(0.3, 1);
  });

  it('finds the saturation of the simulated probe, 120·(1 − e^(−OD/120)) (science.md D11)', () => {
    const pairs = offline.map((y) => ({ probe: 120 * (1 - Math.exp(-y / 120)), offline: y }));
    const map = fitSaturatingOdMap(pairs);
    expect(map).toEqual({ kind: 'saturating', k: expect.closeTo(120, 4) });
    if (typeof map === 'string') throw new Error(map);
    expect(odOfProbe(120 * (1 - Math.exp(-0.5)), map).value).toBeCloseTo(60, 3);
    expect(odOfProbe(121, map).quality).toBe('off-range');
  });

  it('multiplies dilutions and says when the photometer was out of its linear range', () => {
    expect(offlineOd(0.45, 100)).toEqual({ value: 45, quality: 'good' });
    expect([offlineOd(0.09, 10).quality, offlineOd(1.01, 10).quality]).toEqual([
      'below-range',
      'above-range',
    ]);
    expect(offlineOd(0.5, 0).quality).toBe('impossible');
  });

  it('fits nothing to one point, to the same point or to what cannot be', () => {
    expect(fitLinearOdMap([{ probe: 1, offline: 1 }])).toBe('missing-input');
    expect(fitLinearOdMap(Array.from({ length: 5 }, () => ({ probe: 3, offline: 5 })))).toBe('low-signal');
    expect(
      fitSaturatingOdMap([
        { probe: 1, offline: 0 },
        { probe: 2, offline: 1 },
      ]),
    ).toBe('impossible');
  });
});

describe('dry weight', () => {
  it('weighs, compares duplicates and converts', () => {
    expect(dryCellWeightGL(1052, 1002, 5).value).toBe(10);
    expect(dryCellWeightGL(990, 1002, 5).quality).toBe('impossible');
    expect(duplicateMean(10, 11)).toEqual({ value: 10.5, quality: 'good' });
    expect(duplicateMean(10, 11.2).quality).toBe('spike');
  });

  it('gives a factor with its interval and the gate of the recipe', () => {
    const od = [1, 2, 5, 10, 20, 40, 60, 80];
    const noise = [0.02, -0.03, 0.05, -0.1, 0.2, -0.3, 0.4, -0.3];
    const factor = fitDcwFactor(
      od,
      od.map((x, i) => 0.25 * x + (noise[i] ?? 0)),
    );
    if (typeof factor === 'string') throw new Error(factor);
    expect(factor.k).toBeCloseTo(0.25, 2);
    expect([factor.low < 0.25, factor.high > 0.25, factor.usable, factor.n]).toEqual([true, true, true, 8]);
    const seven = fitDcwFactor(
      od.slice(1),
      od.slice(1).map((x) => 0.25 * x),
    );
    expect(seven).toMatchObject({ k: expect.closeTo(0.25, 12), usable: false });
    expect([fitDcwFactor([0, 0], [0, 0]), fitDcwFactor([1], [1])]).toEqual(['low-signal', 'missing-input']);
  });
});

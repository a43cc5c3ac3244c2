import { describe, expect, it } from 'vitest';
import { empiricalLimit, fitPcaMonitor, jacksonMudholkar, scorePca, type PcaMonitor } from './pca-monitor';
import { symmetricEigen } from './symmetric-eigen';

// Expected numbers: science.md D10 and worked_examples.json (mspc).
const rows = [
  [30, 5, 40],
  [30.1, 5.02, 42],
  [29.9, 4.98, 37],
  [30.2, 5.03, 45],
  [29.8, 4.97, 35],
  [30, 5.01, 41],
  [30.1, 5.01, 43],
  [29.9, 4.99, 38],
  [30.2, 5.04, 44],
  [29.8, 4.96, 36],
];
const monitor = (components?: number): PcaMonitor => {
  const fitted = fitPcaMonitor(rows, components);
  if (typeof fitted === 'string') throw new Error(fitted);
  return fitted;
};

describe('multivariate monitor', () => {
  it('has the worked model', () => {
    const { mean, sd, eigenvalues, loadings, t2Limit, speLimit } = monitor(1);
    expect(mean).toEqual([30, 5.001, 40.1].map((v) => expect.closeTo(v, 10)));
    expect(sd).toEqual(
      [0.14907119849998599, 0.026012817353502204, 3.4785054261852175].map((v) => expect.closeTo(v, 10)),
    );
    expect(eigenvalues.map((v) => v.toFixed(9))).toEqual(['2.944346271', '0.044762113', '0.010891616']);
    expect(loadings[0]).toEqual(
      [0.5804167600775018, 0.5746645020267094, 0.5769550196779035].map((v) => expect.closeTo(v, 9)),
    );
    expect(t2Limit).toBeCloseTo(11.617574152134926, 6);
    expect(speLimit.toFixed(6)).toBe('0.323028');
  });

  it('scores the worked observation and names what is odd about it', () => {
    const score = scorePca(monitor(1), [30.3, 4.93, 36]);
    expect(score?.t2).toBeCloseTo(0.3964973235852044, 9);
    expect(score?.spe).toBeCloseTo(11.721584476695686, 8);
    expect(score?.contributions.map((v) => v.toFixed(6))).toEqual(['6.967418', '4.445828', '0.308338']);
    expect(score?.alarm).toBe(true);
    expect(scorePca(monitor(1), [30.1, 5.02, 42])?.alarm).toBe(false);
  });

  it('keeps 85 % of the variance if not told otherwise', () => {
    expect(monitor().loadings).toHaveLength(1);
    expect(monitor(3).speLimit).toBe(0);
  });

  it('learns nothing from too little, and scores nothing incomplete', () => {
    expect(fitPcaMonitor(rows.slice(0, 2))).toBe('missing-input');
    expect(fitPcaMonitor(rows.map(([a, b]) => [a ?? 0, b ?? 0, 7]))).toBe('low-signal');
    expect(fitPcaMonitor(rows.with(3, [30, Number.NaN, 40]))).toBe('not-a-number');
    expect(fitPcaMonitor(rows, 4)).toBe('impossible');
    expect(scorePca(monitor(1), [30, Number.NaN, 40])).toBeNull();
    expect(scorePca(monitor(1), [30, 5])).toBeNull();
    expect(jacksonMudholkar([0, 0])).toBe(0);
  });

  it('re-sets a limit so that one calibration batch at most passes it three times in a row', () => {
    const batches = [
      [1, 9, 9, 2],
      [1, 3, 4, 5, 1],
      [8, 1, 8, 1, 8],
      [6, 7, 6],
    ];
    // The loudest three: 2 (of 9 9 2), 3, 1, 6.
    expect(empiricalLimit(batches)).toBe(3);
    expect(empiricalLimit([[1, 2]])).toBeNull();
  });
});

it('finds the eigenvectors of a symmetric matrix', () => {
  const pairs = symmetricEigen([
    [2, 1, 0],
    [1, 2, 0],
    [0, 0, 5],
  ]);
  expect(pairs?.map(({ value }) => Math.round(value * 1e9) / 1e9)).toEqual([5, 3, 1]);
  expect(pairs?.[1]?.vector).toEqual([expect.closeTo(Math.SQRT1_2, 10), expect.closeTo(Math.SQRT1_2, 10), 0]);
  expect([
    symmetricEigen([]),
    symmetricEigen([
      [1, Number.NaN],
      [0, 1],
    ]),
  ]).toEqual([null, null]);
});

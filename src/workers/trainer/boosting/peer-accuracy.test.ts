import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { predictionMetrics } from '../../../shared/calc/metrics';
import { trainBoosting } from './train-boosting';
import { addTree } from './walk-tree';

interface Scores {
  readonly rows: number;
  readonly held: number;
  readonly features: number;
  readonly trees: number;
  readonly checksum: number;
  readonly peers: Readonly<
    Record<string, { readonly rmse: number; readonly mae: number; readonly r2: number }>
  >;
}

const { rows, held, features, trees, checksum, peers } = JSON.parse(
  readFileSync(new URL('../../../../tests/fixtures/boosting/scores.json', import.meta.url), 'utf8'),
) as Scores;

/** The table of tests/fixtures/boosting/make-scores.py. */
function table() {
  let state = 12345n;
  const uniform = (): number => {
    state = (state * 1103515245n + 12345n) % 2147483648n;
    return Number(state >> 8n) / 8388608;
  };
  const columns = Array.from({ length: features }, () => new Float64Array(rows + held));
  const y = Float64Array.from({ length: rows + held }, (_, i) => {
    const u = Array.from({ length: features + 1 }, uniform);
    const x = u.slice(0, features);
    x[6] = Math.floor(5 * (x[6] ?? 0));
    if ((x[7] ?? 0) < 0.1) x[7] = Number.NaN;
    columns.forEach((column, j) => (column[i] = x[j] ?? Number.NaN));
    const [a = 0, b = 0, c = 0, d = 0, , , steps = 0, gaps = 0] = x;
    const last = Number.isNaN(gaps) ? 4 : 6 * gaps;
    return (
      10 * Math.sin(3 * a) +
      20 * b * c +
      5 * Number(d > 0.5) +
      3 * steps +
      last +
      4 * ((u[features] ?? 0) - 0.5)
    );
  });
  return { columns, y };
}

test('is as accurate as XGBoost and scikit-learn with the same settings, within 2 %', async () => {
  const { columns, y } = table();
  const all = [...columns, y].reduce(
    (sum, column) => sum + column.reduce((part, v) => part + (Number.isNaN(v) ? 0 : v), 0),
    0,
  );
  expect(all / checksum).toBeCloseTo(1, 9);
  const featureNames = columns.map((_, j) => `f${j}`);
  const { model } = await trainBoosting({
    table: { featureNames, columns: columns.map((column) => column.slice(0, rows)), y: y.slice(0, rows) },
    options: { trees, leaves: 31, bins: 255, learningRate: 0.1, lambdaL2: 1, minDataInLeaf: 20 },
  });
  const score = new Float64Array(held).fill(model.base[0] ?? 0);
  const asked = columns.map((column) => column.slice(rows));
  for (const tree of model.trees) addTree(tree, asked, score);
  const found = predictionMetrics(Array.from(y.subarray(rows)), Array.from(score), 1);
  expect(Object.keys(peers)).toEqual(['XGBoost', 'scikit-learn']);
  for (const peer of Object.values(peers)) {
    expect((found?.rmse ?? Number.NaN) / peer.rmse).toBeLessThan(1.02);
    expect((found?.mae ?? Number.NaN) / peer.mae).toBeLessThan(1.02);
    expect((found?.r2 ?? Number.NaN) / peer.r2).toBeGreaterThan(0.98);
  }
});

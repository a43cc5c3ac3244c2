import { expect, test } from 'vitest';
import { createRandom } from '../../simulator/plant/random';
import { applyLine } from './linear-part';
import { fitPls, plsWeights } from './pls-part';

/** Five columns that hang together, and a target that does not quite follow them. */
const n = 24;
const rows = Array.from({ length: n }, (_, i) => {
  const x = [0, 1, 2, 3, 4].map((j) => Math.sin(1.3 * i + 0.7 * j) + 0.3 * Math.cos(2.1 * i * (j + 1)) + j);
  const [a = 0, b = 0, c = 0, d = 0] = x;
  return [a, b, c, d, 0.5 * a + 0.4 * b + 0.1 * Math.sin(5 * i)];
});
const columns = [0, 1, 2, 3, 4].map((j) => Float64Array.from(rows, (row) => row[j] ?? 0));
const y = Float64Array.from(
  rows,
  ([a = 0, b = 0, c = 0, d = 0], i) => 3 + 2 * a - b + (0.5 * c * d) / 4 + 0.2 * Math.cos(3.7 * i),
);

// scikit-learn 1.2.1, PLSRegression(scale=True, tol=1e-14): weights in the units of the columns, answers of rows 0, 7, 23.
test.each([
  {
    components: 1,
    weights: [
      0.41081583313084913, 0.3180619270260987, 0.06917101166789719, -0.15147078864727703, 0.4941052829688348,
    ],
    answers: [3.490790862572669, 2.858286899443589, 1.6511908221548328],
  },
  {
    components: 2,
    weights: [
      0.4728298683813823, 0.2767533394023105, -0.07034984333266525, -0.28114805917957986, 0.5053429982039765,
    ],
    answers: [3.18534821780298, 3.15864849577032, 1.5569031148916626],
  },
  {
    components: 3,
    weights: [
      0.5843658981981372, 0.23689701420972664, -0.3052396075544399, -0.03592380524246064, 0.5863082555893198,
    ],
    answers: [3.275245104194873, 3.1013402349295074, 1.566832741934643],
  },
  {
    components: 5,
    weights: [
      2.850336614774923, 0.683855413619809, 0.04910377035497593, 0.3342652670079995, -2.903597444610763,
    ],
    answers: [3.311952875324931, 3.055866178800934, 1.6993645507113575],
  },
])('gives what scikit-learn gives with $components components', ({ components, weights, answers }) => {
  const fitted = plsWeights(columns, y, [...y.keys()], 5);
  const found = fitted.weights[components - 1] ?? new Float64Array();
  const raw = Array.from(found, (weight, j) => weight / (fitted.sd[j] ?? 1));
  raw.forEach((value, j) => expect(value).toBeCloseTo(weights[j] ?? Number.NaN, 10));
  [0, 7, 23].forEach((i, at) => {
    const answer = raw.reduce(
      (sum, weight, j) => sum + weight * ((rows[i]?.[j] ?? 0) - (fitted.mean[j] ?? 0)),
      fitted.centre,
    );
    expect(answer).toBeCloseTo(answers[at] ?? Number.NaN, 10);
  });
});

test('finds the two causes behind eight columns by batches left out, and answers rows that lack a column', () => {
  const random = createRandom(3, 1);
  const made = Array.from({ length: 120 }, (_, i) => {
    const [a, b] = [random.normal(), random.normal()];
    const x = Float32Array.from({ length: 8 }, (_v, j) =>
      j === 4 && i % 8 === 7 ? Number.NaN : Math.cos(j) * a + Math.sin(j) * b + 0.1 * random.normal() - 9,
    );
    return { x, y: a + 0.5 * b + 0.1 * random.normal(), batch: `batch ${Math.floor(i / 12)}` };
  });
  const { lines, components } = fitPls(
    {
      x: made.map(({ x }) => x),
      y: Float64Array.from(made, (one) => one.y),
      batches: made.map(({ batch }) => batch),
    },
    1,
  );
  expect(components).toBe(2);
  expect(lines.length).toBe(2);
  const errors = made.map((one) => (applyLine(lines, one.x) - one.y) ** 2);
  expect(Math.sqrt(errors.reduce((sum, e) => sum + e, 0) / errors.length)).toBeLessThan(0.15);
});

test('columns that say nothing end the components instead of giving numbers that are none', () => {
  const flat = Float64Array.from(y, () => 2);
  const fitted = plsWeights([flat, columns[0] ?? flat], y, [...y.keys()], 5);
  expect(fitted.weights.length).toBe(1);
  expect(fitted.weights[0]?.[0]).toBe(0);
});

import { expect, test } from 'vitest';
import { explainByParts, explainByReference, middleOf } from './explain-model';

const product = (rows: readonly (readonly number[])[]): Promise<number[]> =>
  Promise.resolve(rows.map(([a = 0, b = 0, c = 0]) => a * b + c));

test('by a reference: exact Shapley values, which add up', async () => {
  const found = await explainByReference(product, [1, 2, 5])([3, 4, 5]);
  // Of a·b from (1, 2) to (3, 4): half of each order.
  expect(found?.effects).toEqual([6, 4, 0]);
  expect(found?.baseValue).toBe(7);
  expect(await explainByReference(() => Promise.resolve([Number.NaN]), [1])([2])).toBeNull();
});

test('by a reference: many features are taken in some orders, the same every time, and still add up', async () => {
  const width = 40;
  const run = (rows: readonly (readonly number[])[]): Promise<number[]> =>
    Promise.resolve(
      rows.map((row) => row.reduce((sum, x, j) => sum + x * (j + 1), 0) + (row[0] ?? 0) * (row[1] ?? 0)),
    );
  const reference = Array.from({ length: width }, () => 0);
  const x = Array.from({ length: width }, (_, j) => j % 5);
  const explain = explainByReference(run, reference);
  const [first, second] = [await explain(x), await explain(x)];
  expect(first?.effects).toEqual(second?.effects);
  const [value = 0] = await run([x]);
  expect(first?.effects.reduce((sum, one) => sum + one, 0)).toBeCloseTo(value, 9);
  expect(first?.effects[9]).toBeCloseTo(10 * 4, 9);
});

test('by its parts, on a logarithm: effects in the unit of the target add up without a rest', async () => {
  const term = (feature: number, weight: number) =>
    ({ feature, form: 'x', low: -10, high: 10, weight, mean: 0 }) as const;
  const line = [{ intercept: 2, terms: [term(0, 0.3), term(1, -0.2)] }];
  const explain = explainByParts({ featureNames: ['a', 'b'], line, trees: null, logTarget: true });
  const found = await explain([4, 3]);
  expect(found?.shap).toEqual([1.2, expect.closeTo(-0.6, 12)]);
  const sum = found?.effects.reduce((total, one) => total + one, found.baseValue);
  expect(sum).toBeCloseTo(Math.exp(2.6), 10);
  expect(await explain([Number.NaN, 3])).toBeNull();
  // Where it is where it starts from, nothing did anything.
  expect((await explain([0, 0]))?.effects.map(Math.abs)).toEqual([0, 0]);
});

test('the middle of reference rows leaves out what is missing', () => {
  expect(
    middleOf(
      [
        [1, null],
        [3, 8],
        [2, null],
      ],
      2,
    ),
  ).toEqual([2, 8]);
  expect(middleOf([[null]], 1)).toEqual([Number.NaN]);
});

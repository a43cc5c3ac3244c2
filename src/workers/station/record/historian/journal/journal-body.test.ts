import { expect, test } from 'vitest';
import { emptyRaw } from '../../raw-columns';
import { blockOf, packSamples } from '../../sample-block';
import { sampleAt } from '../../testing/scratch-writer';
import { groupRows, type GroupedSamples } from './grouped-samples';
import { decodeJournal, encodeJournal } from './journal-body';

const t = 1_700_000_000_000;

function grouped(rows: readonly (readonly [series: number, t: number, value: number])[]): GroupedSamples {
  const block = blockOf(packSamples(rows.map(([series, at]) => sampleAt(series, at))));
  rows.forEach(([, , value], row) => (block.value[row] = value));
  return groupRows([{ block, from: 0, to: rows.length }]);
}

test('the samples of a series come together in the order in which they came', () => {
  const { groups, columns } = grouped([[7, t, 1], [9, t, 2], [7, t - 5000, 3], [7, t, 4]]); // prettier-ignore
  expect(groups).toEqual([
    { series: 7, from: 0, to: 3 },
    { series: 9, from: 3, to: 4 },
  ]);
  expect([...columns.value]).toEqual([1, 3, 4, 2]);
});

test.each([
  ['sensor values', [37.12, 37.13, 37.1, -0.05, 0]],
  ['odd numbers', [Number.NaN, -0, 5e-324, 1e308, -1e308, 0.1 + 0.2, 1 / 3, 2 ** 53]],
  ['few decimals beside many', [1e13, 0.000001]],
  ['none to the left', [123_456_789_012.5, 123_456_789_012.25]],
])('%s come back to the last bit', (_, values) => {
  const before = grouped(values.map((value, row) => [3, t + row * 1000 - (row % 3) * 7000, value]));
  before.columns.quality[1] = 10;
  before.columns.seen[2] = Number.MAX_SAFE_INTEGER;
  before.columns.origin.fill(4);
  const after = decodeJournal(encodeJournal(before));
  expect(after).toEqual(before);
  expect([...after.columns.value].every((value, row) => Object.is(value, values[row]))).toBe(true);
});

test('a commit without samples is one', () => {
  const none = { groups: [], columns: emptyRaw(0) };
  expect(decodeJournal(encodeJournal(none))).toEqual(none);
});

test('regular values of two decimals take two bytes each', () => {
  const wave = Array.from({ length: 6000 }, (_, row): [number, number, number] => [1, t + row * 1000, Math.round(3700 + 50 * Math.sin(row / 9)) / 100]); // prettier-ignore
  expect(encodeJournal(grouped(wave)).length / wave.length).toBeLessThan(2);
});

test('no flipped bit goes unnoticed', () => {
  const body = encodeJournal(grouped([[1, t, 1], [2, t, 2.5]])); // prettier-ignore
  for (let bit = 0; bit < body.length * 8; bit += 1) {
    const damaged = Uint8Array.from(body);
    damaged[bit >> 3] = (damaged[bit >> 3] ?? 0) ^ (1 << (bit & 7));
    expect(() => decodeJournal(damaged)).toThrow('journal is damaged');
  }
  expect(() => decodeJournal(body.subarray(0, 4))).toThrow('journal is damaged');
});

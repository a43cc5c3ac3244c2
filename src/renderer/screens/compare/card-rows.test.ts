import { expect, it } from 'vitest';
import { cardRows } from './card-rows';

const row = (values: (number | null)[]) => ({
  phase: 'Lag',
  feature: 'Length',
  unit: 'h',
  batches: values.length,
  mean: 0,
  sd: 0,
  cvPct: null,
  low: 0,
  high: 0,
  values,
});

it('holds the first batch against the others, itself left out', () => {
  expect(cardRows([row([10, 1, 2, 3, null])])[0]).toMatchObject({ value: 10, mean: 2, sd: 1, distance: 8 });
  expect(cardRows([row([10, 1, null, 3])])[0]).toMatchObject({ value: 10, mean: null, distance: null });
  expect(cardRows([row([null, 1, 2, 3])])).toEqual([]);
});

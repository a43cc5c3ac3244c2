import { expect, test } from 'vitest';
import { qualityCode } from '../../../../../shared/model/quality';
import { emptyRaw, type RawColumns } from '../../raw-columns';
import { mergeSamples } from './merge-samples';

type Row = readonly [t: number, value: number, quality?: number];
const missing = qualityCode('missing-input');
const nan = Number.NaN;

function piece(...rows: readonly Row[]): RawColumns {
  const columns = emptyRaw(rows.length);
  rows.forEach(([t, value, quality = 0], row) => {
    columns.t[row] = t;
    columns.value[row] = value;
    columns.quality[row] = quality;
  });
  return columns;
}

const rows = ({ t, value }: RawColumns): number[][] => Array.from(t, (time, row) => [time, value[row] ?? 0]);

test.each<[string, RawColumns[], number[][]]>([
  ['nothing', [], []],
  ['one piece in order', [piece([1, 10], [2, 20])], [[1, 10], [2, 20]]],
  ['one out of order with a duplicate', [piece([2, 20], [1, 10], [2, 21])], [[1, 10], [2, 20]]],
  ['the earlier piece', [piece([2, 20]), piece([1, 10], [2, 99], [3, 30])], [[1, 10], [2, 20], [3, 30]]],
  ['an open place', [piece([1, nan, missing]), piece([1, nan, 9]), piece([1, 7]), piece([1, 8])], [[1, 7]]],
  ['nothing measured, which stays', [piece([1, nan, 9]), piece([1, 7])], [[1, nan]]],
])('%s', (_, pieces, wanted) => {
  expect(rows(mergeSamples(pieces))).toEqual(wanted);
}); // prettier-ignore

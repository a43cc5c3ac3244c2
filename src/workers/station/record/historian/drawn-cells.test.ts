import { expect, test } from 'vitest';
import { decimate } from '../../../../shared/calc/decimate';
import { qualityCode } from '../../../../shared/model/quality';
import { emptyRaw } from '../raw-columns';
import { cellsOf } from './chunk/cells-of';
import { DrawnCells } from './drawn-cells';
import { samplePoints } from './sample-points';

const start = 1_700_000_400_000;

/** Samples of 1 s with holes, nulls and all qualities. */
function samples() {
  const columns = emptyRaw(5000);
  columns.t.forEach((_, row) => {
    columns.t[row] = start + (row + (row > 3000 ? 4000 : 0)) * 1000;
    columns.value[row] = row % 11 === 0 ? Number.NaN : Math.sin(row / 50) * 7;
    columns.quality[row] = row % 400 < 60 ? qualityCode('impossible') : row % 13;
  });
  return columns;
}

test.each([1, 4000, 90_000, 3_600_000])('samples in cells of %i ms are those of decimate', (cellMs) => {
  const drawn = new DrawnCells(cellMs);
  drawn.addSamples(samples());
  const { used, ...wanted } = decimate(samplePoints(samples()), cellMs);
  expect(used.length).toBeGreaterThan(0);
  expect(drawn.columns()).toEqual(wanted);
});

test('stored cells in wider ones are the samples in wider ones, and those of one width stay what they are', () => {
  const cells = cellsOf(samples(), 30_000);
  const wide = new DrawnCells(600_000);
  wide.addCells(cells, 0, 100);
  wide.addCells(cells, 100, cells.t.length);
  const wanted = cellsOf(samples(), 600_000);
  const found = wide.columns();
  expect([found.t, found.n, found.min, found.max]).toEqual([wanted.t, wanted.n, wanted.min, wanted.max]);
  const differences = found.mean.map((mean, row) => Math.abs(mean - (wanted.mean[row] ?? 0)));
  expect(Math.max(...differences.filter((one) => !Number.isNaN(one)))).toBeLessThan(1e-12);
  const same = new DrawnCells(30_000);
  same.addCells(cells, 0, cells.t.length);
  expect(same.columns().mean).toEqual(cells.mean);
});

test('without a sample there is no cell', () => {
  expect(new DrawnCells(1000).columns().t).toHaveLength(0);
});

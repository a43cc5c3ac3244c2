import { describe, expect, it } from 'vitest';
import { emptyColumns } from '../../../../shared/contract/series-columns';
import { historyTrace, type HistoryTrace } from '../trace';
import { thinOut } from './thin-out';
import { windowCsv } from './window-csv';

const s = 1000;

function history(values: readonly number[], startS = 0): HistoryTrace {
  const columns = emptyColumns(values.length);
  values.forEach((value, i) => {
    columns.t[i] = (startS + i) * s;
    columns.mean[i] = columns.min[i] = columns.max[i] = value;
    columns.n[i] = 1;
    columns.good[i] = 100;
  });
  return historyTrace(columns, 'raw');
}

describe('a thinned out line', () => {
  it('keeps holes, ends and about as many points as were asked for', () => {
    const values = Array.from({ length: 300 }, (_, i) =>
      i >= 100 && i < 200 ? Number.NaN : Math.sin(i / 9),
    );
    const thin = thinOut(history(values), s, { from: 0, to: 300 * s }, 600, 40);
    expect(thin.length).toBe(40);
    expect(Array.from(thin.hole).filter(Boolean)).toHaveLength(2);
    expect([thin.x[0], thin.x[39]]).toEqual([0, 598]);
  });
});

describe('the window as CSV', () => {
  it('joins channels on time and leaves empty what was not measured', () => {
    const lines = [
      { label: 'DO', unit: '%', history: history([40, Number.NaN]) },
      { label: 'pH, in', unit: '', history: history([7, 7.1], 1) },
      { label: 'CO₂', unit: '%', history: null },
    ];
    expect(windowCsv(lines, { from: 0, to: 10 * s }).split('\r\n')).toEqual([
      'time (UTC),DO (%),"pH, in"',
      '1970-01-01T00:00:00.000Z,40,',
      '1970-01-01T00:00:01.000Z,,7',
      '1970-01-01T00:00:02.000Z,,7.1',
      '',
    ]);
  });

  it('gives the extremes of what stands for many', () => {
    const cells = { ...history([5, 6]), coverMs: 30_000 };
    const [head, first] = windowCsv([{ label: 'DO', unit: '%', history: cells }], { from: 0, to: s }).split(
      '\r\n',
    );
    expect([head, first]).toEqual([
      'time (UTC),DO (%) mean,DO (%) min,DO (%) max',
      '1970-01-01T00:00:00.000Z,5,5,5',
    ]);
  });
});

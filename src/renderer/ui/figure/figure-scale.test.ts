import { expect, test } from 'vitest';
import { figureScale, figureScales } from './figure-scale';
import { figureCsv, fileStem } from './figure-table';

test('a logarithmic axis has round ticks and keeps equal ratios equally far apart', () => {
  const { at, ticks } = figureScale({ kind: 'log', label: '' }, [1, 200], 0, 100);
  expect(ticks.map(({ words }) => words)).toEqual(['1', '2', '5', '10', '20', '50', '100', '200']);
  expect(at(20) - at(2)).toBeCloseTo(at(200) - at(20), 9);
});

test('a square figure has the same axis twice, and nothing is outside', () => {
  const points = [
    { x: 3, y: 9, words: '' },
    { x: 5, y: -1, words: '' },
  ];
  const { x, y } = figureScales(
    {
      x: { kind: 'linear', label: '' },
      y: { kind: 'linear', label: '' },
      marks: [{ kind: 'points', points, colour: 'ink' }],
      square: true,
    },
    { left: 0, right: 400, top: 0, bottom: 400 },
  );
  expect([x.low, x.high]).toEqual([y.low, y.high]);
  expect(x.low).toBeLessThanOrEqual(-1);
  expect(x.high).toBeGreaterThanOrEqual(9);
});

test('no value, one value and the same value twice still give an axis', () => {
  for (const values of [[], [7], [7, 7], [0], [Number.NaN]]) {
    for (const kind of ['linear', 'log'] as const) {
      const { at, ticks } = figureScale({ kind, label: '' }, values, 0, 100);
      expect(ticks.length, `${kind} ${values.join()}`).toBeGreaterThan(0);
      expect(Number.isFinite(at(7))).toBe(true);
    }
  }
});

test('the data of a figure as CSV: quoted where they must be, empty where missing', () => {
  expect(
    figureCsv({
      columns: ['batch', 'OD600, AU'],
      rows: [
        ['A "1"', null],
        ['B', 1.5],
      ],
    }),
  ).toBe('batch,"OD600, AU"\r\n"A ""1""",\r\nB,1.5\r\n');
  expect(fileStem('od600 1.0.0', 'Residuals, %')).toBe('od600-1-0-0-residuals');
});

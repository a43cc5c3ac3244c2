import { expect, it } from 'vitest';
import { analyserBaseline, withoutBaseline } from './analyser-baseline';

const minute = 60_000;
const before = (value: (i: number) => number, n = 30): { t: number; value: number }[] =>
  Array.from({ length: n }, (_, i) => ({ t: i * minute, value: value(i) }));

it('finds what the analyser reads too much before inoculation', () => {
  const readings = [...before((i) => 0.2101 + (i % 2 === 0 ? 1e-5 : -1e-5)), { t: 31 * minute, value: 0.15 }];
  const offset = analyserBaseline(readings, 0.2095, 30 * minute);
  expect(offset.value).toBeCloseTo(0.0006, 5);
  expect(withoutBaseline(0.1706, offset.value ?? 0).value).toBeCloseTo(0.17, 5);
});

it('zeroes nothing that is unsteady, unknown or far off', () => {
  expect(
    analyserBaseline(
      before(() => 0.2095, 5),
      0.2095,
      30 * minute,
    ).quality,
  ).toBe('missing-input');
  expect(
    analyserBaseline(
      before((i) => 0.2 + i * 1e-3),
      0.2095,
      30 * minute,
    ).quality,
  ).toBe('low-signal');
  expect(
    analyserBaseline(
      before(() => 0.2125),
      0.2095,
      30 * minute,
    ).quality,
  ).toBe('sensor-fault');
  expect(
    analyserBaseline(
      before(() => 0.2095),
      Number.NaN,
      30 * minute,
    ).quality,
  ).toBe('not-a-number');
});

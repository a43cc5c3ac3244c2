import { describe, expect, it } from 'vitest';
import { conversionBetween, converted, unitsAlike, unitSymbol } from './unit-conversion';

const turned = (value: number, from: string, to: string): number | null => {
  const conversion = conversionBetween(from, to);
  return conversion && converted(value, conversion);
};

describe('a unit turned into another', () => {
  it.each([
    [25.1, '°C', '°C', 25.1],
    [303.15, 'K', '°C', 30],
    [86, '°F', '°C', 30],
    [1013, 'mbar', 'bar abs', 1.013],
    [0.5, 'bar(g)', 'bar abs', 1.51325],
    [14.5, 'psi', 'bar abs', 0.999_739_807_509_412],
    [120, 'kPa', 'bar abs', 1.2],
    [1.5, 'L/min', 'mL/min', 1500],
    [90, 'mL/h', 'mL/min', 1.5],
    [0.2, 'fraction', '%', 20],
    [400, 'ppm', '%', 0.04],
    [7, '[mg/mL]', 'g/L', 7],
    [250, 'ug/mL', 'g/L', 0.25],
    [2, 'h', 's', 7200],
    [20, 's-1', 'rpm', 1200],
    [5.2, '-', '', 5.2],
    [310, 'μL/min', 'mL/min', 0.31],
  ])('%d %s is %s', (value, from, to, expected) => {
    const got = turned(value, from, to);
    expect(Math.abs((got ?? Number.NaN) - expected)).toBeLessThan(1e-12 * Math.max(1, Math.abs(expected)));
  });

  it('is refused between quantities, and where case leaves it open', () => {
    expect(['g/L', 'L/min', 'furlong', 'NL/min'].map((unit) => turned(1, unit, 'mL'))).toEqual([
      null,
      null,
      null,
      null,
    ]);
    expect([unitSymbol('PA'), unitSymbol('mpa')]).toEqual(['Pa', 'MPa']);
    expect(unitsAlike('°C')).toEqual(['°C', 'K', '°F']);
  });
});

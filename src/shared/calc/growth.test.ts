import { describe, expect, it } from 'vitest';
import { doublingTimeH, fitLine, growthRate, slopeSigma, theilSenSlope } from './growth';

// Expected numbers: science.md D6, D7 and worked_examples.json (mu_example, sg_noise, roll).
const t = [0, 0.25, 0.5, 0.75, 1, 1.25, 1.5];
const od = [10, 10.55, 11.2, 11.75, 12.5, 13.1, 13.9];
const ln = (values: readonly number[]): number[] => values.map((value) => Math.log(value));

describe('growth', () => {
  it('agrees with the worked example', () => {
    const line = fitLine(t, ln(od));
    expect(line?.slope).toBeCloseTo(0.21867126400072412, 12);
    expect(line?.slopeSe).toBeCloseTo(0.0025386605713014266, 12);
    expect(theilSenSlope(t, ln(od))).toBeCloseTo(0.21751797923387528, 12);
    const twoPoints = fitLine([0, 1.5], ln([10, 13.9]));
    expect(twoPoints?.slope).toBeCloseTo(0.2195358314284003, 12);
    expect(doublingTimeH(line?.slope ?? 0)).toBeCloseTo(3.169813755490296, 10);
  });

  it('is not moved by one wild value, where least squares is', () => {
    const spiked = od.with(5, 25);
    expect(fitLine(t, ln(spiked))?.slope).toBeCloseTo(0.4033180053324655, 10);
    expect(theilSenSlope(t, ln(spiked))).toBeCloseTo(0.2231435513142097, 12);
    expect(growthRate(t, spiked)?.muPerH).toBeCloseTo(0.2231435513142097, 12);
  });

  it('knows how noise limits a slope', () => {
    const sigmas = [5, 21, 61, 121, 241].map((points) => slopeSigma(0.01, 30 / 3600, points));
    expect(sigmas).toEqual([
      expect.closeTo(0.37947331922020555, 12),
      expect.closeTo(0.04324499820938683, 12),
      expect.closeTo(0.008726407341355057, 12),
      expect.closeTo(0.0031232636417120084, 12),
      expect.closeTo(0.0011110920596273325, 12),
    ]);
    const fiveAt30S = [0, 1, 2, 3, 4].map((i) => (i * 30) / 3600);
    expect(fitLine(fiveAt30S, [3.0, 3.6, 3.5, 4.1, 4.4])?.slope).toBeCloseTo(39.6, 10);
  });

  it('gives null, never NaN, where there is no slope', () => {
    expect(fitLine([1, 1, 1], [1, 2, 3])).toBeNull();
    expect(fitLine([], [])).toBeNull();
    expect(theilSenSlope([1, 1], [1, 2])).toBeNull();
    expect(growthRate([0, 1, 2], [1, 0, -1])).toBeNull();
    expect(growthRate([0, 1, 2, 4], [1, Number.NaN, 2, 4])?.muPerH).toBeCloseTo(Math.LN2 / 2, 12);
    expect([doublingTimeH(0), doublingTimeH(-0.1), doublingTimeH(Number.NaN)]).toEqual([null, null, null]);
  });
});

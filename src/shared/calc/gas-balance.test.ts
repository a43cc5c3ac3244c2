import { describe, expect, it } from 'vitest';
import { dryAir, gasBalance, isOffRange, mixInlet, type GasBalanceInput } from './gas-balance';
import { dryFraction, saturationPressureHpa, waterFraction } from './humidity';

// Expected numbers: science.md D2 and worked_examples.json (gas_A1_air ... gas_A5_error, water).
const a1: GasBalanceInput = {
  flowInNlMin: 10,
  inlet: dryAir,
  outlet: { o2: 0.17, co2: 0.03 },
  volumeL: 6,
};
const lowActivity: GasBalanceInput = { ...a1, outlet: { o2: 0.2075, co2: 0.0019 } };

describe('gas balance', () => {
  it('balances plain air by its inert gas (A1)', () => {
    const { flowOutNlMin, our, cer, rq } = gasBalance(a1);
    expect(flowOutNlMin.value).toBeCloseTo(9.87625, 12);
    expect(our.value).toBeCloseTo(0.1856150173998392, 12);
    expect(cer.value).toBeCloseTo(0.13040398857856697, 12);
    expect(rq.value).toBeCloseTo(0.7025508517861978, 12);
    // What comes out where the outlet flow is taken for the inlet flow: 0.176229143, 0.132060319 and 0.749367.
    expect(our.value).not.toBeCloseTo(0.1762291425002229, 4);
    expect(cer.value).not.toBeCloseTo(0.13206031944320512, 4);
    expect(rq.value).not.toBeCloseTo(0.7493670886075956, 4);
    expect(1 - dryAir.o2 - dryAir.co2).toBeCloseTo(0.7901, 12);
    expect(1 - a1.outlet.o2 - a1.outlet.co2).toBeCloseTo(0.8, 12);
  });

  it('mixes oxygen into the inlet (A2)', () => {
    const inlet = mixInlet(8, 2);
    expect(inlet?.o2).toBeCloseTo(0.3676, 12);
    expect(inlet?.co2).toBeCloseTo(0.00032, 12);
    const result = gasBalance({ ...a1, inlet: inlet ?? dryAir, outlet: { o2: 0.31, co2: 0.035 } });
    expect(result.flowOutNlMin.value).toBeCloseTo(9.650076335877865, 11);
    expect(result.our.value).toBeCloseTo(0.30537893097076024, 12);
    expect(result.cer.value).toBeCloseTo(0.14926058345486093, 12);
    expect(result.rq.value).toBeCloseTo(0.4887717138192238, 12);
  });

  it('corrects a wet analyser back to A1 (A3)', () => {
    const pressures = [10, 20, 25, 30, 37].map((tempC) => saturationPressureHpa(tempC).toFixed(6));
    expect(pressures).toEqual(['12.260206', '23.334406', '31.617360', '42.366503', '62.709550']);
    const water = waterFraction(20, 1.01325).value ?? 0;
    expect(water).toBeCloseTo(0.023029268424370666, 12);
    const wet = { o2: 0.166085024367857, co2: 0.02930912194726888 };
    const raw = gasBalance({ ...a1, outlet: wet });
    expect([raw.our.value, raw.cer.value, raw.rq.value]).toEqual([
      expect.closeTo(0.20705471140241738, 12),
      expect.closeTo(0.1266205131663473, 12),
      expect.closeTo(0.6115316686528147, 12),
    ]);
    const dry = { o2: dryFraction(wet.o2, water).value ?? 0, co2: dryFraction(wet.co2, water).value ?? 0 };
    const corrected = gasBalance({ ...a1, outlet: dry });
    expect(corrected.our.value).toBeCloseTo(0.1856150173998392, 12);
    expect(corrected.cer.value).toBeCloseTo(0.13040398857856697, 12);
    expect(corrected.rq.value).toBeCloseTo(0.7025508517861978, 12);
    expect((17 * (1 - water)).toFixed(4)).toBe('16.6085');
    expect((3 * (1 - water)).toFixed(6)).toBe('2.930912');
  });

  it('carries the uncertainty of its inputs', () => {
    const { our, cer, rq } = gasBalance(a1);
    expect(our.sigma?.toFixed(7)).toBe('0.0032650');
    expect(cer.sigma?.toFixed(7)).toBe('0.0018943');
    expect(rq.sigma?.toFixed(7)).toBe('0.0135227');
    const low = gasBalance(lowActivity);
    expect(low.our.value?.toFixed(8)).toBe('0.00950847');
    expect(low.our.sigma?.toFixed(7)).toBe('0.0028379');
    expect(low.cer.sigma).toBeCloseTo(0.0013424943714430606, 9);
  });

  it('withholds the quotient of two rates that are hardly there', () => {
    expect(gasBalance(lowActivity).rq).toEqual({ value: null, quality: 'low-signal', sigma: null });
    // The number that must not be shown, and why: 0.70326 ± 0.26730.
    const exact = gasBalance(lowActivity, { flowRelative: 0.01, outletO2: 1e-9, outletCo2: 1e-9 });
    expect(exact.rq.value).toBeCloseTo(0.7032552894744603, 12);
    // σ is linear in the inputs' σ: a hundredth of them makes the quotient clear enough to be shown.
    const hundredth = gasBalance(lowActivity, { flowRelative: 1e-4, outletO2: 5e-6, outletCo2: 3e-6 });
    expect((100 * (hundredth.rq.sigma ?? 0)).toFixed(5)).toBe('0.26730');
    expect(hundredth.rq.value?.toFixed(5)).toBe('0.70326');
  });

  it('gives null and a reason for what cannot be computed, never NaN', () => {
    const cases: [Partial<GasBalanceInput>, string][] = [
      [{ flowInNlMin: 0 }, 'low-signal'],
      [{ flowInNlMin: -1 }, 'impossible'],
      [{ flowInNlMin: Number.NaN }, 'not-a-number'],
      [{ flowInNlMin: Number.POSITIVE_INFINITY }, 'not-a-number'],
      [{ volumeL: 0 }, 'impossible'],
      [{ outlet: { o2: 0.97, co2: 0.03 } }, 'impossible'],
      [{ outlet: { o2: -0.01, co2: 0.03 } }, 'impossible'],
      [{ inlet: { o2: 1, co2: 0 } }, 'impossible'],
    ];
    for (const [change, quality] of cases) {
      const none = { value: null, quality, sigma: null };
      expect(gasBalance({ ...a1, ...change }), JSON.stringify(change)).toEqual({
        flowOutNlMin: { value: null, quality },
        our: none,
        cer: none,
        rq: none,
      });
    }
    expect(gasBalance({ ...a1, outlet: { o2: dryAir.o2, co2: dryAir.co2 } }).rq.quality).toBe('low-signal');
    expect([mixInlet(0, 0), mixInlet(-1, 2), mixInlet(Number.NaN, 1)]).toEqual([null, null, null]);
    expect(waterFraction(100, 1).quality).toBe('impossible');
    expect(dryFraction(0.2, 1).quality).toBe('impossible');
  });

  it('knows an analyser at the end of its range', () => {
    expect(isOffRange(4.98, { low: 0, high: 5 })).toBe(true);
    expect(isOffRange(4.9, { low: 0, high: 5 })).toBe(false);
    expect(isOffRange(0.04, { low: 0, high: 25 })).toBe(false);
    expect(isOffRange(19.005, { low: 19, high: 21 })).toBe(true);
  });
});

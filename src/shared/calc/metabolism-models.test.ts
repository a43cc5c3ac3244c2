import { describe, expect, it } from 'vitest';
import { ammoniaMolL, biomassOfBaseG, fitBaseSlope, leastBaseMl, nitrogenMolPerG } from './base-consumption';
import { cardinalPh, cardinalTemperature, haldane, haldaneOptimumGL, hybridMu, monod } from './kinetics';
import {
  biomassOfOxygenG,
  carbonDioxideMolH,
  muOfOxygen,
  oxygenMolH,
  respirationOn,
} from './respiration-model';
import { combustionRq, glycerol, growthStoichiometry, methanol, substrateOfOxygenG } from './stoichiometry';

// Expected numbers: science.md D6 and worked_examples.json (stoich, haldane, cardinal, base).
describe('stoichiometry', () => {
  it('has growth on glycerol and on methanol', () => {
    expect(growthStoichiometry(glycerol, 0.5)).toEqual({
      carbonYield: expect.closeTo(0.5727238805970148, 12),
      oxygenPerC: expect.closeTo(0.5781928793532339, 12),
      carbonDioxidePerC: expect.closeTo(0.42727611940298516, 12),
      rq: expect.closeTo(0.7389854400852115, 12),
      oxygenMmolPerG: expect.closeTo(37.66974261210724, 10),
    });
    expect(growthStoichiometry(methanol, 0.38)).toEqual({
      carbonYield: expect.closeTo(0.45432686567164177, 12),
      oxygenPerC: expect.closeTo(1.033179145522388, 12),
      carbonDioxidePerC: expect.closeTo(0.5456731343283583, 12),
      rq: expect.closeTo(0.5281495824738693, 12),
      oxygenMmolPerG: expect.closeTo(84.85401935637009, 10),
    });
    expect(combustionRq(glycerol).value).toBeCloseTo(0.8571428571428571, 12);
    expect(combustionRq(methanol).value).toBeCloseTo(0.6666666666666666, 12);
  });

  it('makes no carbon and no electrons', () => {
    expect(growthStoichiometry(glycerol, 0.9)).toBe('impossible');
    expect(growthStoichiometry(glycerol, 0)).toBe('impossible');
    expect(substrateOfOxygenG(0.5781928793532339, glycerol, 0.5).value).toBeCloseTo(30.698, 10);
    expect(substrateOfOxygenG(-1, glycerol, 0.5).quality).toBe('impossible');
  });
});

describe('respiration model', () => {
  it('is the stoichiometry with maintenance, forward and back', () => {
    const k = respirationOn.glycerol;
    const taken = oxygenMolH(120, 0.19, k).value ?? 0;
    expect(taken).toBeCloseTo(120 * (0.03767 * 0.19 + 0.00038), 12);
    expect((carbonDioxideMolH(120, 0.19, k).value ?? 0) / taken).toBeCloseTo(0.745, 3);
    expect(biomassOfOxygenG(taken, 0.19, k).value).toBeCloseTo(120, 10);
    expect(muOfOxygen(taken, 120, k).value).toBeCloseTo(0.19, 12);
    expect([respirationOn.glycerol.a, respirationOn.methanol.a].map((a) => Math.round(a * 1e5))).toEqual([
      3767, 8485,
    ]);
  });

  it('withholds without biomass or without respiration', () => {
    expect(muOfOxygen(0.1, 0, respirationOn.glycerol).quality).toBe('low-signal');
    expect(biomassOfOxygenG(0.1, -1, respirationOn.glycerol).quality).toBe('low-signal');
  });
});

describe('kinetics', () => {
  it('has the worked values', () => {
    expect(monod(1.5, 1.5).value).toBe(0.5);
    const optimum = haldaneOptimumGL(1.5, 8.86).value ?? 0;
    expect(optimum).toBeCloseTo(3.645545226711637, 12);
    expect(haldane(optimum, 1.5, 8.86).value).toBeCloseTo(0.5485697715303239, 12);
    expect(0.146 * (haldane(optimum, 1.5, 8.86).value ?? 0)).toBeCloseTo(0.08009118664342729, 12);
    const temps = { min: 8, optimum: 30, max: 38 };
    expect([25, 32, 35].map((tempC) => cardinalTemperature(tempC, temps).value)).toEqual([
      expect.closeTo(0.8289938217122683, 12),
      expect.closeTo(0.9578713968957872, 12),
      expect.closeTo(0.6808841843088418, 12),
    ]);
    const phs = { min: 2.5, optimum: 5, max: 8 };
    expect(cardinalPh(4, phs).value).toBeCloseTo(0.8571428571428571, 12);
    expect(cardinalPh(6, phs).value).toBeCloseTo(0.875, 12);
  });

  it('is whole at the optimum, nothing outside, and holds what was learned', () => {
    const temps = { min: 8, optimum: 30, max: 38 };
    expect([30, 8, 38, -5, 60].map((tempC) => cardinalTemperature(tempC, temps).value)).toEqual([
      1, 0, 0, 0, 0,
    ]);
    expect(cardinalTemperature(20, { min: 30, optimum: 20, max: 40 }).quality).toBe('impossible');
    expect(hybridMu(0.2, 9).value).toBeCloseTo(0.2 * Math.exp(0.5), 12);
    expect(hybridMu(0.2, -0.1).value).toBeCloseTo(0.2 * Math.exp(-0.1), 12);
    expect(haldane(-1, 1.5, 8.86).quality).toBe('impossible');
  });
});

describe('base', () => {
  it('has the worked ammonia, nitrogen and volumes', () => {
    const ammonia = ammoniaMolL().value ?? 0;
    expect(ammonia).toBeCloseTo(14.796547472256476, 10);
    expect(1000 * nitrogenMolPerG).toBeCloseTo(5.597014925373134, 12);
    expect(leastBaseMl(1, ammonia).value).toBeCloseTo(0.3782649253731343, 12);
    expect(leastBaseMl(20, ammonia).value).toBeCloseTo(7.5652985074626855, 10);
    expect(41.6 / (leastBaseMl(1, ammonia).value ?? 1)).toBeCloseTo(109.97583230579534, 8);
    expect(leastBaseMl(1, 0).quality).toBe('impossible');
  });

  it('learns the slope of a process', () => {
    const slope = fitBaseSlope([0, 10, 20, 30], [5, 25, 45, 65]);
    expect(slope).toEqual({ gPerMl: expect.closeTo(2, 12), standardError: expect.closeTo(0, 9) });
    if (typeof slope === 'string') throw new Error(slope);
    expect(biomassOfBaseG(12, slope).value).toBeCloseTo(24, 10);
    expect([fitBaseSlope([1, 1, 1], [1, 2, 3]), fitBaseSlope([1, 2], [1, 2])]).toEqual([
      'low-signal',
      'missing-input',
    ]);
  });
});

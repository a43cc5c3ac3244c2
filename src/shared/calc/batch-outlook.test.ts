import { describe, expect, it } from 'vitest';
import { depletionClock, type DepletionOutlook } from './depletion-clock';
import { harvestOptimum } from './harvest-optimum';
import { specificOxygenUptake, specificSubstrateUptake } from './specific-rates';
import { glycerol, methanol } from './stoichiometry';
import { carbonRecovery, yieldsSoFar } from './yields-so-far';

describe('specific rates and yields', () => {
  it('divides by the biomass that does it', () => {
    expect(specificOxygenUptake(188, 28.73).value).toBeCloseTo(6.5437, 4);
    const fed = { feedGH: 50, accumulationGH: -2, biomassGL: 20, volumeL: 6 };
    expect(specificSubstrateUptake(fed).value).toBeCloseTo(52 / 120, 12);
    expect(specificOxygenUptake(188, 0).quality).toBe('low-signal');
    expect(specificOxygenUptake(188, -1).quality).toBe('impossible');
    expect(specificSubstrateUptake({ ...fed, volumeL: 0 }).quality).toBe('impossible');
  });

  it('keeps yields back until enough was used', () => {
    const totals = {
      biomassFormedG: 110,
      substrateUsedG: 220,
      oxygenMol: 4.14,
      carbonDioxideMol: 3,
      baseMl: 41.6,
    };
    const yields = yieldsSoFar(totals);
    expect([yields.onSubstrate.value, yields.onOxygen.value, yields.onBase.value]).toEqual([
      0.5,
      expect.closeTo(26.5700483, 6),
      expect.closeTo(2.6442308, 6),
    ]);
    expect(yieldsSoFar({ ...totals, oxygenMol: 0 }).onOxygen.quality).toBe('low-signal');
    expect(yieldsSoFar({ ...totals, oxygenMol: -1 }).onOxygen.quality).toBe('impossible');
  });

  it('finds all carbon of worked growth again', () => {
    // 100 g glycerol at Y 0.50 and 100 g methanol at Y 0.38.
    const account = {
      given: [
        { substrate: glycerol, massG: 120 },
        { substrate: methanol, massG: 100 },
      ],
      left: [{ substrate: glycerol, massG: 20 }],
      biomassFormedG: 50 + 38,
      productG: 0,
      carbonDioxideMol: (100 / 30.698) * 0.42727611940298516 + (100 / 32.042) * 0.5456731343283583,
    };
    expect(carbonRecovery(account).value).toBeCloseTo(1, 12);
    expect(carbonRecovery({ ...account, left: account.given }).quality).toBe('low-signal');
    expect(carbonRecovery({ ...account, biomassFormedG: -1 }).quality).toBe('impossible');
  });
});

describe('depletion clock', () => {
  const sure = (value: number): { value: number; sigma: number } => ({ value, sigma: 0 });
  const outlook: DepletionOutlook = {
    remainingG: sure(50),
    uptakeGH: sure(20),
    muPerH: sure(0.2),
    feedGH: 0,
  };

  it('solves the growing uptake exactly, and without growth as well', () => {
    expect(depletionClock(outlook).hours.value).toBeCloseTo(Math.log(1 + (0.2 * 50) / 20) / 0.2, 9);
    expect(depletionClock({ ...outlook, muPerH: sure(0) }).hours.value).toBeCloseTo(2.5, 9);
    expect(depletionClock({ ...outlook, muPerH: sure(0), feedGH: 10 }).hours.value).toBeCloseTo(5, 9);
    expect(depletionClock({ ...outlook, remainingG: sure(0) }).hours.value).toBe(0);
  });

  it('widens with what is not known', () => {
    const { hours, lowH, highH } = depletionClock({ ...outlook, remainingG: { value: 50, sigma: 5 } });
    const best = hours.value ?? 0;
    expect([lowH ?? 9, highH ?? 0]).toEqual([expect.closeTo(1.75, 1), expect.closeTo(2.34, 1)]);
    expect(depletionClock(outlook)).toMatchObject({ lowH: best, highH: best });
    const lost = depletionClock({ ...outlook, uptakeGH: { value: 20, sigma: 20 } });
    expect(lost).toMatchObject({ lowH: 0, highH: null });
  });

  it('has no end where nothing is used or more comes in', () => {
    expect(depletionClock({ ...outlook, uptakeGH: sure(0) }).hours.quality).toBe('low-signal');
    expect(depletionClock({ ...outlook, muPerH: sure(0), feedGH: 30 }).hours.quality).toBe('low-signal');
    expect(depletionClock({ ...outlook, muPerH: sure(-0.5) }).hours.quality).toBe('low-signal');
    expect(depletionClock({ ...outlook, remainingG: sure(Number.NaN) }).hours.quality).toBe('not-a-number');
  });
});

// Expected numbers: science.md D6 and worked_examples.json (harvest).
describe('harvest', () => {
  const question = {
    productAt: (h: number) => 1 - Math.exp(-0.05 * h),
    costPerH: 0,
    turnaroundH: 12,
    fromH: 0,
    toH: 96,
  };

  it('finds the best age and how little it matters', () => {
    const best = harvestOptimum(question);
    if (typeof best === 'string') throw new Error(best);
    expect(best.bestH).toBeCloseTo(18.54108653304708, 5);
    expect(best.bestRate).toBeCloseTo(0.019785882508602866, 12);
    const rate = (h: number): number => question.productAt(h) / (h + 12);
    expect(rate(best.flatFromH) / best.bestRate).toBeCloseTo(0.98, 9);
    expect(rate(best.flatToH) / best.bestRate).toBeCloseTo(0.98, 9);
    expect([best.flatFromH < 16, best.flatToH > 21, best.atEdge]).toEqual([true, true, false]);
  });

  it('says when the best lies at the edge, and has no answer to no question', () => {
    expect(harvestOptimum({ ...question, toH: 10 })).toMatchObject({ atEdge: true });
    expect(harvestOptimum({ ...question, productAt: () => Number.NaN })).toBe('missing-input');
    expect(harvestOptimum({ ...question, toH: 0 })).toBe('impossible');
    const costly = harvestOptimum({ ...question, costPerH: 0.01 });
    expect(typeof costly === 'string' ? 99 : costly.bestH).toBeLessThan(18.5);
  });
});

import { describe, expect, it } from 'vitest';
import {
  equilibriumOxygenMmolL,
  henryOxygenMmolLBar,
  oxygenSolubilityMgL,
  oxygenSolubilityMmolL,
} from './oxygen-solubility';

// Expected numbers: science.md D3 and worked_examples.json (do_sat_mgL).
describe('oxygen solubility', () => {
  it('has the table of Benson and Krause with pressure and salinity', () => {
    const fresh = [20, 25, 28, 30, 37].map((tempC) => oxygenSolubilityMgL({ tempC }).value?.toFixed(6));
    expect(fresh).toEqual(['9.092426', '8.263457', '7.827781', '7.558796', '6.726993']);
    expect(oxygenSolubilityMgL({ tempC: 30, pressureBarA: 1.2 }).value).toBeCloseTo(9.011825204327303, 10);
    expect(oxygenSolubilityMgL({ tempC: 30, salinityGKg: 20 }).value).toBeCloseTo(6.772290316604066, 10);
    expect(oxygenSolubilityMmolL({ tempC: 30 }).value).toBeCloseTo(0.23622123479085877, 12);
  });

  it('has the Henry form and what 40 % oxygen at 1.2 bar dissolves', () => {
    expect(henryOxygenMmolLBar(30).value).toBeCloseTo(1.1615842556737965, 10);
    const rich = equilibriumOxygenMmolL({ tempC: 30, pressureBarA: 1.2, o2: 0.4, mediumFactor: 1 });
    expect(rich.value).toBeCloseTo(0.5378755378086173, 10);
    expect(equilibriumOxygenMmolL({ tempC: 30, pressureBarA: 1.2, o2: 0.4 }).value).toBeCloseTo(
      0.9 * 0.5378755378086173,
      10,
    );
  });

  it('has no answer where there is no liquid or no gas', () => {
    expect(oxygenSolubilityMgL({ tempC: -1 }).quality).toBe('impossible');
    expect(oxygenSolubilityMgL({ tempC: 121 }).quality).toBe('impossible');
    expect(oxygenSolubilityMgL({ tempC: 30, pressureBarA: 0.02 }).quality).toBe('impossible');
    expect(equilibriumOxygenMmolL({ tempC: 30, pressureBarA: 1, o2: 1.2 }).quality).toBe('impossible');
    expect(equilibriumOxygenMmolL({ tempC: 30, pressureBarA: 1, o2: -0.1 }).quality).toBe('impossible');
  });
});

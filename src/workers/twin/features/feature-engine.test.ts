import { describe, expect, it } from 'vitest';
import { gasBalance, dryAir } from '../../../shared/calc/gas-balance';
import { basicFeatures, featureNamed } from '../../../shared/model/feature-catalogue';
import { createFeatureEngine, type FeatureWindow } from './feature-engine';
import {
  cellValues,
  emptyCell,
  inputTags,
  usableMean,
  windowMs,
  type InputCell,
  type InputTag,
} from './input-cell';

const facts = {
  inoculatedAt: 0,
  startVolumeL: 6,
  analysers: { o2: { low: 0, high: 100 }, co2: { low: 0, high: 25 } },
};
const steady: Readonly<Record<InputTag, number>> = {
  Gas_Flow_Inlet: 10,
  Gas_MFC_air: 10,
  Gas_MFC_O2: 0,
  OffGas_O2: 17,
  OffGas_CO2: 3,
  Base_Pump_Rate: 0.2,
  Feed_Glycerol: 1,
  Feed_MeOH: 0.5,
  DO: 30,
  Stir_PV: 800,
  Reactor_Pressure: 1.15,
  Gas_Flow_Outlet: 9.9,
  Temp_Broth: 30,
  Temp_pH_Probe: 30,
  Temp_DO_Probe: 30,
  OD: 20,
  Weight: 6.2,
  Stir_torque: 40,
  pH: 5,
  Heater_PID_out: 40,
  Temp_Exhaust: 28,
  Temp_Stirrer_Motor: 45,
};

function cell(i: number, change: Partial<Record<InputTag, number | null>> = {}): InputCell {
  return {
    end: (i + 1) * windowMs,
    values: cellValues((tag) => (tag in change ? (change[tag] ?? null) : steady[tag])),
  };
}

function run(cells: readonly InputCell[]): FeatureWindow[] {
  const engine = createFeatureEngine(facts);
  return cells.map((one) => engine.push(one));
}

const steadyCells = (n: number): InputCell[] => Array.from({ length: n }, (_, i) => cell(i));
const nullsOf = (window: FeatureWindow | undefined): string[] =>
  Object.entries(window?.features ?? {})
    .filter(([, value]) => value === null)
    .map(([name]) => name);

describe('feature engine', () => {
  it('integrates what the gas balance and the pumps say', () => {
    const windows = run(steadyCells(120));
    const last = windows.at(-1);
    // A1 of science.md D2 at 6 L: OUR 0.185615017, CER 0.130403989 mol/L/h, over one hour.
    expect(last?.features).toEqual({
      ageH: 1,
      oxygenTotalMol: expect.closeTo(0.1856150173998392 * 6, 9),
      carbonDioxideTotalMol: expect.closeTo(0.13040398857856697 * 6, 9),
      baseTotalL: expect.closeTo(0.012, 12),
      glycerolTotalL: expect.closeTo(0.06, 12),
      methanolTotalL: expect.closeTo(0.03, 12),
      volumeL: expect.closeTo(6 + 0.102 - 0.0059, 3),
    });
    expect(last?.our.value).toBeCloseTo((1000 * 0.1856150173998392 * 6) / (last?.volumeL ?? 0), 9);
    expect(last?.rq).toEqual({ value: expect.closeTo(0.7025508517861978, 9), quality: 'good' });
  });

  it('balances the off-gas against the inlet 45 s before', () => {
    const stepAt = 10;
    const windows = run(
      Array.from({ length: 20 }, (_, i) =>
        cell(i, i >= stepAt ? { Gas_Flow_Inlet: 20, Gas_MFC_air: 20 } : {}),
      ),
    );
    const outlet = { o2: 0.17, co2: 0.03 };
    const perNl = gasBalance({ flowInNlMin: 1, inlet: dryAir, outlet, volumeL: 1 }).our.value ?? 0;
    const flows = windows.map(({ our, volumeL }) => (((our.value ?? 0) / 1000) * (volumeL ?? 0)) / perNl);
    expect(flows.slice(stepAt - 1, stepAt + 3)).toEqual(
      [10, 10, 15, 20].map((flow) => expect.closeTo(flow, 6)),
    );
  });

  it.each(inputTags)('without %s loses exactly what depends on it', (tag) => {
    const windows = run([...steadyCells(10), cell(10, { [tag]: null })]);
    const expected = basicFeatures.filter((f) => f.inputs.some((input) => input === tag)).map((f) => f.name);
    expect(nullsOf(windows[9])).toEqual([]);
    expect(nullsOf(windows[10])).toEqual(expected);
    const gas = ['Gas_Flow_Inlet', 'Gas_MFC_air', 'Gas_MFC_O2', 'OffGas_O2', 'OffGas_CO2'].includes(tag);
    expect(windows[10]?.our.quality).toBe(gas ? 'missing-input' : 'good');
    expect(windows[10]?.our.value === null).toBe(gas);
  });

  it('bridges five minutes of silence, counts longer ones, and never freezes a value', () => {
    const silent = (n: number): FeatureWindow[] => {
      const gap = Array.from({ length: n }, (_, i) => emptyCell((61 + i) * windowMs));
      return run([...steadyCells(60), ...gap, ...Array.from({ length: 120 }, (_, i) => cell(60 + n + i))]);
    };
    const short = silent(6);
    expect(short[62]?.features['oxygenTotalMol']).toBeNull();
    expect(short[62]?.our).toEqual({ value: null, quality: 'missing-input' });
    expect(short.at(-1)?.missingShare).toBe(0);
    expect(short.at(-1)?.features['baseTotalL']).toBeCloseTo((0.012 * 186) / 120, 9);
    const long = silent(30);
    expect(long[92]?.missingShare).toBeGreaterThan(0.1);
    expect(long[92]?.features['baseTotalL']).toBeNull();
    expect(long[92]?.features['ageH']).toBeCloseTo(93 / 120, 9);
  });

  it('withholds what an analyser at the end of its range would say', () => {
    const [window] = run([cell(0, { OffGas_CO2: 24.95 })]);
    expect([window?.our, window?.cer, window?.rq]).toEqual(
      Array.from({ length: 3 }, () => ({ value: null, quality: 'off-range' })),
    );
    const [still] = run([cell(0, { Gas_Flow_Inlet: 0, Gas_MFC_air: 0 })]);
    expect(still?.our).toEqual({ value: null, quality: 'low-signal' });
  });

  it('takes a pump that never reported as not fitted', () => {
    const windows = run(Array.from({ length: 5 }, (_, i) => cell(i, { Feed_MeOH: null })));
    expect(windows[4]?.features['volumeL']).not.toBeNull();
    expect(windows[4]?.features['methanolTotalL']).toBeNull();
  });

  it('knows its features by name and version, and a usable cell from another', () => {
    expect(featureNamed('volumeL', 1)?.unit).toBe('L');
    expect(featureNamed('volumeL', 2)).toBeUndefined();
    expect([
      usableMean(1, 30, 50),
      usableMean(1, 30, 49),
      usableMean(Number.NaN, 3, 100),
      usableMean(1, 0, 100),
    ]).toEqual([1, null, null, null]);
  });
});

import { describe, expect, it } from 'vitest';
import { withheld } from '../../shared/calc/computed';
import { seededNoise } from '../../shared/calc/fixtures/seeded-noise';
import { dryAir } from '../../shared/calc/gas-balance';
import { normalMolarVolumeL } from '../../shared/calc/gas-reference';
import { waterFraction } from '../../shared/calc/humidity';
import { derivationOf, derivedChannels } from '../../shared/model/derived-channel';
import { phaseCode, phaseOf } from '../../shared/model/phase';
import { vesselFactsOf, type VesselFacts } from '../../shared/model/vessel-facts';
import { createPlant } from '../simulator/plant/plant';
import { createBatchDerivation, deriveBatch, type OutputTag, type TwinWindow } from './batch-derivation';
import { gassingTags } from './derive/gassing-account';
import type { BatchFacts } from './features/feature-engine';
import {
  cellValues,
  emptyCell,
  inputTags,
  windowMs,
  type InputCell,
  type InputTag,
} from './features/input-cell';
import type { Prediction } from './od600-model';
import { baselineOf } from './read-cells';

const hourMs = 3_600_000;
const vessel = (change: Partial<VesselFacts> = {}): VesselFacts => ({
  ...vesselFactsOf({ scale: '15L' }),
  ...change,
});
const facts: BatchFacts = {
  inoculatedAt: 0,
  startVolumeL: 6,
  analysers: { o2: { low: 0, high: 100 }, co2: { low: 0, high: 25 } },
  vessel: vessel(),
};
/** A1 of science.md D2. */
const steady: Readonly<Record<InputTag, number>> = {
  Gas_Flow_Inlet: 10,
  Gas_MFC_air: 10,
  Gas_MFC_O2: 0,
  OffGas_O2: 17,
  OffGas_CO2: 3,
  Base_Pump_Rate: 0,
  Feed_Glycerol: 0,
  Feed_MeOH: 0,
  DO: 30,
  Stir_PV: 800,
  Reactor_Pressure: 1.01325,
  Gas_Flow_Outlet: 9.87625,
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
const cellOf = (i: number, change: Partial<Record<InputTag, number | null>> = {}): InputCell => ({
  end: (i + 1) * windowMs,
  values: cellValues((tag) => (tag in change ? (change[tag] ?? null) : steady[tag])),
});

/** Dry off-gas of a broth of 6 L under 10 NL/min of air, % v/v. */
function offGasOf(ourMolLH: number, rq: number): { OffGas_O2: number; OffGas_CO2: number } {
  const perMin = 6 / 60;
  const gasIn = 10 / normalMolarVolumeL;
  const o2 = gasIn * dryAir.o2 - ourMolLH * perMin;
  const co2 = gasIn * dryAir.co2 + rq * ourMolLH * perMin;
  const out = gasIn * (1 - dryAir.o2 - dryAir.co2) + o2 + co2;
  return { OffGas_O2: (100 * o2) / out, OffGas_CO2: (100 * co2) / out };
}

/** A culture that grows at 0.2 1/h for two hours, and what a model would say of it. */
function growing(n = 240): { cells: InputCell[]; predictions: Prediction[] } {
  const grown = Array.from({ length: n }, (_, i) => Math.exp((0.2 * (i + 1)) / 120));
  return {
    cells: grown.map((x, i) => cellOf(i, { ...offGasOf(0.06 * x, 0.74), OD: 120 * (1 - Math.exp(-x / 6)) })),
    predictions: grown.map((x) => ({ value: 20 * x, low: 19 * x, high: 21 * x, quality: 'good' })),
  };
}

const valueOf = (window: TwinWindow | undefined, tag: OutputTag): number =>
  window?.outputs[tag]?.value ?? Number.NaN;
const namesOf = (window: TwinWindow | undefined, which: (value: number | null) => boolean): string[] =>
  derivedChannels.map(({ tag }) => tag).filter((tag) => which(window?.outputs[tag]?.value ?? null));

describe('derived channels', () => {
  it('are the worked numbers of the calculations they are made of', () => {
    const [window] = deriveBatch([cellOf(0)], facts);
    // D1, D2, D3, D4; evaporation is that of a 12 °C condenser and the volume has lost 30 s of it.
    expect(valueOf(window, 'OUR_sigma')).toBeCloseTo(3.265, 3);
    expect(valueOf(window, 'RQ_sigma')).toBeCloseTo(0.0135227, 6);
    expect(valueOf(window, 'OUR')).toBeCloseTo(185.615, 2);
    expect(valueOf(window, 'Heat')).toBeCloseTo(24.233, 3);
    expect(valueOf(window, 'VVM')).toBeCloseTo(10 / 6, 4);
    expect(valueOf(window, 'Tip_speed')).toBeCloseTo((Math.PI * 0.07 * 800) / 60, 9);
    expect(valueOf(window, 'O2_in')).toBeCloseTo(20.95, 9);
    expect(valueOf(window, 'Outlet_closure')).toBeCloseTo(0, 9);
    const saturation = 0.9 * 1.161584 * 0.17 * (1.01325 - 0.042366503);
    expect(valueOf(window, 'C_star')).toBeCloseTo(saturation, 6);
    const full = 0.9 * 1.161584 * 0.2095 * (1.15 - 0.042366503);
    expect(valueOf(window, 'DO_mmol')).toBeCloseTo(0.3 * full, 6);
    expect(valueOf(window, 'kLa')).toBeCloseTo(185.6164 / (saturation - 0.3 * full), 1);
  });

  it('know every channel they say they are made from', () => {
    const known = new Set<string>([
      ...inputTags,
      ...derivedChannels.map(({ tag }) => tag),
      'OD_pred',
      'mu',
      'Phase',
    ]);
    const unknown = derivedChannels.flatMap(({ inputs }) => inputs.filter(({ tag }) => !known.has(tag)));
    expect(unknown).toEqual([]);
  });

  it.each(inputTags)('without %s lose exactly what is said to be made of it', (tag) => {
    const { cells, predictions } = growing();
    const last = cells.at(-1)!;
    const without = [...cells.slice(0, -1), { ...last, values: { ...last.values, [tag]: null } }];
    const before = deriveBatch(cells, facts, predictions).at(-1);
    const after = deriveBatch(without, facts, predictions).at(-1);
    // Here predictions go on; the volume is held for half an hour, and the phase does not move.
    const kept = new Set(['Volume', 'Phase', 'OD_pred']);
    // Torque is there, so power is measured; the correlation stands in without it.
    const inputsOf = (of: string) => {
      const derivation = derivationOf(of);
      return (tag === 'Stir_torque' ? null : derivation?.preferred)?.inputs ?? derivation?.inputs ?? [];
    };
    const made = (of: string): boolean =>
      inputsOf(of).some((input) => input.tag === tag || (!kept.has(input.tag) && made(input.tag)));
    const never = namesOf(before, (value) => value === null);
    expect(never).toEqual([...gassingTags, 'Y_XS', 'C_recovery']);
    const always = new Set([...never, 'Volume', 'Gas_missing']);
    const fed = derivedChannels.map((channel) => channel.tag).filter((of) => !always.has(of) && made(of));
    // Uptake of a batch is told by oxygen, not by its feeds.
    const expected = fed.filter((of) => of !== 'qS' || !tag.startsWith('Feed_'));
    const lost = namesOf(after, (value) => value === null).filter((of) => !never.includes(of as OutputTag));
    expect(lost).toEqual(expected);
    for (const of of lost)
      expect([of, after?.outputs[of as OutputTag]?.quality]).toEqual([of, 'missing-input']);
  });

  it('pass on why an input cannot be used', () => {
    const { cells, predictions } = growing(80);
    const last = cells.at(-1)!;
    const bad = {
      ...last,
      values: { ...last.values, OffGas_CO2: null },
      doubts: { OffGas_CO2: 'bad-input' },
    } as const;
    const off = { ...last, values: { ...last.values, OffGas_CO2: 24.95 } };
    const qualityOf = (cell: InputCell): unknown[] => {
      const window = deriveBatch([...cells.slice(0, -1), cell], facts, predictions).at(-1);
      return (['OUR', 'kLa', 'CER_total', 'DO_mmol'] as const).map((tag) => window?.outputs[tag]?.quality);
    };
    expect(qualityOf(bad)).toEqual(['bad-input', 'bad-input', 'bad-input', 'good']);
    expect(qualityOf(off)).toEqual(['off-range', 'off-range', 'off-range', 'good']);
  });

  it('never say a number that is none, whatever comes in', () => {
    const noise = seededNoise(3);
    const wild = [0, -1, 1e9, -1e9, 1e-300, 5e-324, 120, 100];
    const cells = Array.from({ length: 1500 }, (_, i) => {
      const values = cellValues((tag) => {
        const pick = Math.floor(Math.abs(noise()) * 40);
        return pick < wild.length ? wild[pick]! : pick === wild.length ? null : steady[tag];
      });
      // Clock jumps and gaps: time leaps ahead, now and then an hour.
      return { end: (i + 1 + (i % 97 === 0 ? 120 : 0)) * windowMs, values };
    }).toSorted((a, b) => a.end - b.end);
    const predictions = cells.map((): Prediction => ({
      value: 100 * noise(),
      low: 0,
      high: 1,
      quality: 'good',
    }));
    const wrong = deriveBatch(cells, facts, predictions).flatMap(({ outputs }) =>
      Object.entries(outputs).filter(([, { value, quality }]) =>
        value === null ? quality === 'good' : !Number.isFinite(value),
      ),
    );
    expect(wrong).toEqual([]);
  });

  it('freeze nothing: in the dark only the phase and the missing share are told', () => {
    const { cells, predictions } = growing(120);
    const dark = Array.from({ length: 70 }, (_, i) => emptyCell((121 + i) * windowMs));
    const none: Prediction = { value: null, low: null, high: null, quality: 'missing-input' };
    const windows = deriveBatch([...cells, ...dark], facts, [...predictions, ...dark.map(() => none)]);
    expect(namesOf(windows[120], (value) => value !== null)).toEqual(['Gas_missing', 'Volume']);
    expect(namesOf(windows.at(-1), (value) => value !== null)).toEqual(['Gas_missing']);
    expect(valueOf(windows.at(-1), 'Gas_missing')).toBeCloseTo((100 * 70) / 190, 6);
  });
});

describe('the gas balance', () => {
  it('finds the true quotient in twelve scripted runs without an outlet meter, and its interval covers it', () => {
    const noise = seededNoise(21);
    const report: string[] = [];
    let worst = 0;
    for (const rq of [0.6, 0.7, 1, 1.4]) {
      for (const dewC of [null, 18.4, 29.8]) {
        const water = dewC === null ? 0 : (waterFraction(dewC, 1.01325).value ?? 0);
        const dry = offGasOf(0.09, rq);
        // 30 s means of 1 Hz readings with the noise and resolution of science.md D11.
        const read = (value: number, sd: number): number =>
          Math.round(100 * (value * (1 - water) + (sd * noise()) / Math.sqrt(30))) / 100;
        const cells = Array.from({ length: 120 }, (_, i) =>
          cellOf(i, {
            OffGas_O2: read(dry.OffGas_O2, 0.02),
            OffGas_CO2: read(dry.OffGas_CO2, 0.01),
            Gas_Flow_Inlet: 10 * (1 + 0.003 * noise()),
            Gas_Flow_Outlet: null,
          }),
        );
        const unit = vessel({ analyserDry: dewC === null, condenserTempC: dewC ?? 12 });
        const windows = deriveBatch(cells, { ...facts, vessel: unit });
        const mean = windows.reduce((sum, window) => sum + valueOf(window, 'RQ'), 0) / windows.length;
        const covered = windows.filter(
          (window) => Math.abs(valueOf(window, 'RQ') - rq) < 1.96 * valueOf(window, 'RQ_sigma'),
        ).length;
        worst = Math.max(worst, Math.abs(mean / rq - 1));
        if (covered < 0.95 * windows.length)
          report.push(`RQ ${rq} water ${water}: ${covered}/${windows.length}`);
        expect(windows[9]?.outputs.Outlet_closure).toEqual(withheld('missing-input'));
      }
    }
    expect(report).toEqual([]);
    expect(worst).toBeLessThan(0.01);
  });

  it('reads the litre and the humidity of the unit', () => {
    const water = 0.023029268;
    const wet = { OffGas_O2: 17 * (1 - water), OffGas_CO2: 3 * (1 - water) };
    const of = (change: Partial<VesselFacts>, cell: InputCell): number =>
      valueOf(deriveBatch([cell], { ...facts, vessel: vessel(change) })[0], 'OUR');
    const plain = of({}, cellOf(0));
    expect(of({ analyserDry: false, condenserTempC: 20 }, cellOf(0, wet)) / plain).toBeCloseTo(1, 4);
    expect(of({ analyserDry: true }, cellOf(0, wet))).toBeCloseTo(207.0547, 2);
    expect(of({ gasReference: 'std-20c' }, cellOf(0)) / plain).toBeCloseTo(0.9317755, 5);
  });

  it('zeroes the analysers on air before inoculation, and only there', () => {
    const before = Array.from({ length: 60 }, (_, i) =>
      cellOf(i - 60, { OffGas_O2: 21.02, OffGas_CO2: 0.06 }),
    );
    const baseline = baselineOf(before, facts);
    expect([baseline.o2, baseline.co2]).toEqual([expect.closeTo(0.0007, 9), expect.closeTo(0.0002, 9)]);
    const [window] = deriveBatch([cellOf(0, { OffGas_O2: 17.07, OffGas_CO2: 3.02 })], { ...facts, baseline });
    expect(valueOf(window, 'OUR')).toBeCloseTo(185.615, 2);
    const enriched = before.map((cell) => ({ ...cell, values: { ...cell.values, Gas_MFC_O2: 1 } }));
    expect(baselineOf(enriched, facts)).toEqual({ o2: 0, co2: 0 });
    const grown = before.map((cell) => ({ ...cell, values: { ...cell.values, OffGas_O2: 20 } }));
    expect(baselineOf(grown, facts).o2).toBe(0);
  });
});

describe('growth by the OD probe', () => {
  it('has less than 0.01 1/h of noise on 1 % noise, and follows a change within 15 min', () => {
    const noise = seededNoise(7);
    const muAt = (h: number): number => 0.1 + 0.02 * h;
    const cells = Array.from({ length: 8 * 120 }, (_, i) => {
      const h = (i + 1) / 120;
      const od = 5 * Math.exp(0.1 * h + 0.01 * h * h + 0.01 * noise());
      // Hardly any gas, so that the volume stays.
      return cellOf(i, { OD: 120 * (1 - Math.exp(-od / 120)), Gas_Flow_Inlet: 0.001 });
    });
    const settled = deriveBatch(cells, facts).slice(300);
    const errors = settled.map((window) => valueOf(window, 'mu_KF') - muAt(window.end / hourMs));
    const mean = errors.reduce((sum, e) => sum + e, 0) / errors.length;
    const sd = Math.sqrt(errors.reduce((sum, e) => sum + (e - mean) ** 2, 0) / errors.length);
    expect(sd).toBeLessThan(0.01);
    expect((-mean / 0.02) * 60).toBeLessThan(15);
    const covered = settled.filter(
      (window, i) => Math.abs(errors[i] ?? 1) < 1.96 * valueOf(window, 'mu_KF_sigma'),
    ).length;
    expect(covered / settled.length).toBeGreaterThan(0.9);
  });

  it('counts what samples took out as grown', () => {
    const at = 90 * windowMs;
    const taken = 1;
    const cells = Array.from({ length: 150 }, (_, i) =>
      cellOf(i, {
        OD: 120 * (1 - Math.exp((-5 * Math.exp((0.2 * (i + 1)) / 120)) / 120)),
        Gas_Flow_Inlet: 0.001,
      }),
    );
    const windows = deriveBatch(cells, { ...facts, withdrawals: [{ t: at, volumeL: taken }] });
    expect(valueOf(windows[88], 'Volume') - valueOf(windows[89], 'Volume')).toBeCloseTo(taken, 4);
    expect(valueOf(windows.at(-1), 'mu_TS')).toBeCloseTo(0.2, 3);
    expect(valueOf(windows.at(-1), 'mu_KF')).toBeCloseTo(0.2, 2);
  });
});

describe('a phase set by hand', () => {
  it('holds from its time on, and the rules go on from there', () => {
    const batch = createBatchDerivation(facts);
    const phases: string[] = [];
    for (let i = 0; i < 40; i += 1) {
      const given = { at: 5 * windowMs + 12_000, phase: 'starve', reason: 'Feed hose came off' } as const;
      if (i === 5) batch.override([given]);
      if (i === 5) expect(batch.phase()).toMatchObject({ phase: 'starve', since: given.at });
      const feeding = i >= 20 ? { Feed_Glycerol: 1.5 } : {};
      const { outputs } = batch.finish(batch.features(cellOf(i, feeding)), null);
      phases.push(phaseOf(outputs.Phase?.value ?? null).id);
    }
    expect(phases.slice(3, 7)).toEqual(['lag', 'lag', 'starve', 'starve']);
    expect(batch.phase()).toMatchObject({ phase: 'gly-fed', since: 26 * windowMs });
    expect(phaseCode('gly-fed')).toBe(4);
  });
});

it('tells what truly happens in the simulated plant', () => {
  const plant = createPlant({ preset: '15L', seed: 11, variation: false });
  const columns = inputTags.map((tag) => plant.tags.indexOf(tag));
  const cells: InputCell[] = [];
  const truth: { kLa: number; ourMmolLH: number; volumeL: number; heatWL: number; powerWL: number }[] = [];
  for (let i = 0; i < 20 * 120; i += 1) {
    const sums = inputTags.map(() => 0);
    for (let second = 0; second < 30; second += 1) {
      plant.step();
      const { value } = plant.sensors();
      columns.forEach((column, j) => (sums[j]! += value[column]! / 30));
    }
    cells.push({ end: (i + 1) * windowMs, values: cellValues((tag) => sums[inputTags.indexOf(tag)]!) });
    const { kLaPerH: kLa, ourMmolLH, volumeL, metabolicHeatW } = plant.truth();
    const powerWL = plant.state.gassedPowerW / volumeL;
    truth.push({ kLa, ourMmolLH, volumeL, heatWL: metabolicHeatW / volumeL, powerWL });
  }
  const windows = deriveBatch(cells, { ...facts, startVolumeL: 5.5, vessel: vessel({ mediumFactor: 1 }) });
  const at = 20 * 120 - 1;
  const [told, true_] = [windows[at], truth[at]!];
  expect(valueOf(told, 'OUR') / true_.ourMmolLH).toBeCloseTo(1, 1);
  expect(valueOf(told, 'kLa') / true_.kLa).toBeCloseTo(1, 1);
  expect(valueOf(told, 'P_V') / true_.powerWL).toBeCloseTo(1, 1);
  expect(valueOf(told, 'Heat') / true_.heatWL).toBeCloseTo(1, 1);
  expect(valueOf(told, 'Volume')).toBeCloseTo(true_.volumeL, 2);
  // The balance explains every gram: no feed, no leak, no sample.
  const residuals = windows.slice(240).map((window) => Math.abs(valueOf(window, 'Weight_residual')));
  expect(Math.max(...residuals)).toBeLessThan(15);
});

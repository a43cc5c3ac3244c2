import { describe, expect, it } from 'vitest';
import { measuredTags } from '../../../shared/model/channel-catalogue';
import type { Fault } from './fault';
import { createPlant } from './plant';
import type { Plant, PlantOptions } from './plant';
import { inventory } from './truth';

const options: PlantOptions = { preset: '15L', seed: 7, variation: true };

function runHours(plant: Plant, hours: number): Plant {
  const until = plant.ageS() + Math.round(hours * 3600);
  while (plant.ageS() < until) plant.step();
  return plant;
}

function read(plant: Plant, tag: string): number {
  return plant.sensors().value[measuredTags.indexOf(tag)] ?? Number.NaN;
}

/** Runs both plants to the hour and gives reading of the faulty minus reading of the healthy one. */
function shift(fault: Fault, hours: number, tag: string, parameters: Partial<PlantOptions> = {}): number {
  const make = (): Plant =>
    createPlant({ preset: '15L', seed: 1, variation: false, noise: false, ...parameters });
  const healthy = runHours(make(), hours);
  const faulty = make();
  faulty.setFault(fault);
  runHours(faulty, hours);
  return read(faulty, tag) - read(healthy, tag);
}

describe('a plant', () => {
  it('is the same to the last bit for the same seed and another one for another', () => {
    const trace = (seed: number): string => {
      const plant = createPlant({ ...options, seed });
      const seen: number[] = [];
      for (let i = 0; i < 30; i++) seen.push(...runHours(plant, 0.1).sensors().value);
      return JSON.stringify([seen, plant.truth(), plant.parameters]);
    };
    expect(trace(7)).toBe(trace(7));
    expect(trace(8)).not.toBe(trace(7));
  });

  it('reads every tag as a finite number at the resolution of its instrument', () => {
    const plant = runHours(createPlant(options), 2);
    const { value } = plant.sensors();
    expect(plant.tags).toEqual(measuredTags);
    expect([...value].every(Number.isFinite)).toBe(true);
    expect(read(plant, 'Weight') * 200).toBeCloseTo(Math.round(read(plant, 'Weight') * 200), 9);
    expect(read(plant, 'Temp_Broth')).toBe(Math.round(read(plant, 'Temp_Broth') * 100) / 100);
  });

  it('has the noise of the sensor table', () => {
    const plant = createPlant({ preset: '15L', seed: 3, variation: false });
    const samples: number[] = [];
    runHours(plant, 0.5);
    for (let i = 0; i < 2000; i++) {
      plant.step();
      samples.push(read(plant, 'Temp_pH_Probe') - plant.truth().tempC);
    }
    const mean = samples.reduce((a, b) => a + b) / samples.length;
    const sd = Math.sqrt(samples.reduce((a, b) => a + (b - mean) ** 2, 0) / (samples.length - 1));
    expect(mean).toBeCloseTo(-0.05, 2);
    expect(sd).toBeGreaterThan(0.027);
    expect(sd).toBeLessThan(0.034);
  });

  it('lets the off-gas analyser answer 45 s after the head space', () => {
    const plant = runHours(createPlant({ preset: '15L', seed: 1, variation: false, noise: false }), 1);
    const before = read(plant, 'OffGas_O2');
    plant.setPoint('oxygenFraction', 0.5);
    const answers: number[] = [];
    for (let i = 0; i < 120; i++) {
      plant.step();
      answers.push(read(plant, 'OffGas_O2') - before);
    }
    expect(Math.max(...answers.slice(0, 44))).toBeLessThan(0.05);
    expect(answers[100]).toBeGreaterThan(1);
  });

  it('lets the OD probe saturate', () => {
    const plant = createPlant({
      preset: '15L',
      seed: 1,
      variation: false,
      noise: false,
      parameters: { startBiomassGL: 30 },
    });
    expect(read(plant, 'OD')).toBeCloseTo(120 * (1 - Math.exp(-1)), 2);
  });

  it('obeys set points and refuses what cannot be', () => {
    const plant = runHours(createPlant({ preset: '15L', seed: 1, variation: false, noise: false }), 0.1);
    plant.setPoint('tempC', 28);
    plant.setPoint('stirrerRpm', 700);
    plant.setPoint('methanolFeedMlMin', 1);
    runHours(plant, 3);
    expect(plant.truth()).toMatchObject({ stirrerRpm: 700 });
    expect(plant.truth().tempC).toBeCloseTo(28, 1);
    expect(plant.truth().methanolFeedL).toBeCloseTo(0.18, 3);
    plant.setPoint('stirrerRpm', null);
    runHours(plant, 0.1);
    expect(plant.truth().stirrerRpm).toBeLessThan(400);
    expect(() => plant.setPoint('tempC', 80)).toThrow('tempC must be from 10 to 40');
    expect(() => plant.setPoint('tempC', Number.NaN)).toThrow(RangeError);
    expect(() => plant.setPoint('tempC', null)).toThrow('tempC needs a number');
    expect(() => plant.setPoint('coffee', 1)).toThrow('no set point called coffee');
  });
});

describe('faults', () => {
  const cases: [Fault, number, string, number, number][] = [
    [{ kind: 'offset', tag: 'Temp_Exhaust', size: 2, fromH: 0.1 }, 0.2, 'Temp_Exhaust', 1.9, 2.1],
    [{ kind: 'drift', tag: 'OffGas_O2', size: 24, fromH: 0 }, 0.5, 'OffGas_O2', 0.49, 0.51],
    [{ kind: 'loop-break', tag: 'OffGas_CO2', fromH: 0.1 }, 0.2, 'OffGas_CO2', -6.6, -6.2],
    [{ kind: 'mfc-gain', fromH: 0.1 }, 1, 'Gas_Flow_Inlet', -0.36, -0.34],
    [{ kind: 'mfc-gain', fromH: 0.1 }, 1, 'Gas_MFC_air', -0.001, 0.001],
    [{ kind: 'filter-clog', fromH: 0 }, 2, 'Reactor_Pressure', 0.039, 0.041],
    [{ kind: 'stirrer-slip', fromH: 0 }, 1, 'Stir_PV', -91, -89],
    [{ kind: 'bearing', fromH: 0 }, 1, 'Stir_torque', 1, 10],
    [{ kind: 'bearing', fromH: 0 }, 3, 'Temp_Stirrer_Motor', 0.2, 0.6],
    [{ kind: 'base-empty', fromH: 6 }, 12, 'pH', -0.5, -0.2],
    [{ kind: 'cooling-lost', fromH: 0, size: 33 }, 3, 'Temp_Broth', 1, 4],
    [{ kind: 'sample', fromH: 1, size: 100 }, 2, 'Weight', -0.11, -0.095],
    [{ kind: 'antifoam', fromH: 11.9 }, 12, 'Stir_SP', 40, 200],
    [{ kind: 'foam', fromH: 5 }, 6, 'DO', -20, -8],
  ];
  it.each(cases)('%j at hour %d changes %s by %d to %d', (fault, hours, tag, low, high) => {
    const change = shift(fault, hours, tag);
    expect(change).toBeGreaterThanOrEqual(low);
    expect(change).toBeLessThanOrEqual(high);
  });

  it('stick, fall silent and end by themselves', () => {
    const plant = runHours(createPlant(options), 0.1);
    plant.setFault({ kind: 'stuck', tag: 'DO', fromH: 0.2, forH: 0.2 });
    plant.setFault({ kind: 'dropout', tag: 'pH', fromH: 0.2, forH: 0.2 });
    runHours(plant, 0.15);
    const stuck = read(plant, 'DO');
    const seen = new Set<number>();
    for (let i = 0; i < 300; i++) {
      plant.step();
      seen.add(read(plant, 'DO'));
    }
    expect([...seen]).toEqual([stuck]);
    expect(plant.sensors().state[measuredTags.indexOf('pH')]).toBe(2);
    runHours(plant, 0.2);
    expect(plant.sensors().state[measuredTags.indexOf('pH')]).toBe(0);
    expect(read(plant, 'DO')).not.toBe(stuck);
  });

  it('of the feed and the gas starve the plant', () => {
    const fed = { parameters: { startGlycerolGL: 1 } };
    const late = 20;
    expect(shift({ kind: 'feed-stop', fromH: 0 }, late, 'OD', fed)).toBeLessThan(-3);
    expect(shift({ kind: 'feed-stop', fromH: 0 }, late, 'Feed_Glycerol', fed)).toBeCloseTo(0, 3);
    expect(shift({ kind: 'feed-gain', fromH: 0 }, late, 'Weight', fed)).toBeGreaterThan(0.1);
    const dense = { parameters: { startBiomassGL: 25 } };
    expect(shift({ kind: 'oxygen-lost', fromH: 0 }, 1, 'DO', dense)).toBeLessThan(-20);
    expect(shift({ kind: 'do-fouling', tag: 'DO', fromH: 0, size: 100 }, 1, 'DO', dense)).not.toBe(0);
    expect(Math.abs(shift({ kind: 'spike', tag: 'pH', fromH: 0, size: 1 }, 1, 'pH'))).toBeGreaterThan(0.2);
    expect(shift({ kind: 'noise', tag: 'pH', fromH: 0 }, 1, 'pH')).toBeCloseTo(0, 2);
  });

  it('let a contaminant overgrow the host while carbon and electrons still close', () => {
    const plant = createPlant({ preset: '15L', seed: 2, variation: true });
    const start = inventory(plant.state);
    plant.setFault({ kind: 'contamination', size: 1e-5, fromH: 1 });
    plant.setFault({ kind: 'sample', size: 50, fromH: 15 });
    plant.setFault({ kind: 'filter-clog', fromH: 5, forH: 3 });
    plant.setFault({ kind: 'feed-gain', fromH: 20 });
    runHours(plant, 40);
    const s = plant.state;
    const end = inventory(s);
    expect(plant.truth().contaminantGL).toBeGreaterThan(0.01);
    const cFed = (s.glycerolFeedL * 500) / 30.698;
    const mFed = (s.methanolFeedL * 786) / 32.042;
    // a contaminant's own grams are the only thing put in from nowhere: 1e-5 g
    const carbon =
      (end.carbonMol + s.carbonDioxideOutMol + s.sampledCarbonMol) /
      (start.carbonMol + cFed + mFed + s.carbonDioxideInMol);
    const electrons =
      (end.electronsMol + s.sampledElectronsMol + 4 * (s.oxygenInMol - s.oxygenOutMol)) /
      (start.electronsMol + (cFed * 14) / 3 + mFed * 6);
    expect(Math.abs(carbon - 1)).toBeLessThan(1e-4);
    expect(Math.abs(electrons - 1)).toBeLessThan(1e-4);
  });

  it('are refused in words', () => {
    const plant = runHours(createPlant(options), 1);
    const refused: [Fault, string][] = [
      [{ kind: 'stuck', tag: 'DO', fromH: 0.5 }, 'the batch is at hour 1.00'],
      [{ kind: 'stuck', fromH: 2 }, 'stuck needs a channel'],
      [{ kind: 'do-fouling', tag: 'pH', fromH: 2 }, 'do-fouling cannot sit on pH'],
      [{ kind: 'foam', tag: 'pH', fromH: 2 }, 'foam belongs to no channel'],
      [{ kind: 'foam', size: 3, fromH: 2 }, 'The size must be from 0.05 to 1'],
      [{ kind: 'base-empty', size: 3, fromH: 2 }, 'base-empty has no size'],
      [{ kind: 'foam', forH: -1, fromH: 2 }, 'duration'],
      [{ kind: 'foam', fromH: Number.NaN }, 'must be a number'],
      [JSON.parse('{"kind":"gremlins","fromH":2}'), 'no fault called gremlins'],
    ];
    for (const [fault, words] of refused) expect(() => plant.setFault(fault)).toThrow(words);
    expect(plant.faults()).toEqual([]);
  });
});

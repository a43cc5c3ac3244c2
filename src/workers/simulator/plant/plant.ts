import { measuredTags } from '../../../shared/model/channel-catalogue';
import type { VesselScale } from '../../../shared/model/channel-catalogue';
import { applyFaults, beginFault } from './apply-faults';
import { changeSetPoint, control, defaultSetPoints } from './controllers';
import type { SetPoints } from './controllers';
import { settleFault } from './fault';
import type { Fault, SettledFault } from './fault';
import { plantPresets } from './parameters';
import type { PlantParameters } from './parameters';
import { createProcess } from './process';
import { createRandom } from './random';
import { followRecipe, newRecipe, recipeGlycerolMlMin, recipeMethanolMlMin } from './recipe';
import { columns, fillTruth } from './read-truth';
import { createSensors } from './sensors';
import { initialState, noDisturbance } from './state';
import type { Actuators, PlantState } from './state';
import { describePlant } from './truth';
import type { PlantTruth } from './truth';
import { vary } from './vary';
import { molarVolume } from './water';

export interface PlantOptions {
  readonly preset: VesselScale;
  readonly seed: number;
  /** True draws this batch's own parameters and instrument errors from the seed. */
  readonly variation: boolean;
  /** False leaves out sensor noise (lag and resolution stay). */
  readonly noise?: boolean;
  /** Parameters that differ from the preset, e.g. for a designed experiment. */
  readonly parameters?: Partial<PlantParameters>;
}

/** One simulated batch. Time moves only by {@link Plant.step}; nothing here reads a clock. */
export interface Plant {
  /** Order of the columns of {@link Plant.sensors}. */
  readonly tags: readonly string[];
  readonly parameters: PlantParameters;
  readonly state: Readonly<PlantState>;
  /** Whole seconds since inoculation. */
  ageS(): number;
  /** One second passes. */
  step(): void;
  truth(): PlantTruth;
  /** Newest readings and their states; the same arrays every time, so copy what you keep. */
  sensors(): { readonly value: Float64Array; readonly state: Uint8Array };
  setPoints(): Readonly<SetPoints>;
  /** @throws RangeError with words for the person when name or value is not possible */
  setPoint(name: string, value: number | null): void;
  /** @throws RangeError with words for the person when the fault is not possible */
  setFault(fault: Fault): void;
  /** Ends and forgets one of {@link Plant.faults}. */
  endFault(fault: SettledFault): void;
  /** Ends and forgets every fault; what they did to the process stays done. */
  clearFaults(): void;
  faults(): readonly SettledFault[];
}

/** A plant at the moment of inoculation. */
export function createPlant(options: PlantOptions): Plant {
  const preset = { ...plantPresets[options.preset], ...options.parameters };
  const varied = options.variation
    ? vary(preset, createRandom(options.seed, 1))
    : { parameters: preset, bias: new Map<string, { offset: number; gain: number }>() };
  const p = varied.parameters;
  const s = initialState(p);
  const process = createProcess(p);
  const points = defaultSetPoints(p);
  const recipe = newRecipe();
  const loops = { oxygenIntegral: 0, heatIntegral: 0, cascade: 0 };
  const seenByLoops = { doPct: 100, tempC: s.tempC, ph: s.ph };
  const d = noDisturbance();
  const a: Actuators = {
    stirrerRpm: p.stirrerLowRpm,
    airNlMin: p.gasLowNlMin,
    oxygenNlMin: 0,
    basePumpMlMin: 0,
    glycerolFeedMlMin: 0,
    methanolFeedMlMin: 0,
    jacketSetC: p.tempSetPointC,
  };
  const sensors = createSensors(
    options.preset,
    createRandom(options.seed, 2),
    options.noise !== false,
    varied.bias,
  );
  const fate = createRandom(options.seed, 3);
  const contaminant = {
    onGlycerolPerH: 0.35 + 0.3 * fate.uniform(),
    onMethanolPerH: 0.12 + 0.2 * fate.uniform(),
  };
  let faults: SettledFault[] = [];
  let begun = new Set<SettledFault>();
  let heldGas: Pick<Actuators, 'airNlMin' | 'oxygenNlMin'> | null = null;
  let ageS = 0;

  const meddle = (ageH: number): void => {
    if (faults.length === 0) return;
    sensors.clearFaults();
    applyFaults(faults, ageH, sensors.faults, d, contaminant);
    for (const fault of faults) {
      if (ageH < fault.fromH || begun.has(fault)) continue;
      begun.add(fault);
      beginFault(fault, s);
    }
  };
  /** Nothing is wrong until the next step says so. */
  const undisturb = (): void => {
    sensors.clearFaults();
    Object.assign(d, noDisturbance());
    d.contaminantOnGlycerolPerH = contaminant.onGlycerolPerH;
    d.contaminantOnMethanolPerH = contaminant.onMethanolPerH;
  };
  const command = (ageH: number): void => {
    seenByLoops.doPct = sensors.seen[columns.do] ?? 0;
    seenByLoops.tempC = sensors.seen[columns.broth] ?? 0;
    seenByLoops.ph = sensors.seen[columns.ph] ?? 0;
    control(loops, points, seenByLoops, p, a, d.hold > 0);
    if (d.hold === 0) heldGas = null;
    else {
      heldGas ??= { airNlMin: a.airNlMin, oxygenNlMin: a.oxygenNlMin };
      Object.assign(a, d.hold === 2 ? { airNlMin: 0, oxygenNlMin: 0 } : heldGas);
    }
    followRecipe(recipe, p, ageH, s.glycerolG / s.volumeL, seenByLoops.doPct);
    a.glycerolFeedMlMin = points.glycerolFeedMlMin ?? recipeGlycerolMlMin(recipe, p);
    a.methanolFeedMlMin = points.methanolFeedMlMin ?? recipeMethanolMlMin(recipe, p, ageH);
  };
  const show = (): void => fillTruth(sensors.truth, s, p, a, d);

  s.gasInMolH = (p.gasLowNlMin * 60) / molarVolume;
  s.gasOutMolH = s.gasInMolH;
  show();
  sensors.settle();
  sensors.measure();
  return {
    tags: measuredTags,
    parameters: p,
    state: s,
    ageS: () => ageS,
    step: () => {
      const ageH = ageS / 3600;
      meddle(ageH);
      command(ageH);
      process(s, a, d);
      ageS++;
      show();
      sensors.measure();
    },
    truth: () => describePlant(s, p, a, recipe, ageS / 3600),
    sensors: () => ({ value: sensors.reading, state: sensors.state }),
    setPoints: () => points,
    setPoint: (name, value) => changeSetPoint(points, name, value),
    setFault: (fault) => {
      faults.push(settleFault(fault, ageS / 3600));
    },
    endFault: (ended) => {
      faults = faults.filter((fault) => fault !== ended);
      begun.delete(ended);
      undisturb();
    },
    clearFaults: () => {
      faults = [];
      begun = new Set();
      undisturb();
    },
    faults: () => faults,
  };
}

import { catalogueFor, measuredTags } from '../../../shared/model/channel-catalogue';
import type { VesselScale } from '../../../shared/model/channel-catalogue';
import type { Random } from './random';

/** What became of a sensor's value this second. */
export const sensorStates = { good: 0, fault: 1, silent: 2 } as const;

/** Lag and noise of one sensor (science.md D11); sd in the sensor's unit plus a share of the value. */
interface Nature {
  readonly lagS?: number;
  readonly deadS?: number;
  readonly sd?: number;
  readonly sdShare?: number;
  readonly offset?: number;
  /** Bounds other than the loop's: thermometers are not 4-20 mA loops over their useful range. */
  readonly wide?: boolean;
}

const natures: Readonly<Record<string, Nature>> = {
  pH: { lagS: 8, sd: 0.005 },
  DO: { lagS: 15, sd: 0.2 },
  OD: { sd: 0.05, sdShare: 0.01, wide: true },
  Gas_MFC_air: { sdShare: 0.003 },
  Gas_MFC_O2: { sdShare: 0.003 },
  Stir_PV: { sd: 1.5 },
  Stir_torque: { sdShare: 0.01 },
  Reactor_Pressure: { lagS: 20, sd: 0.001 },
  Temp_Broth: { lagS: 10, sd: 0.02, wide: true },
  Temp_pH_Probe: { lagS: 10, sd: 0.03, offset: -0.05, wide: true },
  Temp_DO_Probe: { lagS: 10, sd: 0.03, offset: 0.04, wide: true },
  Temp_Stirrer_Motor: { sd: 0.1, wide: true },
  Temp_Exhaust: { lagS: 120, sd: 0.1, wide: true },
  Weight: { sd: 0.003 },
  OffGas_CO2: { lagS: 25, deadS: 45, sd: 0.01 },
  OffGas_O2: { lagS: 25, deadS: 45, sd: 0.02 },
  Gas_Flow_Inlet: { sdShare: 0.003 },
  Gas_Flow_Outlet: { sdShare: 0.01 },
};

/** Where each tag stands in the columns of a plant: the order of `measuredTags`. */
export function tagIndex(tag: string): number {
  return measuredTags.indexOf(tag);
}

/** How a fault bends each sensor; neutral when nothing is wrong. */
export interface SensorFaults {
  readonly offset: Float64Array;
  readonly gain: Float64Array;
  readonly noiseGain: Float64Array;
  readonly spikeChance: Float64Array;
  /** What the probe stands in instead of the plant; NaN where it is in the plant. Controllers are on hold then. */
  readonly reference: Float64Array;
  readonly stuck: Uint8Array;
  readonly broken: Uint8Array;
  readonly silent: Uint8Array;
  /** Seconds the DO probe answers slower than new. */
  extraDoLagS: number;
}

/** The sensors of a plant, one entry per tag in the order of `measuredTags`. All arrays are reused every second. */
export interface Sensors {
  /** What the process is, before any sensor. Filled by the plant. */
  readonly truth: Float64Array;
  /** Lagged, biased, noisy: what the controllers see. */
  readonly seen: Float64Array;
  /** The same at the resolution of the instrument: what goes over the wire. */
  readonly reading: Float64Array;
  /** One of {@link sensorStates}. */
  readonly state: Uint8Array;
  readonly faults: SensorFaults;
  /** Starts all lags at the truth as it is now. */
  settle(): void;
  measure(): void;
  /** Puts all faults back to neutral. */
  clearFaults(): void;
}

const count = measuredTags.length;
const odIndex = tagIndex('OD');
const doIndex = tagIndex('DO');
const odCeiling = 120;

/** @param noise false leaves out noise, not lag; @param bias constant error per tag, in its unit */
export function createSensors(
  scale: VesselScale,
  random: Random,
  noise: boolean,
  bias: ReadonlyMap<string, { readonly offset: number; readonly gain: number }>,
): Sensors {
  const t = table(scale, bias);
  const truth = new Float64Array(count);
  const seen = new Float64Array(count);
  const reading = new Float64Array(count);
  const state = new Uint8Array(count);
  const lagged = new Float64Array(count);
  const out = new Float64Array(count);
  const delays = measuredTags.map((_, i) => new Float64Array(t.deadS[i] || 1));
  const faults = newFaults();
  let clock = 0;

  const lag = (i: number): number => {
    let input = truth[i] ?? 0;
    const delay = delays[i];
    if (delay && delay.length > 1) {
      const at = clock % delay.length;
      const delayed = delay[at] ?? 0;
      delay[at] = input;
      input = delayed;
    }
    const slow = i === doIndex && faults.extraDoLagS > 0;
    const share = slow ? 1 - Math.exp(-1 / (15 + faults.extraDoLagS)) : (t.share[i] ?? 1);
    const value = (lagged[i] ?? 0) + share * (input - (lagged[i] ?? 0));
    lagged[i] = value;
    return i === odIndex ? odCeiling * (1 - Math.exp(-value / odCeiling)) : value;
  };

  /** What goes over the wire of a probe that was taken out; what the controllers see stays that of the plant. */
  const inReference = (i: number, value: number): number => {
    const target = faults.reference[i] ?? Number.NaN;
    if (Number.isNaN(target)) {
      out[i] = lagged[i] ?? 0;
      return value;
    }
    const now = (out[i] ?? 0) + (t.share[i] ?? 1) * (target - (out[i] ?? 0));
    out[i] = now;
    const told =
      now * (t.gain[i] ?? 1) * (faults.gain[i] ?? 1) + (t.offset[i] ?? 0) + (faults.offset[i] ?? 0);
    return noise ? told + ((t.sd[i] ?? 0) + (t.sdShare[i] ?? 0) * Math.abs(told)) * random.normal() : told;
  };

  const measureOne = (i: number): void => {
    let value =
      lag(i) * (t.gain[i] ?? 1) * (faults.gain[i] ?? 1) + (t.offset[i] ?? 0) + (faults.offset[i] ?? 0);
    const sd = (t.sd[i] ?? 0) + (t.sdShare[i] ?? 0) * Math.abs(value);
    if (noise && sd > 0) value += sd * (faults.noiseGain[i] ?? 1) * random.normal();
    const span = (t.high[i] ?? 0) - (t.low[i] ?? 0);
    if ((faults.spikeChance[i] ?? 0) > 0 && random.uniform() < (faults.spikeChance[i] ?? 0)) {
      value += span * (0.05 + 0.45 * random.uniform()) * (random.uniform() < 0.5 ? -1 : 1);
    }
    state[i] = sensorStates.good;
    if (faults.broken[i]) {
      // no current in a 4-20 mA loop reads a quarter of the span below its beginning
      value = (t.low[i] ?? 0) - span / 4;
      state[i] = sensorStates.fault;
    } else {
      value = Math.min(t.ceiling[i] ?? Infinity, Math.max(t.floor[i] ?? -Infinity, value));
    }
    if (faults.stuck[i]) value = seen[i] ?? value;
    if (faults.silent[i]) state[i] = sensorStates.silent;
    seen[i] = value;
    const steps = t.stepsPerUnit[i] ?? 1;
    reading[i] = Math.round(inReference(i, value) * steps) / steps + 0;
  };

  return {
    truth,
    seen,
    reading,
    state,
    faults,
    settle: () => {
      lagged.set(truth);
      delays.forEach((delay, i) => delay.fill(truth[i] ?? 0));
    },
    measure: () => {
      for (let i = 0; i < count; i++) measureOne(i);
      clock++;
    },
    clearFaults: () => resetFaults(faults),
  };
}

function newFaults(): SensorFaults {
  const faults: SensorFaults = {
    offset: new Float64Array(count),
    gain: new Float64Array(count),
    noiseGain: new Float64Array(count),
    spikeChance: new Float64Array(count),
    reference: new Float64Array(count),
    stuck: new Uint8Array(count),
    broken: new Uint8Array(count),
    silent: new Uint8Array(count),
    extraDoLagS: 0,
  };
  resetFaults(faults);
  return faults;
}

function resetFaults(faults: SensorFaults): void {
  faults.offset.fill(0);
  faults.gain.fill(1);
  faults.noiseGain.fill(1);
  faults.spikeChance.fill(0);
  faults.reference.fill(Number.NaN);
  faults.stuck.fill(0);
  faults.broken.fill(0);
  faults.silent.fill(0);
  faults.extraDoLagS = 0;
}

/** The natures as columns, with the bounds of the instrument: an NE 43 loop ends at 3.8 and 20.5 mA. */
function table(
  scale: VesselScale,
  bias: ReadonlyMap<string, { readonly offset: number; readonly gain: number }>,
): Record<
  | 'share'
  | 'deadS'
  | 'sd'
  | 'sdShare'
  | 'offset'
  | 'gain'
  | 'low'
  | 'high'
  | 'floor'
  | 'ceiling'
  | 'stepsPerUnit',
  Float64Array
> {
  const definitions = catalogueFor(scale).filter((d) => measuredTags.includes(d.tag));
  const column = (of: (d: (typeof definitions)[number], n: Nature) => number): Float64Array =>
    Float64Array.from(definitions, (d) => of(d, natures[d.tag] ?? {}));
  return {
    share: column((_, n) => (n.lagS ? 1 - Math.exp(-1 / n.lagS) : 1)),
    deadS: column((_, n) => n.deadS ?? 0),
    sd: column((_, n) => n.sd ?? 0),
    sdShare: column((_, n) => n.sdShare ?? 0),
    offset: column((d, n) => (n.offset ?? 0) + (bias.get(d.tag)?.offset ?? 0)),
    gain: column((d) => bias.get(d.tag)?.gain ?? 1),
    low: column((d) => d.range.low),
    high: column((d) => d.range.high),
    floor: column((d, n) => floorOf(d, n)),
    ceiling: column((d, n) => (n.wide ? d.possible.high : d.range.high + (d.range.high - d.range.low) / 32)),
    stepsPerUnit: column((d) => Math.round(1 / d.resolution)),
  };
}

function floorOf(d: ReturnType<typeof catalogueFor>[number], n: Nature): number {
  if (n.wide) return d.possible.low;
  // meters and counters cannot go below zero; a loop with a live zero can
  const loop = ['pH', 'DO', 'Reactor_Pressure', 'OffGas_CO2', 'OffGas_O2', 'Weight'].includes(d.tag);
  return loop ? d.range.low - (d.range.high - d.range.low) / 80 : 0;
}

import { measuredTags } from '../../../shared/model/channel-catalogue';

/** A fault that begins at an age of the batch and may end by itself (science.md D14). */
export interface Fault {
  readonly kind: FaultKind;
  /** The sensor it sits on; only for sensor faults. */
  readonly tag?: string;
  /** In the unit of the kind; the default of D14 when absent. */
  readonly size?: number;
  readonly fromH: number;
  /** Hours until it ends; the kind's own when absent. */
  readonly forH?: number;
}

interface FaultNature {
  readonly words: string;
  /** Tags it can sit on; empty for faults of the plant itself. */
  readonly tags: readonly string[];
  /** What the size counts; empty when it has none. */
  readonly sizeUnit: string;
  readonly low: number;
  readonly high: number;
  readonly size: number;
  /** Sizes that differ by tag. */
  readonly sizeByTag?: Readonly<Record<string, number>>;
  readonly forH: number;
}

const lasting = Number.POSITIVE_INFINITY;
/** A gassing-out test from the hold to the hand back, and the time held before the gas goes off, s. */
const gassingTestS = 450;
export const gassingHoldS = 150;
const analog = measuredTags.filter((tag) => tag !== 'Stir_SP');

/** Every fault the plant knows, and what people do to it as briefly: its words, what its size means and its defaults. */
export const faultNatures = {
  offset: {
    words: 'Sensor reads wrong by a constant',
    tags: analog,
    sizeUnit: 'unit of the channel',
    low: -100,
    high: 100,
    size: 0.2,
    sizeByTag: { pH: 0.15, DO: 5, OffGas_O2: 0.2 },
    forH: lasting,
  },
  drift: {
    words: 'Sensor reading wanders off',
    tags: analog,
    sizeUnit: 'unit of the channel per day',
    low: -500,
    high: 500,
    size: 0.1,
    sizeByTag: { pH: 0.02, DO: -2, OffGas_O2: 0.1 / 7 },
    forH: lasting,
  },
  reference: {
    words: 'Probe is in a buffer, gas or weight instead of the plant',
    tags: analog,
    sizeUnit: 'unit of the channel',
    low: -100,
    high: 1000,
    size: 7,
    sizeByTag: { DO: 100, OffGas_O2: 20.9, OffGas_CO2: 0, Temp_Broth: 37 },
    forH: 1,
  },
  stuck: sensorFault('Sensor repeats its last value', 2),
  spike: {
    words: 'Single wild values, 5 to 50 % of the span',
    tags: analog,
    sizeUnit: 'chance per reading',
    low: 0,
    high: 1,
    size: 1e-3,
    forH: lasting,
  },
  noise: {
    words: 'Sensor noise multiplied',
    tags: analog,
    sizeUnit: 'times',
    low: 0,
    high: 100,
    size: 5,
    forH: lasting,
  },
  'loop-break': sensorFault('4-20 mA loop broken', lasting),
  dropout: sensorFault('Sensor sends nothing', 1 / 6),
  'do-fouling': {
    words: 'DO probe answers slower by the hour',
    tags: ['DO'],
    sizeUnit: 's per h',
    low: 0,
    high: 100,
    size: 2,
    forH: lasting,
  },
  'mfc-gain': plantFault('Air mass-flow controller delivers less than it says', 'times', 0, 2, 0.93),
  antifoam: { ...plantFault('Antifoam lowers kLa', 'times', 0.05, 1, 0.6), forH: 0.5 },
  foam: plantFault('Foam lowers kLa', 'times', 0.05, 1, 0.8),
  'filter-clog': plantFault('Exhaust filter clogs', 'bar per h', 0, 1, 0.02),
  'stirrer-slip': plantFault('Stirrer turns slower than the motor', 'times', 0, 1, 0.7),
  bearing: plantFault('Bearing runs heavy: torque up, motor hot', 'times torque', 1, 5, 2.5),
  'oxygen-lost': plantFault('Oxygen supply lost', '', 0, 0, 0),
  'feed-stop': plantFault('Feed line blocked; the pump still says it runs', '', 0, 0, 0),
  'feed-gain': plantFault('Feed pump delivers more than it says', 'times', 0, 3, 1.3),
  'base-empty': plantFault('Base bottle empty', '', 0, 0, 0),
  'cooling-lost': plantFault('Jacket cannot go below a temperature', '°C', 5, 40, 28),
  'gassing-test': {
    ...plantFault('Gassing-out test: stirrer and gas held, then gas off', 's without gas', 5, 120, 30),
    forH: gassingTestS / 3600,
  },
  sample: { ...plantFault('Sample taken', 'mL', 0, 500, 10), forH: 0 },
  contamination: plantFault('Contaminant gets in', 'g', 1e-9, 1, 1e-6),
} as const satisfies Readonly<Record<string, FaultNature>>;

export type FaultKind = keyof typeof faultNatures;

function sensorFault(words: string, forH: number): FaultNature {
  return { words, tags: analog, sizeUnit: '', low: 0, high: 0, size: 0, forH };
}

function plantFault(words: string, sizeUnit: string, low: number, high: number, size: number): FaultNature {
  return { words, tags: [], sizeUnit, low, high, size, forH: lasting };
}

export function isFaultKind(kind: string): kind is FaultKind {
  return Object.hasOwn(faultNatures, kind);
}

/**
 * What is wrong with a fault as written, for the person who wrote it; empty when nothing is.
 * @param nowH age of the batch; a fault cannot begin before it
 */
export function faultProblem(fault: { readonly kind: string } & Omit<Fault, 'kind'>, nowH: number): string {
  if (!isFaultKind(fault.kind)) return `There is no fault called ${fault.kind}`;
  const nature: FaultNature = faultNatures[fault.kind];
  if (!Number.isFinite(fault.fromH)) return 'The hour it begins at must be a number';
  if (!(fault.fromH >= nowH))
    return `Begins at hour ${fault.fromH}, but the batch is at hour ${nowH.toFixed(2)}`;
  if (nature.tags.length > 0 && !nature.tags.includes(fault.tag ?? '')) {
    return fault.tag ? `${fault.kind} cannot sit on ${fault.tag}` : `${fault.kind} needs a channel`;
  }
  if (nature.tags.length === 0 && fault.tag) return `${fault.kind} belongs to no channel`;
  if (fault.size !== undefined && !(fault.size >= nature.low && fault.size <= nature.high)) {
    return nature.sizeUnit
      ? `The size must be from ${nature.low} to ${nature.high} (${nature.sizeUnit})`
      : `${fault.kind} has no size`;
  }
  return fault.forH !== undefined && !(fault.forH >= 0) ? 'The duration must be a number of hours' : '';
}

/** A fault with every default filled in. */
export interface SettledFault {
  readonly kind: FaultKind;
  /** Column of the sensor, -1 for faults of the plant. */
  readonly column: number;
  readonly size: number;
  readonly fromH: number;
  readonly toH: number;
}

/** @throws RangeError with the words of {@link faultProblem} */
export function settleFault(fault: Fault, nowH: number): SettledFault {
  const problem = faultProblem(fault, nowH);
  if (problem) throw new RangeError(problem);
  const nature: FaultNature = faultNatures[fault.kind];
  return {
    kind: fault.kind,
    column: fault.tag ? measuredTags.indexOf(fault.tag) : -1,
    size: fault.size ?? nature.sizeByTag?.[fault.tag ?? ''] ?? nature.size,
    fromH: fault.fromH,
    toH: fault.fromH + (fault.forH ?? nature.forH),
  };
}

import type { VesselScale } from '../../../shared/model/channel-catalogue';
import type { Fault } from '../plant/fault';
import { plantPresets } from '../plant/parameters';
import { createRandom } from '../plant/random';
import type { Random } from '../plant/random';
import type { BatchDesign, BatchIdea } from './batch-design';
import { inoculum, schedule } from './campaign-plan';
import type { PlanOptions } from './campaign-plan';

export interface FaultPlanOptions extends Omit<PlanOptions, 'batches'> {
  readonly preset: VesselScale;
  readonly clean: number;
  readonly contaminated: number;
  readonly sensorFaults: number;
}

const hourMs = 3_600_000;
/**
 * Powers of ten of a contaminant's mass, g. Those of the 15 L batch are of science.md D14; a 1 L batch of some twenty
 * hours would never show them, so its breaches are heavier (own choice).
 */
const contaminantPowers = { '15L': [-7, -5], '1L': [-5, -2] } as const;
/** A contaminant comes early enough that a part of them is seen before the batch ends, h. */
const contaminantLatestH = { '15L': 24, '1L': 4 } as const;
/** One batch after the other with half a day between them. */
const turnaroundH = 12;

/** Sensor faults as they are drawn: kind, sensor, sizes from-to with either sign where `signed` (science.md D14). */
const drawn: readonly {
  readonly kind: Fault['kind'];
  readonly tag: string;
  readonly size?: readonly [number, number];
  readonly signed?: true;
  readonly forH?: readonly [number, number];
}[] = [
  { kind: 'offset', tag: 'pH', size: [0.05, 0.3], signed: true },
  { kind: 'offset', tag: 'DO', size: [3, 10], signed: true },
  { kind: 'offset', tag: 'OffGas_O2', size: [0.15, 0.4], signed: true },
  { kind: 'offset', tag: 'Temp_Broth', size: [0.5, 1.5], signed: true },
  // Ten to fifty times what a sound probe does in a day: drills fit into one batch.
  { kind: 'drift', tag: 'pH', size: [0.2, 1], signed: true },
  { kind: 'drift', tag: 'DO', size: [20, 100], signed: true },
  { kind: 'drift', tag: 'OffGas_O2', size: [0.15, 0.7], signed: true },
  { kind: 'stuck', tag: 'pH', forH: [0.5, 4] },
  { kind: 'stuck', tag: 'DO', forH: [0.5, 4] },
  { kind: 'stuck', tag: 'Temp_Broth', forH: [0.5, 4] },
  { kind: 'noise', tag: 'DO', size: [3, 10] },
  { kind: 'spike', tag: 'OffGas_CO2', size: [5e-4, 5e-3] },
  { kind: 'loop-break', tag: 'Reactor_Pressure', forH: [0.1, 2] },
  { kind: 'loop-break', tag: 'OffGas_CO2', forH: [0.1, 2] },
  { kind: 'dropout', tag: 'OD', forH: [1 / 60, 2] },
  { kind: 'dropout', tag: 'pH', forH: [1 / 60, 2] },
  { kind: 'do-fouling', tag: 'DO', size: [1, 5] },
];

/** Clean, contaminated and faulty batches in a random order, each kind as often as asked for. */
export function faultPlan(options: FaultPlanOptions): BatchDesign[] {
  const random = createRandom(options.seed, 12);
  const base = options.preset === '1L' ? inoculum() : {};
  const longestH = options.preset === '1L' ? 30 : plantPresets['15L'].endH;
  /** Sensor faults begin before the shortest batch has ended. */
  const latestH = options.preset === '1L' ? 12 : 72;
  const times = <T>(count: number, make: () => T): T[] => Array.from({ length: count }, make);
  const idea = (role: BatchIdea['role'], words: string, faults: readonly Fault[]): BatchIdea => ({
    role,
    words,
    faults,
    parameters: base,
    changes: [],
  });
  const ideas = [
    ...times(options.clean, () => idea('clean', 'nothing wrong', [])),
    ...times(options.contaminated, () => {
      const fault = contamination(
        random,
        contaminantLatestH[options.preset],
        contaminantPowers[options.preset],
      );
      return idea('contaminated', `contaminant at ${fault.fromH} h`, [fault]);
    }),
    ...times(options.sensorFaults, () => {
      const fault = sensorFault(random, latestH);
      return idea('sensor-fault', `${fault.kind} of ${fault.tag ?? ''} at ${fault.fromH} h`, [fault]);
    }),
  ];
  return schedule(shuffled(ideas, random), {
    ...options,
    slotMs: (longestH + turnaroundH) * hourMs,
    longestH,
    letter: 'F',
    // Whoever looks for faults must not find them in the name.
    nameOf: (number) => `Fault campaign batch ${number}`,
  });
}

/** A mass log-uniform between two powers of ten, from inoculation on. */
function contamination(random: Random, latestH: number, [low, high]: readonly [number, number]): Fault {
  const size = Number((10 ** (low + (high - low) * random.uniform())).toPrecision(4));
  return { kind: 'contamination', size, fromH: minuteOf(latestH * random.uniform()) };
}

function sensorFault(random: Random, latestH: number): Fault {
  const draw = drawn[Math.floor(random.uniform() * drawn.length)] ?? drawn[0];
  const between = ([low, high]: readonly [number, number]): number => low + (high - low) * random.uniform();
  const fromH = minuteOf(1 + (latestH - 1) * random.uniform());
  if (!draw) return { kind: 'offset', tag: 'pH', fromH };
  const sign = draw.signed && random.uniform() < 0.5 ? -1 : 1;
  return {
    kind: draw.kind,
    tag: draw.tag,
    fromH,
    ...(draw.size ? { size: Number((sign * between(draw.size)).toPrecision(3)) } : {}),
    ...(draw.forH ? { forH: minuteOf(between(draw.forH)) } : {}),
  };
}

/** Hours, to a minute that has an exact decimal: onsets read well and repeat exactly. */
function minuteOf(hours: number): number {
  return Math.max(0.02, Math.round(hours * 50) / 50);
}

function shuffled<T>(items: readonly T[], random: Random): T[] {
  const left = [...items];
  const order: T[] = [];
  while (left.length > 0) order.push(...left.splice(Math.floor(random.uniform() * left.length), 1));
  return order;
}

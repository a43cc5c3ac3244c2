import { createRandom } from '../plant/random';
import { plantPresets } from '../plant/parameters';
import type { PlantParameters } from '../plant/parameters';
import type { BatchDesign, BatchIdea, DesignedChange } from './batch-design';

/**
 * OD600 of the broth after inoculation. Read as such, and not as that of the seed culture, because only then a
 * batch ends within the 16 to 26 h that the campaign's own acceptance rule allows.
 */
const standardInoculumOd = 4;
/** Fixed by hand in the batch without control: enough oxygen to finish in time, not enough to grow freely. */
const uncontrolledRpm = 800;
/** 1 L glycerol batches last no longer. */
const longest1L = 30;

const hourMs = 3_600_000;
/** 18 batches in 20 weeks. */
const slotMs = (20 * 7 * 24 * hourMs) / 18;

/** Everything a plan needs to know. */
export interface PlanOptions {
  readonly seed: number;
  readonly batches: number;
  /** Every batch has ended by then, epoch ms. */
  readonly until: number;
  readonly unitId: string;
}

/** The campaign of 18 batches: shakedown, training with designed disturbances, hold-out; more are plain training. */
export function campaignPlan(options: PlanOptions): BatchDesign[] {
  return schedule(
    Array.from({ length: options.batches }, (_, i) => campaignIdea(i + 1)),
    {
      ...options,
      preset: '1L',
      slotMs,
      longestH: longest1L,
      letter: 'B',
      nameOf: (number, words) => `Campaign batch ${number}: ${words}`,
    },
  );
}

export interface ScheduleOptions extends Omit<PlanOptions, 'batches'> {
  readonly preset: BatchDesign['preset'];
  readonly slotMs: number;
  readonly longestH: number;
  /** Before the number in a batch id. */
  readonly letter: string;
  readonly nameOf: (number: number, words: string) => string;
}

/** Gives ideas their times, seeds and names: one batch a slot, the last slot ending at `until`. */
export function schedule(ideas: readonly BatchIdea[], options: ScheduleOptions): BatchDesign[] {
  const random = createRandom(options.seed, 11);
  const first = options.until - ideas.length * options.slotMs;
  const free = options.slotMs - options.longestH * hourMs - hourMs;
  return ideas.map((idea, i) => {
    const number = i + 1;
    const begin = first + i * options.slotMs + Math.min(free, 8 * hourMs) * random.uniform();
    const glycerolGL = Math.round(100 * 40 * (1 + 0.005 * random.normal())) / 100;
    return {
      ...idea,
      number,
      id: `SIM-${options.unitId}-S${options.seed}-${options.letter}${String(number).padStart(2, '0')}`,
      name: options.nameOf(number, idea.words),
      preset: options.preset,
      seed: Math.floor(random.uniform() * 2 ** 31),
      inoculatedAt: Math.floor(begin / 60_000) * 60_000,
      longestH: options.longestH,
      parameters: { startGlycerolGL: glycerolGL, ...idea.parameters },
    };
  });
}

/** Start of a 1 L batch at an OD600 of the broth. */
export function inoculum(od600: number = standardInoculumOd): Partial<PlantParameters> {
  return { startBiomassGL: od600 / plantPresets['1L'].odPerG };
}

/** What the plan of the campaign says of a batch number. */
function campaignIdea(number: number): BatchIdea {
  const role = number <= 3 ? 'shakedown' : number > 15 && number <= 18 ? 'hold-out' : 'training';
  return { role, words: 'no disturbance', parameters: inoculum(), changes: [], faults: [], ...twist(number) };
}

function twist(number: number): Partial<BatchIdea> {
  switch (number) {
    case 1:
      return {
        words: `without DO control, stirrer fixed at ${uncontrolledRpm} rpm`,
        changes: [{ atH: 0, name: 'stirrerRpm', value: uncontrolledRpm }],
      };
    case 7:
    case 8:
    case 9:
      return temperature(22 + number);
    case 10:
      return inoculated(2.5);
    case 11:
      return inoculated(4);
    case 12:
      return inoculated(6);
    case 13:
      return { words: '32 °C for 30 min at 8 h', changes: pulse('tempC', 8, 0.5, 32, 30) };
    case 14:
      return {
        words: 'stirrer from 500 to 400 rpm for 1 h at 6 h',
        changes: [
          { atH: 0, name: 'stirrerRpm', value: 500 },
          { atH: 6, name: 'stirrerRpm', value: 400 },
          { atH: 7, name: 'stirrerRpm', value: null },
        ],
      };
    case 15:
      return {
        words: 'start at pH 5.3, set point 5.0',
        parameters: { ...inoculum(), phSetPoint: 5.3 },
        changes: [{ atH: 0, name: 'ph', value: 5 }],
      };
    default:
      return {};
  }
}

function temperature(tempC: number): Partial<BatchIdea> {
  return { words: `${tempC} °C throughout`, parameters: { ...inoculum(), tempSetPointC: tempC } };
}

function inoculated(od600: number): Partial<BatchIdea> {
  return { words: `inoculated at OD600 ${od600}`, parameters: inoculum(od600) };
}

function pulse(
  name: DesignedChange['name'],
  atH: number,
  forH: number,
  value: number,
  after: number,
): DesignedChange[] {
  return [
    { atH, name, value },
    { atH: atH + forH, name, value: after },
  ];
}

import { chooseEncoder } from './dialects/choose-encoder';
import type { WireDialect } from './dialects/choose-encoder';
import { batchPayload } from './dialects/encoder';
import type { BatchFacts, Encoder, WireMessage } from './dialects/encoder';
import { createPlant } from './plant/plant';
import type { Plant } from './plant/plant';
import type { VesselScale } from '../../shared/model/channel-catalogue';
import { tellReadings } from './tell-readings';

/** What a fleet says: readings as they come, announcements to be retained. */
export interface Announcer {
  readonly reading: (message: WireMessage) => void;
  readonly announcement: (message: WireMessage) => void;
}

export interface FleetOptions {
  readonly dialect: WireDialect;
  readonly units: number;
  readonly preset: VesselScale;
  readonly seed: number;
  readonly atHour?: number;
  /** Speak from inoculation on, thinly until an hour before the start, instead of from the age at the start. */
  readonly past?: boolean;
}

interface FleetUnit {
  readonly encoder: Encoder;
  readonly number: number;
  batchNumber: number;
  plant: Plant;
  batch: BatchFacts;
}

/** Several simulated reactors that share one plant time. */
export interface Fleet {
  /** Plant time of the unit that is furthest behind, epoch ms. */
  plantTime(): number;
  announceAll(to: Announcer): void;
  /** Lets one second pass on the unit furthest behind, if that does not take it past `until`. */
  stepOne(until: number, to: Announcer): boolean;
  /** Ages of the units, h. */
  ages(): readonly number[];
  /** Changes a set point of the batch that runs on a unit; empty, or why it was refused. */
  setPoint(unitKey: string, name: string, value: number | null): string;
}

const hourMs = 3_600_000;
/** Seconds between readings of the past. */
const thinS = 10;
const ages15L = [12, 40, 4, 60, 17, 30, 75, 8, 50, 25, 88, 15];
const ages1L = [12, 22, 4, 28, 17, 8, 30, 20];
const words: Readonly<Record<VesselScale, string>> = {
  '15L': 'Simulated 15 L methanol fed-batch',
  '1L': 'Simulated 1 L glycerol batch',
};

/** Ages at which the units of a fleet begin, h. */
export function startAges(options: FleetOptions): readonly number[] {
  const own = options.preset === '15L' ? ages15L : ages1L;
  return Array.from({ length: options.units }, (_, i) => options.atHour ?? own[i % own.length] ?? 0);
}

/** Identity of a batch: unit and the minute it was inoculated. */
export function batchIdOf(unit: string, inoculatedAt: number): string {
  const stamp = new Date(inoculatedAt).toISOString().replaceAll(/[-:]/g, '').replace('T', '-').slice(0, 13);
  return `SIM-${unit.replaceAll(':', '')}-${stamp}`;
}

/** What the announcement of a simulated batch says. */
export function batchFactsOf(unit: string, preset: VesselScale, inoculatedAt: number): BatchFacts {
  return {
    id: batchIdOf(unit, inoculatedAt),
    name: words[preset],
    inoculatedAt,
    scale: preset,
    startVolumeL: preset === '15L' ? 5.5 : 1,
  };
}

/**
 * Brings up a fleet, each unit run to its age without a word.
 * @param plantStart plant time at which it begins to speak, epoch ms
 */
export function createFleet(options: FleetOptions, plantStart: number): Fleet {
  const whole = Math.floor(plantStart / 1000) * 1000;
  const units = startAges(options).map((ageH, i) =>
    newUnit(options, i + 1, whole - ageH * hourMs, options.past ? 0 : ageH),
  );
  const isTold = (unit: FleetUnit): boolean =>
    !options.past || timeOf(unit) > whole - hourMs || unit.plant.ageS() % thinS === 0;
  const timeOf = (unit: FleetUnit): number => unit.batch.inoculatedAt + unit.plant.ageS() * 1000;
  const behind = (): FleetUnit | undefined =>
    units.reduce<FleetUnit | undefined>((a, b) => (a && timeOf(a) <= timeOf(b) ? a : b), undefined);
  const announce = (unit: FleetUnit, to: Announcer, endedAt?: number): void =>
    to.announcement({
      topic: unit.encoder.batchTopic,
      payload: batchPayload(endedAt === undefined ? unit.batch : { ...unit.batch, endedAt }),
    });
  const turnOver = (unit: FleetUnit, to: Announcer): void => {
    const endedAt = timeOf(unit);
    announce(unit, to, endedAt);
    unit.batchNumber++;
    Object.assign(unit, startBatch(options, unit, endedAt));
    announce(unit, to);
  };
  return {
    plantTime: () => {
      const unit = behind();
      return unit ? timeOf(unit) : whole;
    },
    announceAll: (to) => units.forEach((unit) => announce(unit, to)),
    stepOne: (until, to) => {
      const unit = behind();
      if (!unit || timeOf(unit) + 1000 > until) return false;
      if (unit.plant.ageS() >= unit.plant.parameters.endH * 3600) turnOver(unit, to);
      unit.plant.step();
      if (isTold(unit)) tellReadings(unit.plant, unit.encoder, timeOf(unit), to.reading);
      return true;
    },
    ages: () => units.map((unit) => unit.plant.ageS() / 3600),
    setPoint: (unitKey, name, value) => {
      const unit = units.find((candidate) => candidate.encoder.unitKey === unitKey);
      return unit ? setPointProblem(unit.plant, name, value) : `No simulated unit is called ${unitKey}`;
    },
  };
}

/** Changes a set point; empty, or the words with which the plant refused it. */
function setPointProblem(plant: Plant, name: string, value: number | null): string {
  try {
    plant.setPoint(name, value);
    return '';
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    return error.message;
  }
}

function newUnit(options: FleetOptions, number: number, inoculatedAt: number, ageH: number): FleetUnit {
  const identity = { number, batchNumber: 0, encoder: chooseEncoder(options.dialect, number) };
  const unit = { ...identity, ...startBatch(options, identity, inoculatedAt) };
  for (let second = 0; second < ageH * 3600; second++) unit.plant.step();
  return unit;
}

function startBatch(
  options: FleetOptions,
  unit: Pick<FleetUnit, 'number' | 'batchNumber' | 'encoder'>,
  inoculatedAt: number,
): Pick<FleetUnit, 'plant' | 'batch'> {
  const seed = options.seed + 1009 * (unit.number - 1) + 100_003 * unit.batchNumber;
  return {
    plant: createPlant({ preset: options.preset, seed, variation: true }),
    batch: batchFactsOf(unit.encoder.unitKey, options.preset, inoculatedAt),
  };
}

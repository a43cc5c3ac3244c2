import { catalogueFor, measuredTags } from '../../../shared/model/channel-catalogue';
import type { VesselScale } from '../../../shared/model/channel-catalogue';
import { simulatedVessel } from '../plant/simulated-vessel';

export interface WireMessage {
  readonly topic: string;
  readonly payload: string;
}

/** One reading as the plant gives it. */
export interface PlantReading {
  /** Column in the order of `measuredTags`. */
  readonly column: number;
  readonly value: number;
  /** The sensor reports its own failure (broken loop). */
  readonly fault: boolean;
  /** Time of the plant, epoch ms. */
  readonly t: number;
}

/** Set points and outputs that a controller's message carries beside its measured value. */
export interface LoopFacts {
  readonly phSetPoint: number;
  readonly doSetPoint: number;
  readonly baseMlMin: number;
  readonly stirrerRpm: number;
}

/** Writes one unit's readings in one dialect; the table is in this folder's parent's README. */
export interface Encoder {
  readonly unitKey: string;
  /** Where the batch is announced, retained. */
  readonly batchTopic: string;
  encode(reading: PlantReading, loops: LoopFacts): WireMessage;
}

/** What a running or ended batch tells about itself. */
export interface BatchFacts {
  readonly id: string;
  readonly name: string;
  /** Epoch ms. */
  readonly inoculatedAt: number;
  readonly endedAt?: number;
  readonly scale: VesselScale;
  readonly startVolumeL: number;
}

/** ISO 8601 with an offset, as people and other systems read it. */
function iso(t: number): string {
  return new Date(t).toISOString().replace('Z', '+00:00');
}

/** The announcement of a batch, the same in every dialect. */
export function batchPayload(batch: BatchFacts): string {
  return JSON.stringify({
    batch: batch.id,
    name: batch.name,
    inoculatedAt: iso(batch.inoculatedAt),
    ...(batch.endedAt === undefined ? {} : { endedAt: iso(batch.endedAt) }),
    simulated: true,
    scale: batch.scale,
    startVolumeL: batch.startVolumeL,
    vessel: simulatedVessel,
  });
}

/** Unit symbols of the measured tags, already quoted for JSON. */
export const quotedUnits: readonly string[] = measuredTags.map((tag) =>
  JSON.stringify(catalogueFor('15L').find((definition) => definition.tag === tag)?.unit ?? ''),
);

/** How often each measured tag is sent, seconds. */
export const cadenceS: readonly number[] = measuredTags.map(
  (tag) => (catalogueFor('15L').find((definition) => definition.tag === tag)?.cadenceMs ?? 1000) / 1000,
);

/** MAC of the n-th simulated controller: locally administered, so it is nobody's. */
export function macOf(unitNumber: number): string {
  const low = (unitNumber & 0xff).toString(16).padStart(2, '0');
  const high = ((unitNumber >> 8) & 0xff).toString(16).padStart(2, '0');
  return `02:B1:0B:00:${high}:${low}`.toUpperCase();
}

/** Time with 1 s resolution, as a small controller sends it. */
export function isoSeconds(t: number): string {
  return `${new Date(t).toISOString().slice(0, 19)}Z`;
}

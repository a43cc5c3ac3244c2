import { z } from 'zod';
import type { Channel } from './channel';
import { measuredTags } from './channel-catalogue';
import { channelIdSchema, epochMsSchema } from './identity';

/**
 * Why expected samples are not there. `not-expected` is no hole: the source was switched off on purpose, and the time is
 * accounted for all the same. Ids are stored: never reuse one. `sensor` marks what counts as dropout of a sensor.
 */
export const holeCauses = [
  { id: 'source-down', letter: 'S', words: 'Source down', sensor: true, means: 'The plant sent nothing' },
  {
    id: 'broker-down',
    letter: 'B',
    words: 'Connection lost',
    sensor: false,
    means: 'The connection was lost',
  },
  {
    id: 'station-down',
    letter: 'D',
    words: 'Station down',
    sensor: false,
    means: 'This station was not running',
  },
  {
    id: 'sensor-bad',
    letter: 'Q',
    words: 'Sensor bad',
    sensor: true,
    means: 'Samples came without a usable value',
  },
  { id: 'unknown', letter: 'U', words: 'Unknown', sensor: true, means: 'This channel alone fell silent' },
  {
    id: 'not-expected',
    letter: 'N',
    words: 'Not expected',
    sensor: false,
    means: 'The source was switched off',
  },
] as const;
export type HoleCause = (typeof holeCauses)[number]['id'];

const causeIds = [
  'source-down',
  'broker-down',
  'station-down',
  'sensor-bad',
  'unknown',
  'not-expected',
] as const;
export const holeCauseSchema = z.enum(causeIds);

/** The whole entry of a cause. */
export function holeCauseOf(id: HoleCause): (typeof holeCauses)[number] {
  return holeCauses.find((cause) => cause.id === id) ?? holeCauses[4];
}

/** Where the samples of a hole came from in the end, and when. */
export const holeFillSchema = z.object({ source: z.string(), at: epochMsSchema });
export type HoleFill = z.infer<typeof holeFillSchema>;

/** A stretch without the samples that were expected: from the first one missing to the next one there. */
export const holeSchema = z.object({
  channelId: channelIdSchema,
  from: epochMsSchema,
  to: epochMsSchema,
  cause: holeCauseSchema,
  /** Null while the samples are missing. */
  fill: holeFillSchema.nullable(),
  /** True for one that goes on. */
  open: z.boolean(),
});
export type Hole = z.infer<typeof holeSchema>;

/** A hole begins where the next sample is more than so many expected periods late. */
export const holeAfterPeriods = 3;

/** A regular record as coarse as this, ms, is what its source delivers, not a row of holes. */
export const coarsestRecordMs = 30_000;

/** What a batch must hold to be accepted, percent of the time from inoculation to its end. */
export const completenessLimits = { completeAtLeastPct: 95, dropoutBelowPct: 1 } as const;

const publishedTags = new Set(measuredTags);

/** True where samples are expected at a cadence: instruments of a plant; not set points, people's samples, sums of ours. */
export function expectsSamples({ kind, tag }: Pick<Channel, 'kind' | 'tag'>): boolean {
  return kind === 'measured' && publishedTags.has(tag);
}

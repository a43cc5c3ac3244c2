import { z } from 'zod';
import { epochMsSchema, unitIdSchema } from './identity';

/** Things that happened, as told to people. Alarms (ISA-18.2) are another noun. */
export const stationEventSchema = z.object({
  id: z.number().int(),
  at: epochMsSchema,
  severity: z.enum(['info', 'warning', 'error']),
  /** Stable kind for filters: `source-offline`, `phase-change`, `worker-restart`, `disk-full`... */
  kind: z.string(),
  unitId: unitIdSchema.nullable(),
  words: z.string(),
});
export type StationEvent = z.infer<typeof stationEventSchema>;

/** A state that is not as it should be, from its beginning until it ends. */
export const degradationSchema = z.object({
  kind: z.string(),
  since: epochMsSchema,
  words: z.string(),
  /** What a person can do about it. */
  advice: z.string(),
});
export type Degradation = z.infer<typeof degradationSchema>;

const stoppedKinds: ReadonlySet<string> = new Set([
  'disk-full',
  'io-error',
  'read-only',
  'corrupt',
  'writer-failed',
  'not-admitted',
]);

/** True while nothing is being recorded, not merely late. */
export function recordingStopped({ kind }: Pick<Degradation, 'kind'>): boolean {
  return stoppedKinds.has(kind);
}

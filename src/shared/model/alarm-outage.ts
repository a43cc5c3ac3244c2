import { z } from 'zod';
import { alarmPriorities } from './alarm';
import { epochMsSchema, unitIdSchema } from './identity';

/** Longest time an alarm may be out of service before two people look at it again, days. */
export const longestOutageDays = 30;

export const alarmOutageStates = [
  { id: 'requested', words: 'Requested, unsigned' },
  { id: 'signed', words: 'Waits for a second person' },
  { id: 'in-force', words: 'Out of service' },
  { id: 'rejected', words: 'Rejected' },
  { id: 'withdrawn', words: 'Withdrawn' },
  { id: 'ended', words: 'Back in service' },
] as const;

/** One alarm of one unit taken out of service: asked for by one person, signed by two, until a date. */
export const alarmOutageSchema = z.object({
  id: z.string().min(1).max(60),
  unitId: unitIdSchema,
  alarmId: z.string().min(1).max(60),
  /** As the alarm was called and weighed when it was asked for. */
  words: z.string(),
  priority: z.enum(alarmPriorities.map(({ id }) => id)),
  reason: z.string(),
  /** When it is told again by itself, epoch ms. */
  until: epochMsSchema,
  requestedAt: epochMsSchema,
  requestedBy: z.object({ personId: z.string(), name: z.string() }),
  state: z.enum(alarmOutageStates.map(({ id }) => id)),
  /** Names of those who signed that it goes out of service. */
  signedBy: z.array(z.string()),
  endedAt: epochMsSchema.nullable(),
  /** Who ended it and why; empty while it goes on. */
  ended: z.string(),
});
export const alarmOutagesSchema = z.array(alarmOutageSchema);
export type AlarmOutage = z.infer<typeof alarmOutageSchema>;

/** True where something is still to be signed or the alarm is out of service. */
export function isOpenOutage({ state, until }: AlarmOutage, now: number): boolean {
  return state === 'requested' || state === 'signed' || (state === 'in-force' && until > now);
}

/** The state as it is at a moment: what ran out has ended, without anybody having to write it down. */
export function outageAt(outage: AlarmOutage, now: number): AlarmOutage {
  if (outage.state !== 'in-force' || outage.until > now) return outage;
  return { ...outage, state: 'ended', endedAt: outage.until, ended: 'The time is over' };
}

import { z } from 'zod';
import { changeBasisSchema } from './change-control';

/** The station's own parts that act without a person. */
export const systemActors = ['station', 'twin', 'trainer', 'simulator', 'command-line'] as const;

/**
 * Who did something, as the station knows it from the session: never taken from what a call says.
 * `set-up` is whoever stands at a station that has no administrator yet.
 */
export const actorSchema = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('person'),
    personId: z.string().min(1),
    userId: z.string().min(1),
    /** Printed name. */
    name: z.string().min(1),
    /** Roles held at that moment, at the node concerned. */
    roles: z.array(z.string()),
    sessionId: z.string().min(1),
    /** What an edit under change control was made under. */
    basis: changeBasisSchema.optional(),
  }),
  z.object({
    kind: z.literal('system'),
    name: z.enum(systemActors),
    /** Of a command on the data folder itself: who was logged in at the machine. Nobody signed in to the station. */
    osUser: z.string().min(1).max(200).optional(),
  }),
  z.object({ kind: z.literal('set-up') }),
]);
export type Actor = z.infer<typeof actorSchema>;
export type PersonActor = Extract<Actor, { kind: 'person' }>;

/** What an edit was made under, in words; null where it was made under nothing. */
export function basisWords(actor: Actor): string | null {
  if (actor.kind !== 'person' || !actor.basis) return null;
  const { changeId, reason } = actor.basis;
  return changeId === null ? `Outside change control: ${reason}` : `Change ${changeId}: ${reason}`;
}

/** How an actor is named in a list. */
export function actorWords(actor: Actor): string {
  switch (actor.kind) {
    case 'person':
      return `${actor.name} (${actor.userId})`;
    case 'system':
      if (actor.name !== 'command-line') return actor.name;
      return actor.osUser === undefined
        ? 'command line (by the token of the station, nobody signed in)'
        : `command line (${actor.osUser} at this machine, not signed in)`;
    case 'set-up':
      return 'Set-up, before the first administrator';
    default:
      return actor satisfies never;
  }
}

import { z } from 'zod';

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
  }),
  z.object({ kind: z.literal('system'), name: z.enum(systemActors) }),
  z.object({ kind: z.literal('set-up') }),
]);
export type Actor = z.infer<typeof actorSchema>;
export type PersonActor = Extract<Actor, { kind: 'person' }>;

/** How an actor is named in a list. */
export function actorWords(actor: Actor): string {
  switch (actor.kind) {
    case 'person':
      return `${actor.name} (${actor.userId})`;
    case 'system':
      return actor.name;
    case 'set-up':
      return 'Set-up, before the first administrator';
    default:
      return actor satisfies never;
  }
}

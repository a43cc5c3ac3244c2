import type { PeopleRoom } from '../people/people-room';

/** Who lets calls in. */
export type Gatekeeper = Pick<PeopleRoom, 'admit' | 'refused'>;

const gates = new WeakMap<object, Gatekeeper>();

/** Puts a gatekeeper before a router; the transports ask for it by the router they serve. */
export function guardRouter<T extends object>(router: T, gate: Gatekeeper): T {
  gates.set(router, gate);
  return router;
}

/** @throws where a router has no gatekeeper: it is then served to nobody */
export function gateOf(router: object): Gatekeeper {
  const gate = gates.get(router);
  if (!gate) throw new Error('A router without a gatekeeper is not served');
  return gate;
}

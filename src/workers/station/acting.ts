import { AsyncLocalStorage } from 'node:async_hooks';
import type { Actor } from '../../shared/model/actor';

const acting = new AsyncLocalStorage<Actor>();
const station: Actor = { kind: 'system', name: 'station' };

/** Runs everything that follows from one call as the actor its session stands for. */
export function actAs<T>(actor: Actor, run: () => T): T {
  return acting.run(actor, run);
}

/** Who acts here and now; the station itself where nobody called. */
export function actingNow(): Actor {
  return acting.getStore() ?? station;
}

import { capa } from './capa';
import { change } from './change';
import { deviation } from './deviation';
import type { Machine, QualityKind, QualityState } from './machine';
import { procedure } from './procedure';
import { training } from './training';

export const machines: Readonly<Record<QualityKind, Machine>> = {
  deviation,
  capa,
  change,
  training,
  procedure,
};

/** A state of a machine by its id. */
export function stateOf(machine: Machine, id: string): QualityState {
  const state = machine.states.find((one) => one.id === id);
  if (!state) throw new Error(`${machine.noun} has no state ${id}`);
  return state;
}

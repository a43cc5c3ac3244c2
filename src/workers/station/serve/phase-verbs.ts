import type { Rooms } from './rooms';
import { guarded } from './who';

/** Phases set by hand. */
export function phaseVerbs({ phases }: Rooms) {
  return {
    override: guarded.phases.override.handler(({ input: { unitId, ...given } }) =>
      phases.override(unitId, given),
    ),
  };
}

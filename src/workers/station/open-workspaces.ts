import { randomUUID } from 'node:crypto';
import { actingNow } from './acting';
import type { People } from './people/create-people';
import type { Plant } from './plant/plant';
import type { Store } from './record/open-store';
import { workspacesIn } from './record/workspaces/workspaces-in';
import { createWorkspaces, type WorkspacesRoom } from './workspaces/create-workspaces';

export interface OpenWorkspacesDeps {
  readonly store: Pick<Store, 'records'>;
  readonly plant: Pick<Plant, 'units'>;
  readonly now: () => number;
}

/** Opens the layouts over records.db. A role counts wherever in the plant it is held. */
export function openWorkspaces(
  { store, plant, now }: OpenWorkspacesDeps,
  people: Pick<People, 'rolesAt'>,
): WorkspacesRoom {
  return createWorkspaces({
    keep: workspacesIn(store.records),
    actor: actingNow,
    rolesOf: (personId) => [null, ...plant.units().map(({ id }) => id)].flatMap((id) => people.rolesAt(personId, id)), // prettier-ignore
    newId: () => randomUUID(),
    now,
  });
}

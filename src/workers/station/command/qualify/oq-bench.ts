import type { PersonRole } from '../../../../shared/model/role';
import type { StationThreads } from '../../file-desks';
import { demand, type runStep } from './evidence';
import type { ScratchStation, Visitor } from './scratch-station';

export interface OqOrder {
  /** An empty folder that is thrown away afterwards. */
  readonly scratch: string;
  readonly threads: StationThreads;
  readonly appVersion: string;
}

/** What the steps hand on to one another. */
export interface Bench {
  readonly order: OqOrder;
  readonly dataDir: string;
  readonly station: ScratchStation;
  readonly admin: Visitor;
  readonly people: Map<PersonRole, Visitor>;
}

export type Look = Parameters<typeof runStep>[1];

/** Words that stand in the records of the bench. */
export const findable = 'dissolved oxygen fell below its limit for forty minutes';

/** The visitor of a role. */
export function at(people: Bench['people'], role: PersonRole): Visitor {
  const visitor = people.get(role);
  demand(visitor !== undefined, `Nobody is signed in as ${role}`);
  return visitor;
}

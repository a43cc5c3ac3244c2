import type { PersonActor } from '../../../shared/model/actor';
import type { UnitId } from '../../../shared/model/identity';
import type { PersonRole, Right } from '../../../shared/model/role';
import type { SigningCredentials } from '../signing/signable';

/** What other rooms may ask of the accounts. */
export interface PeopleRoom {
  /** False until the first administrator is made: whoever stands at the station then sets it up. */
  inUse(): boolean;
  /** Printed name; the id itself where nobody is known by it. People are disabled, never removed. */
  nameOf(personId: string): string;
  rolesAt(personId: string, unitId: UnitId | null): readonly PersonRole[];
  may(personId: string, right: Right, unitId: UnitId | null): boolean;
  /**
   * Has a person who is signed in prove again who they are, for a signature. Counts failures and locks the account.
   * @returns what was proved
   * @throws Refusal where it fails, in words that do not tell which part
   */
  prove(
    actor: PersonActor,
    credentials: SigningCredentials,
  ): Promise<readonly ('user-id' | 'password' | 'totp')[]>;
}

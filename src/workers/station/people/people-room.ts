import type { Actor, PersonActor } from '../../../shared/model/actor';
import type { UnitId } from '../../../shared/model/identity';
import type { PersonRole, Right } from '../../../shared/model/role';
import type { SigningCredentials } from '../signing/signable';

/** Where a call comes in. The transport makes one per connection (per request over REST); no message can name it. */
export interface Connection {
  /** Key of the session that is bound to it. */
  sessionKey: string | null;
  /** `window`, `browser 10.0.0.7`, `script 127.0.0.1`: for the ledger. */
  readonly place: string;
  /** True where the station's token came as `Authorization: Bearer`: a script on this machine. */
  readonly bearer: boolean;
}

/** A call that asks to be let in. */
export interface Asking {
  /** `noun.verb`. */
  readonly verb: string;
  readonly right: Right;
  /** As it came, not yet checked. */
  readonly input: unknown;
  /** True for calls that only read: they do not keep a session from running idle. */
  readonly reads: boolean;
}

/** Units that an input concerns, beside those it names itself. Null: the whole plant. */
export type PlaceOf = (verb: string, input: unknown) => UnitId | null | undefined;

/** What other rooms may ask of the accounts. */
export interface PeopleRoom {
  /** False until the first administrator is made: whoever stands at the station then sets it up. */
  inUse(): boolean;
  /** Printed name; the id itself where nobody is known by it. People are disabled, never removed. */
  nameOf(personId: string): string;
  rolesAt(personId: string, unitId: UnitId | null): readonly PersonRole[];
  may(personId: string, right: Right, unitId: UnitId | null): boolean;
  /**
   * Lets a call in, as the actor it then acts as. Refusals are in the ledger.
   * @throws Refusal UNAUTHORIZED where a sign-in may help, FORBIDDEN where it does not
   */
  admit(connection: Connection, asking: Asking): Actor;
  /** Writes down that a call was refused before anybody asked for a right: a verb that no person may call. */
  refused(connection: Connection, verb: string, why: string): void;
  /**
   * Tells which unit the calls of a noun concern where their input holds an id alone (`records`, by the id of a
   * record). Without it such calls need a role that holds everywhere.
   */
  placed(noun: string, placeOf: PlaceOf): void;
  /** What the next signature of a session is asked for: everything at its first, the password alone after. */
  asked(actor: PersonActor): readonly ('user-id' | 'password' | 'totp')[];
  /**
   * Has a person who is signed in prove again who they are, for a signature. Counts failures and locks the account.
   * What is {@link asked} must be given.
   * @returns what was proved
   * @throws Refusal where it fails, in words that do not tell which part
   */
  prove(
    actor: PersonActor,
    credentials: SigningCredentials,
  ): Promise<readonly ('user-id' | 'password' | 'totp')[]>;
}

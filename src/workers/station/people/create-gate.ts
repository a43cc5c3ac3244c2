import type { Actor } from '../../../shared/model/actor';
import type { UnitId } from '../../../shared/model/identity';
import { Refusal } from '../../../shared/model/refusal';
import type { PersonRole, Right } from '../../../shared/model/role';
import { rolesHeld, rolesMay } from './grants';
import type { PeopleParts } from './people-deps';
import type { Asking, Connection, PeopleRoom, PlaceOf } from './people-room';
import { sessionEndWords, type Session } from './sessions';
import { unitsConcerned } from './units-concerned';

/** What may be done before the first administrator is made: set the station up, but nothing that needs a name. */
const setUpRights: readonly Right[] = [
  'anyone',
  'view',
  'operate',
  'configure',
  'keep',
  'practise',
  'model',
  'data',
];
/** What a script with the station's token may do without a person. */
const scriptRights: readonly Right[] = ['anyone', 'view', 'data', 'keep'];
/** What needs no session. */
const openRights: readonly Right[] = ['anyone', 'view'];
/** One entry for the same knock at the same door within this time: a script must not fill the ledger. */
const sameKnockMs = 60_000;

/** Who may do what, where. Deny by default. */
export function createGate(parts: PeopleParts, actorOf: (session: Session) => Actor & { kind: 'person' }) {
  const { keep, ledger, now, sessions } = parts;
  const places = new Map<string, PlaceOf>();
  const knocks = new Map<string, number>();

  let used = false;
  const inUse = (): boolean => (used ||= keep.accounts().length > 0);
  const rolesAt = (personId: string, unitId: UnitId | null): readonly PersonRole[] =>
    keep.accountOfPerson(personId)?.state === 'active'
      ? rolesHeld(keep.grantsOf(personId), unitId, now())
      : [];
  const may: PeopleRoom['may'] = (personId, right, unitId) =>
    openRights.includes(right) || rolesMay(rolesAt(personId, unitId), right);

  /** The session of a connection where it is open. */
  const sessionOf = ({ sessionKey }: Connection): Session | undefined =>
    sessionKey === null ? undefined : sessions.find(sessionKey);

  /** Who a call without a session comes from. */
  function nobody({ bearer }: Connection): Actor {
    if (!inUse()) return { kind: 'set-up' };
    return { kind: 'system', name: bearer ? 'command-line' : 'station' };
  }

  function note(connection: Connection, verb: string, why: string): void {
    const session = sessionOf(connection);
    const knock = `${session?.id ?? connection.place} ${verb} ${why}`;
    if (!session && now() - (knocks.get(knock) ?? -Infinity) < sameKnockMs) return;
    if (knocks.size > 1000) knocks.clear();
    knocks.set(knock, now());
    const actor = session?.end === null ? actorOf(session) : nobody(connection);
    const facts = {
      why,
      place: connection.place,
      ...(session?.end ? { session: session.id, ended: session.end } : {}),
    };
    ledger.note({ what: 'access.refused', actor, subject: { type: 'verb', id: verb }, facts });
  }

  function refuse(
    connection: Connection,
    { verb }: Asking,
    code: 'UNAUTHORIZED' | 'FORBIDDEN',
    words: string,
  ): never {
    note(connection, verb, words);
    throw new Refusal(code, words);
  }

  /** Without a session: set-up while nobody is known, a script, or somebody who only looks. */
  function admitNobody(connection: Connection, asking: Asking, ended: string | null): Actor {
    const rights = !inUse() ? setUpRights : connection.bearer ? scriptRights : openRights;
    if (rights.includes(asking.right)) return nobody(connection);
    const words = inUse() ? 'Sign in first' : 'Make the first administrator first: this needs a person';
    return refuse(connection, asking, 'UNAUTHORIZED', ended ?? words);
  }

  /** Units where the right is asked for: those the input names, else what its room knows, else the whole plant. */
  function nodesOf({ verb, input }: Asking): readonly (UnitId | null)[] {
    const [noun = ''] = verb.split('.');
    const named = unitsConcerned(verb, input, parts.unitOfBatch);
    if (named.length > 0) return named;
    return [places.get(noun)?.(verb, input) ?? null];
  }

  return {
    inUse,
    rolesAt,
    may,
    sessionOf,
    refused: note,
    placed: (noun: string, placeOf: PlaceOf): void => void places.set(noun, placeOf),
    admit: (connection: Connection, asking: Asking): Actor => {
      const session = sessionOf(connection);
      if (!session || session.end !== null) {
        const ended = session?.end ? sessionEndWords[session.end] : null;
        return admitNobody(connection, asking, ended);
      }
      const actor = actorOf(session);
      const { right } = asking;
      const nodes = openRights.includes(right) || right === 'self' ? [] : nodesOf(asking);
      const lacking = nodes.find((unitId) => !may(session.personId, right, unitId));
      if (lacking !== undefined)
        return refuse(connection, asking, 'FORBIDDEN', lackingWords(asking, lacking));
      if (!asking.reads) sessions.touch(session.id);
      const [node = null] = nodes;
      return { ...actor, roles: [...rolesAt(session.personId, node)] };
    },
  };
}

function lackingWords({ verb, right }: Asking, unitId: UnitId | null): string {
  const where = unitId === null ? 'for the whole plant' : `at ${unitId}`;
  return `Your roles do not include this ${where} (${verb} needs "${right}")`;
}

import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Sqlite from 'better-sqlite3';
import { unitIdSchema } from '../../../../shared/model/identity';
import type { PersonActor } from '../../../../shared/model/actor';
import type { PersonRole } from '../../../../shared/model/role';
import { actAs, actingNow } from '../../acting';
import { migrate } from '../../record/file/migrate';
import { openLedger } from '../../record/ledger/open-ledger';
import type { StationLedger } from '../../record/ledger/ledger';
import { openPeople } from '../../record/people/open-people';
import { recordsMigrations } from '../../record/plant/records-file';
import { createPeople, type People } from '../create-people';
import { ownThreadHasher } from '../password-hash';
import type { Connection } from '../people-room';

export const units = ['R-101', 'R-102'].map((id) => unitIdSchema.parse(id));

/** Accounts over a records.db of their own, with a clock that the test moves. */
export interface PeopleUnderTest {
  readonly people: People;
  readonly ledger: StationLedger;
  /** The file, for rooms that keep something beside the accounts. */
  readonly db: Sqlite.Database;
  readonly told: string[];
  now: number;
  /** User ids of locked accounts, as an administrator is told. */
  locked: readonly string[];
  /** A fresh connection, nobody signed in. */
  connect(bearer?: boolean): Connection;
  /** Runs as whoever the connection's session is. */
  as<T>(connection: Connection, run: () => T): T;
  actor(connection: Connection): PersonActor;
  /** Makes a person through every step and signs them in. */
  join(
    admin: Connection,
    userId: string,
    ...roles: PersonRole[]
  ): Promise<{ connection: Connection; personId: string }>;
  whats(): string[];
  close(): void;
}

export const goodPassword = (userId: string): string =>
  `quiet pumps hum ${Array.from(userId).toReversed().join('')}`;

export function openPeopleUnderTest(): PeopleUnderTest {
  const dir = mkdtempSync(join(tmpdir(), 'bt-people-'));
  const db = new Sqlite(join(dir, 'records.db'));
  migrate(db, recordsMigrations);
  const key = Buffer.alloc(32, 7);
  const told: string[] = [];
  const under = { now: Date.UTC(2026, 5, 1, 8), locked: [] as readonly string[] };
  const ledger = openLedger({
    db,
    dir,
    stationId: 'test',
    masterKey: key,
    clocks: { wall: () => under.now, monotonic: () => under.now },
    actor: actingNow,
    anchorFolders: [],
    log: () => undefined,
  });
  const people = createPeople({
    keep: openPeople(db, key),
    ledger,
    hasher: ownThreadHasher({ memoryKib: 64, passes: 1 }),
    now: () => under.now,
    unitExists: (id) => units.includes(id),
    unitOfBatch: (id) => (id === 'batch of R-102' ? units[1] : undefined),
    tell: (_severity, _kind, words) => told.push(words),
    lockedAre: (userIds) => (under.locked = userIds),
    demo: false,
  });
  const connect = (bearer = false): Connection => ({ sessionKey: null, place: 'test', bearer });
  const ask = (connection: Connection) =>
    people.admit(connection, { verb: 'people.extend', right: 'self', input: undefined, reads: true });
  const actor = (connection: Connection): PersonActor => {
    const found = ask(connection);
    if (found.kind !== 'person') throw new Error('Nobody is signed in there');
    return found;
  };
  const as = <T>(connection: Connection, run: () => T): T => actAs(ask(connection), run);
  return Object.assign(under, {
    people,
    ledger,
    db,
    told,
    connect,
    actor,
    as,
    join: async (admin: Connection, userId: string, ...roles: PersonRole[]) => {
      const { verbs } = people;
      const grants = roles.map((role) => ({ role, unitId: null, until: null }));
      const name = `${userId[0]?.toUpperCase()}${userId.slice(1)} Tester`;
      const reason = 'the only one so far';
      const { secret, personId } = as(admin, () =>
        verbs.accounts.invite({ name, userId, grants, how: 'passport seen', reason }),
      );
      const connection = connect();
      const password = goodPassword(userId);
      await verbs.way.redeem({ userId, secret, password }, connection);
      await verbs.way.signIn({ userId, password }, connection);
      await as(connection, () => verbs.own.attest(password));
      return { connection, personId };
    },
    whats: () => ledger.list({ limit: 500 }).map(({ entry }) => entry.what),
    close: () => {
      void people.stop();
      db.close();
      rmSync(dir, { recursive: true, force: true });
    },
  });
}

/** The first administrator of a fresh station, signed in. */
export async function withAdministrator(under: PeopleUnderTest): Promise<Connection> {
  const connection = under.connect();
  const wish = { name: 'Ada Tester', userId: 'ada', password: goodPassword('ada') };
  await under.people.verbs.way.first(wish, connection);
  return connection;
}

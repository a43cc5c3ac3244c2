import type { Database } from 'better-sqlite3';
import { z } from 'zod';
import { accountStates, grantSchema, type Grant } from '../../../../shared/model/person';
import { seal, unseal } from '../plant/sealed-secret';
import type { AccountPatch, AccountRow, PeopleKeep } from './people-keep';

const rowSchema = z.object({
  user_id: z.string(),
  person_id: z.string(),
  name: z.string(),
  demo: z.number(),
  state: z.enum(accountStates),
  password_hash: z.string().nullable(),
  password_set_at: z.number().nullable(),
  secret_hash: z.string().nullable(),
  invited_until: z.number().nullable(),
  totp_sealed: z.instanceof(Buffer).nullable(),
  totp_proved: z.number(),
  totp_last_step: z.number().nullable(),
  failures: z.number(),
  locked_at: z.number().nullable(),
  verified_by: z.string().nullable(),
  verified_how: z.string().nullable(),
  verified_at: z.number().nullable(),
  attested_at: z.number().nullable(),
  last_sign_in_at: z.number().nullable(),
  notice: z.string().nullable(),
  created_at: z.number(),
});

const reviewSchema = z.object({ id: z.string(), at: z.number(), by: z.string(), content: z.string() });

/** The column of each field that a patch may name, all but the sealed seed. */
const columns = {
  state: 'state',
  passwordHash: 'password_hash',
  passwordSetAt: 'password_set_at',
  invitationHash: 'secret_hash',
  invitedUntil: 'invited_until',
  totpLastStep: 'totp_last_step',
  failures: 'failures',
  lockedAt: 'locked_at',
  verifiedBy: 'verified_by',
  verifiedHow: 'verified_how',
  verifiedAt: 'verified_at',
  attestedAt: 'attested_at',
  lastSignInAt: 'last_sign_in_at',
  notice: 'notice',
} as const satisfies Partial<Record<keyof AccountPatch, string>>;

const select = 'SELECT account.*, person.name, person.demo FROM account JOIN person ON person.id = person_id';

/** People of records.db; seeds of one-time codes are sealed under the station's key. */
export function openPeople(db: Database, key: Buffer): PeopleKeep {
  const all = db.prepare(`${select} ORDER BY account.created_at, account.rowid`);
  const byFolded = db.prepare(`${select} WHERE folded = ?`);
  const byPerson = db.prepare(
    `${select} WHERE person_id = ? ORDER BY state = 'disabled', account.created_at DESC LIMIT 1`,
  );
  const bySkeleton = db.prepare('SELECT user_id FROM account WHERE skeleton = ?').pluck();
  const byName = db.prepare('SELECT id FROM person WHERE folded_name = ?').pluck();
  const name = db.prepare('SELECT name FROM person WHERE id = ?').pluck();
  const person = db.prepare(
    'INSERT INTO person (id, name, folded_name, demo, created_at) VALUES (?, ?, ?, ?, ?)',
  );
  const account = db.prepare(
    `INSERT INTO account (user_id, folded, skeleton, person_id, state, created_at)
     VALUES (@userId, @folded, @skeleton, @personId, 'invited', @createdAt)`,
  );
  const grants = db.prepare(
    'SELECT id, role, unit_id AS unitId, from_at AS "from", until_at AS until FROM role_grant WHERE person_id = ? AND ended_at IS NULL ORDER BY id',
  );
  const grant = db.prepare(
    'INSERT INTO role_grant (person_id, role, unit_id, from_at, until_at) VALUES (?, ?, ?, ?, ?)',
  );
  const endGrant = db.prepare('UPDATE role_grant SET ended_at = ? WHERE id = ? AND ended_at IS NULL');
  const holders = db
    .prepare(
      `SELECT DISTINCT account.person_id FROM role_grant JOIN account USING (person_id)
       WHERE role = @role AND unit_id IS NULL AND ended_at IS NULL AND from_at <= @at AND ifnull(until_at, @at + 1) > @at
       AND state IN ('active', 'locked') AND password_hash IS NOT NULL`,
    )
    .pluck();
  const sealed = db.prepare('SELECT totp_sealed FROM account WHERE user_id = ?').pluck();
  const reviews = db.prepare(
    'SELECT id, made_at AS at, made_by AS "by", content FROM access_review ORDER BY made_at DESC',
  );
  const review = db.prepare('INSERT INTO access_review (id, made_at, made_by, content) VALUES (?, ?, ?, ?)');
  const rowOf = (row: unknown): AccountRow | undefined => (row === undefined ? undefined : asRow(row));

  return {
    accounts: () => all.all().map(asRow),
    accountOf: (folded) => rowOf(byFolded.get(folded)),
    accountOfPerson: (personId) => rowOf(byPerson.get(personId)),
    lookAlike: (skeleton) => text(bySkeleton.get(skeleton)),
    personNamed: (folded) => text(byName.get(folded)),
    nameOf: (personId) => text(name.get(personId)),
    totpSeedOf: (userId) => {
      const bytes = sealed.get(userId);
      return Buffer.isBuffer(bytes) ? unseal(bytes, place(userId), key) : null;
    },
    addPerson: ({ id, name: printed, foldedName, demo, createdAt }) =>
      void person.run(id, printed, foldedName, demo ? 1 : 0, createdAt),
    addAccount: (given) => void account.run(given),
    patch: (userId, patch) => applyPatch(db, key, userId, patch),
    grantsOf: (personId): Grant[] => grants.all(personId).map((row) => grantSchema.parse(row)),
    addGrant: (personId, { role, unitId, until }, from) =>
      void grant.run(personId, role, unitId, from, until),
    endGrant: (id, at) => void endGrant.run(at, id),
    reviews: () => reviews.all().map((row) => reviewSchema.parse(row)),
    addReview: ({ id, at, by, content }) => void review.run(id, at, by, content),
    holdersOf: (role, at) => z.array(z.string()).parse(holders.all({ role, at })),
  };
}

function text(value: unknown): string | undefined {
  return typeof value === 'string' ? value : undefined;
}

const place = (userId: string): string => `totp of ${userId}`;

function asRow(given: unknown): AccountRow {
  const row = rowSchema.parse(given);
  return {
    userId: row.user_id,
    personId: row.person_id,
    name: row.name,
    demo: row.demo === 1,
    state: row.state,
    passwordHash: row.password_hash,
    passwordSetAt: row.password_set_at,
    invitationHash: row.secret_hash,
    invitedUntil: row.invited_until,
    totp: row.totp_sealed !== null && row.totp_proved === 1,
    totpLastStep: row.totp_last_step,
    failures: row.failures,
    lockedAt: row.locked_at,
    verifiedBy: row.verified_by,
    verifiedHow: row.verified_how,
    verifiedAt: row.verified_at,
    attestedAt: row.attested_at,
    lastSignInAt: row.last_sign_in_at,
    notice: row.notice,
    createdAt: row.created_at,
  };
}

function applyPatch(db: Database, key: Buffer, userId: string, patch: AccountPatch): void {
  const set: [string, string | number | null | Buffer][] = [];
  const { totpSeed, totp, ...plain } = patch;
  for (const [field, column] of Object.entries(columns)) {
    const value = plain[field as keyof typeof columns];
    if (value !== undefined) set.push([column, value]);
  }
  if (totpSeed !== undefined)
    set.push(['totp_sealed', totpSeed === null ? null : seal(totpSeed, place(userId), key)]);
  if (totp !== undefined) set.push(['totp_proved', totp ? 1 : 0]);
  if (set.length === 0) return;
  const columnsSet = set.map(([column]) => `${column} = ?`).join(', ');
  db.prepare(`UPDATE account SET ${columnsSet} WHERE user_id = ?`).run(
    ...set.map(([, value]) => value),
    userId,
  );
}

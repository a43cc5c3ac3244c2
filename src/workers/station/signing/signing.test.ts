import Sqlite from 'better-sqlite3';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Json } from '../../../shared/model/ledger-entry';
import { Refusal } from '../../../shared/model/refusal';
import type { MeaningCode, Signature } from '../../../shared/model/signature';
import { signaturesIn } from '../record/signatures/signatures-in';
import type { Connection } from '../people/people-room';
import {
  goodPassword,
  openPeopleUnderTest,
  withAdministrator,
  type PeopleUnderTest,
} from '../people/testing/people-under-test';
import { signableModel } from './signable-model';
import { createSigning } from './create-signing';
import type { SignableVersion, SigningRoom } from './signable';

let t: PeopleUnderTest;
let room: SigningRoom;
let admin: Connection;
let dana: Connection;
let emil: Connection;
let people: string[];
let trained: boolean;
let versions: Map<string, { content: Json; open: MeaningCode[] }[]>;
let moved: Signature[];
let refuses: boolean;

const minute = 60_000;
const pair = (userId: string) => ({ userId, password: goodPassword(userId) });

function versionOf(id: string, version?: number): SignableVersion | undefined {
  const all = versions.get(id) ?? [];
  const at = version ?? all.length;
  const found = all[at - 1];
  return (
    found && { version: at, ...found, unitId: null, people, procedure: 'SOP-SAMPLING', title: `Sample ${id}` }
  );
}

beforeEach(async () => {
  t = openPeopleUnderTest();
  [people, trained, moved, refuses] = [[], true, [], false];
  versions = new Map(
    ['S-1', 'S-2'].map((id) => [
      id,
      [{ content: { od: 4.2, id }, open: ['PERF', 'VER', 'TECH', 'DISP_A', 'VOID'] }],
    ]),
  );
  room = createSigning({
    keep: signaturesIn(t.db),
    ledger: t.ledger,
    people: t.people,
    quality: { trained: () => trained },
    stationId: 'test',
    zone: 'Europe/Berlin',
    clockTrusted: () => true,
    now: () => t.now,
  });
  room.register({
    type: 'sample',
    find: versionOf,
    signed: (signature) => {
      moved.push(signature);
      if (refuses) throw new Refusal('CONFLICT', 'The batch was closed meanwhile');
    },
  });
  admin = await withAdministrator(t);
  const joined = await t.join(admin, 'dana', 'technician');
  dana = joined.connection;
  people = [joined.personId];
  emil = (await t.join(admin, 'emil', 'engineer')).connection;
});
afterEach(() => t.close());

const offer = (who: Connection, id = 'S-1') => t.as(who, () => room.offer('sample', id));
const sign = (who: Connection, meaning: MeaningCode, credentials: object, id = 'S-1', reason?: string) =>
  t.as(who, () => room.sign(offer(who, id).subject, meaning, { password: '', ...credentials }, reason));
const refusal = async (run: () => unknown): Promise<string> => {
  try {
    await run();
  } catch (error) {
    if (error instanceof Refusal) return `${error.code}: ${error.words}`;
    throw error;
  }
  throw new Error('Not refused');
};
const states = (id = 'S-1') => room.checked('sample', id).map(({ state }) => state);
const entries = (what: string) => t.ledger.list({ limit: 200, what });

describe('a signature', () => {
  it('says who, in which role, what it means, when with offset and zone, and covers exactly what was shown', async () => {
    const shown = offer(emil);
    expect(shown.asked).toEqual(['user-id', 'password']);
    expect(shown.content).toEqual({ od: 4.2, id: 'S-1' });
    const before = t.ledger.head();
    const made = await sign(emil, 'VER', pair('emil'));
    expect(made).toMatchObject({
      subject: shown.subject,
      words: 'Verified by (second person)',
      name: 'Emil Tester',
      role: 'engineer',
      local: '2026-06-01T10:00:00.000+02:00',
      zone: 'Europe/Berlin',
      components: ['user-id', 'password'],
      ledger: before,
    });
    expect(states()).toEqual(['valid']);
    expect(moved).toEqual([made]);
    const [entry] = entries('signature.made');
    expect(entry?.entry).toMatchObject({
      actor: { userId: 'emil' },
      rows: [{ table: 'signature', before: null }],
    });
    expect(t.ledger.newestAnchor()).toMatchObject({ cause: 'signature', seq: entry?.entry.seq });
    expect(offer(emil).asked).toEqual(['password']);
  });

  it('is not made of anything that was changed since it was shown', async () => {
    const { subject } = offer(emil);
    versions.set('S-1', [{ content: { od: 2.4, id: 'S-1' }, open: ['VER'] }]);
    expect(await refusal(() => t.as(emil, () => room.sign(subject, 'VER', pair('emil'))))).toMatch(
      'CONFLICT',
    );
    expect([states(), entries('signature.made').length, entries('signature.refused').length]).toEqual([
      [],
      0,
      1,
    ]);
  });

  it('and the change of state it brings are one: where the room refuses, nothing is signed', async () => {
    refuses = true;
    expect(await refusal(() => sign(emil, 'VER', pair('emil')))).toMatch('closed meanwhile');
    expect([states(), entries('signature.made').length]).toEqual([[], 0]);
    expect(entries('signature.refused')[0]?.entry.facts).toMatchObject({ meaning: 'VER', code: 'CONFLICT' });
  });

  it('needs the role, a reason in words where one is asked for, a meaning that is open, and a valid training', async () => {
    expect(await refusal(() => sign(dana, 'TECH', pair('dana')))).toMatch('do not hold that role');
    expect(await refusal(() => sign(dana, 'VOID', pair('dana'), 'S-1', ' . '))).toMatch('needs a reason');
    expect(await refusal(() => sign(emil, 'REL_M', pair('emil')))).toMatch('cannot be signed here now');
    trained = false;
    expect(await refusal(() => sign(dana, 'PERF', pair('dana')))).toMatch('training for SOP-SAMPLING');
    expect([states(), entries('signature.refused').length]).toEqual([[], 4]);
  });

  it('is one for each record of a list, all or none', async () => {
    const subjects = ['S-1', 'S-2'].map((id) => offer(emil, id).subject);
    const all = await t.as(emil, () => room.signAll(subjects, 'VER', pair('emil')));
    expect(all.map(({ subject }) => subject.id)).toEqual(['S-1', 'S-2']);
    const twice = () => t.as(emil, () => room.signAll(subjects, 'VER', { password: goodPassword('emil') }));
    expect(await refusal(twice)).toMatch('already');
    expect([states('S-1'), states('S-2')]).toEqual([['valid'], ['valid']]);
  });
});

describe('attacks on signatures', () => {
  /** With the sqlite3 tool, the triggers gone. */
  const attack = (sql: string, ...values: string[]): void => {
    const tool = new Sqlite(t.db.name);
    tool.exec('DROP TRIGGER signature_never_changes');
    tool.prepare(sql).run(...values);
    tool.close();
  };

  const copied = (sql: string): void => {
    const tool = new Sqlite(t.db.name);
    tool.exec(sql);
    tool.close();
  };

  it('T06 attack: a signature moved to another record is broken there, and the other one is unsigned', async () => {
    await sign(emil, 'VER', pair('emil'));
    copied(
      `INSERT INTO signature SELECT 'copy', subject_type, 'S-2', 1, meaning, person_id, at, body FROM signature`,
    );
    expect(room.checked('sample', 'S-2')).toMatchObject([
      { state: 'broken', why: 'It was made for sample S-1 version 1, not for this.' },
    ]);
    attack(
      `UPDATE signature SET body = replace(replace(body, '"S-1"', '"S-2"'), json_extract(body, '$.id'), id) WHERE id = 'copy'`,
    );
    expect(room.checked('sample', 'S-2')).toMatchObject([{ state: 'broken', why: /altered after signing/ }]);
    expect(states('S-1')).toEqual(['valid']);
  });

  it('T06 a signature carried over to version 2 of the same record does not hold', async () => {
    const { id } = await sign(emil, 'VER', pair('emil'));
    versions.get('S-1')?.push({ content: { od: 2.4, id: 'S-1' }, open: ['VER'] });
    attack(
      `UPDATE signature SET subject_version = 2, body = replace(body, '"version":1', '"version":2') WHERE id = ?`,
      id,
    );
    expect(states()).toEqual(['broken']);
  });

  it('attack: the meaning of a signature changed', async () => {
    const { id } = await sign(emil, 'VER', pair('emil'));
    attack(`UPDATE signature SET meaning = 'TECH', body = replace(body, '"VER"', '"TECH"') WHERE id = ?`, id);
    expect(room.checked('sample', 'S-1')).toMatchObject([{ state: 'broken', why: /altered after signing/ }]);
  });

  it('a row that is no signature any more is shown as broken, not left out', async () => {
    const { id } = await sign(emil, 'VER', pair('emil'));
    attack(`UPDATE signature SET body = 'x' WHERE id = ?`, id);
    expect(room.checked('sample', 'S-1')).toMatchObject([{ state: 'broken', why: /cannot be read/ }]);
  });
});

it('T07 a corrected record: the old version keeps its signature, the new one is unsigned and asks for the same again', async () => {
  await sign(emil, 'VER', pair('emil'));
  versions.get('S-1')?.push({ content: { od: 2.4, id: 'S-1' }, open: ['VER'] });
  expect(room.checked('sample', 'S-1')).toMatchObject([
    { state: 'signed-then-changed', why: 'Version 1 was signed; version 2 is newer and not covered.' },
  ]);
  expect(offer(emil)).toMatchObject({ subject: { version: 2 }, meanings: [{ code: 'VER', allowed: true }] });
  await sign(emil, 'VER', { password: goodPassword('emil') });
  expect(states()).toEqual(['signed-then-changed', 'valid']);
});

it('T08 a session that ran out while the dialog was open signs nothing: one refused entry, and everything is asked anew', async () => {
  await sign(emil, 'VER', pair('emil'));
  const { subject } = offer(emil, 'S-2');
  const actor = t.actor(emil);
  t.now += 11 * minute;
  const { actAs } = await import('../acting');
  const late = () => actAs(actor, () => room.sign(subject, 'VER', { password: goodPassword('emil') }));
  expect(await refusal(late)).toMatch('UNAUTHORIZED');
  expect([states('S-2'), entries('signature.refused').length]).toEqual([[], 1]);
  const again = t.connect();
  await t.people.verbs.way.signIn(pair('emil'), again);
  expect(offer(again, 'S-2').asked).toEqual(['user-id', 'password']);
  expect(await refusal(() => sign(again, 'VER', { password: goodPassword('emil') }, 'S-2'))).toMatch(
    'user id',
  );
});

it("T09 blank, wrong and another person's password, five times: refused, logged, locked, told; the next asks again", async () => {
  await sign(emil, 'VER', pair('emil'), 'S-2');
  const wrong = [
    '',
    'wrong wrong wrong wrong',
    goodPassword('dana'),
    ' ',
    goodPassword('emil').toUpperCase(),
  ];
  for (const password of wrong)
    expect(await refusal(() => sign(emil, 'VER', { password }))).toMatch('UNAUTHORIZED');
  expect([states(), entries('signature.refused').length]).toEqual([[], 5]);
  expect(t.told).toEqual(['The account emil was locked after 5 failures']);
  const actor = await refusal(() => t.actor(emil));
  expect(actor).toMatch('locked');
});

it('T10 whoever performed does not verify: told apart by person, with another account and another role alike', async () => {
  expect(await refusal(() => sign(dana, 'VER', pair('dana')))).toMatch('another person');
  // The same person under a second account: the person is what counts.
  const [danaId = ''] = people;
  t.as(admin, () =>
    t.people.verbs.accounts.grant(danaId, { role: 'engineer', unitId: null, until: null }, 'stands in'),
  );
  const switched = t.connect();
  await t.people.verbs.way.signIn(pair('dana'), switched);
  expect(await refusal(() => sign(switched, 'TECH', pair('dana')))).toMatch('another person');
  const { actAs } = await import('../acting');
  const second = { ...t.actor(switched), userId: 'dana.second' };
  const { subject } = offer(emil);
  expect(await refusal(() => actAs(second, () => room.sign(subject, 'VER', pair('dana'))))).toMatch(
    'another person',
  );
  expect(states()).toEqual([]);
  // Nobody approves twice in one chain either.
  people = [];
  await sign(emil, 'TECH', pair('emil'));
  const quinn = (await t.join(admin, 'quinn', 'qa-approver')).connection;
  expect((await sign(quinn, 'DISP_A', pair('quinn'))).role).toBe('qa-approver');
});

it('a model is approved for its use by two people, bound to the hashes of its files; other files are not what was signed', async () => {
  const model = {
    name: 'od',
    version: '1.0.0',
    target: 'OD600',
    scale: '15L',
    state: 'candidate' as const,
    source: 'trained',
    sha256: 'a'.repeat(64),
    featuresSha256: 'b'.repeat(64),
    registeredAt: 1,
    changedAt: 1,
  };
  let models = [model];
  room.register(signableModel({ listModels: () => models }));
  const approve = (who: Connection, userId: string) =>
    t.as(who, () => room.sign(room.offer('model', 'od@1.0.0').subject, 'MOD_A', pair(userId)));
  expect(await refusal(() => approve(dana, 'dana'))).toMatch('engineer or QA approver');
  await approve(emil, 'emil');
  await approve((await t.join(admin, 'quinn', 'qa-approver')).connection, 'quinn');
  models = [{ ...model, sha256: 'c'.repeat(64) }];
  expect(room.checked('model', 'od@1.0.0').map(({ state }) => state)).toEqual([
    'signed-then-changed',
    'signed-then-changed',
  ]);
});

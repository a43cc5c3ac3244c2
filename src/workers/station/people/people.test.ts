import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { TOTP, Secret } from 'otpauth';
import { Refusal } from '../../../shared/model/refusal';
import type { Right } from '../../../shared/model/role';
import type { Connection } from './people-room';
import {
  goodPassword,
  openPeopleUnderTest,
  units,
  withAdministrator,
  type PeopleUnderTest,
} from './testing/people-under-test';

let t: PeopleUnderTest;
let admin: Connection;
const minute = 60_000;

beforeEach(async () => {
  t = openPeopleUnderTest();
  admin = await withAdministrator(t);
});
afterEach(() => t.close());

const refusal = async (run: () => unknown): Promise<{ code: string; words: string }> => {
  try {
    await run();
  } catch (error) {
    if (error instanceof Refusal) return { code: error.code, words: error.words };
    throw error;
  }
  throw new Error('Not refused');
};
const admit = (connection: Connection, right: Right, input?: unknown) =>
  t.people.admit(connection, { verb: 'test.do', right, input, reads: false });
const signIn = (userId: string, password = goodPassword(userId), totp?: string) => {
  const connection = t.connect();
  return t.people.verbs.way.signIn({ userId, password, totp }, connection).then(() => connection);
};
const newest = () => t.ledger.list({ limit: 1 })[0]?.entry;

describe('sessions', () => {
  it('T08 a session that ran out while a dialog was open signs nothing and does nothing; its key opens nothing', async () => {
    const { connection } = await t.join(admin, 'dana', 'technician');
    const actor = t.actor(connection);
    const key = connection.sessionKey ?? '';
    t.now += 10 * minute;
    expect(
      await refusal(() => t.people.prove(actor, { userId: 'dana', password: goodPassword('dana') })),
    ).toMatchObject({ code: 'UNAUTHORIZED' });
    expect(await refusal(() => admit(connection, 'record'))).toEqual({
      code: 'UNAUTHORIZED',
      words: 'Locked: nothing was done for 10 minutes. Sign in to go on.',
    });
    expect(newest()).toMatchObject({
      what: 'access.refused',
      subject: { id: 'test.do' },
      facts: { ended: 'idle' },
    });
    expect((await refusal(() => t.people.verbs.way.resume(key, t.connect()))).code).toBe('UNAUTHORIZED');
    expect(admit(connection, 'view')).toEqual({ kind: 'system', name: 'station' });
  });

  it('lives while something is done, 12 hours at most, and not longer by a clock set back', async () => {
    const { connection } = await t.join(admin, 'dana', 'technician');
    for (let i = 0; i < 79; i++) {
      t.now += 9 * minute;
      admit(connection, 'record');
    }
    t.now += 9 * minute;
    expect((await refusal(() => admit(connection, 'record'))).words).toMatch('12 hours');
    const again = await signIn('dana');
    t.now -= 2 * 3_600_000;
    expect((await refusal(() => admit(again, 'record'))).code).toBe('UNAUTHORIZED');
  });

  it('is bound anew after a reconnect by its key, and over at once when a role goes', async () => {
    const { connection, personId } = await t.join(admin, 'dana', 'technician');
    const other = t.connect();
    t.people.verbs.way.resume(connection.sessionKey ?? '', other);
    expect(admit(other, 'record')).toMatchObject({ userId: 'dana', roles: ['technician'] });
    const [grant] = t.people.verbs.list().find((person) => person.personId === personId)?.grants ?? [];
    t.as(admin, () => t.people.verbs.accounts.revoke(personId, grant?.id ?? 0, 'left the team'));
    for (const place of [connection, other])
      expect((await refusal(() => admit(place, 'record'))).words).toMatch('roles were changed');
    const anew = await signIn('dana');
    expect((await refusal(() => admit(anew, 'record'))).code).toBe('FORBIDDEN');
  });
});

describe('passwords', () => {
  it('T09 five wrong passwords lock the account: cause kept, everybody told, later even the right one is refused', async () => {
    const { connection } = await t.join(admin, 'dana', 'technician');
    const actor = t.actor(connection);
    const first = { userId: 'dana', password: goodPassword('dana') };
    expect(t.people.asked(actor)).toEqual(['user-id', 'password']);
    expect((await refusal(() => t.people.prove(actor, { password: first.password }))).words).toMatch(
      'user id too',
    );
    expect(await t.people.prove(actor, first)).toEqual(['user-id', 'password']);
    expect(t.people.asked(actor)).toEqual(['password']);
    const wrong = ['', 'wrong password here', goodPassword('ada'), ' ', 'x'];
    const words = new Set<string>();
    for (const password of wrong) words.add((await refusal(() => t.people.prove(actor, { password }))).words);
    expect([...words]).toHaveLength(1);
    expect(t.told).toEqual(['The account dana was locked after 5 failures']);
    expect(t.locked).toEqual(['dana']);
    const refused = t.ledger
      .list({ limit: 50, subjectId: 'dana' })
      .filter(({ entry }) => entry.facts['cause']);
    expect(refused.map(({ entry }) => [entry.what, entry.facts['failures']])).toEqual(
      [5, 4, 3, 2, 1].map((n) => [n === 5 ? 'account.locked' : 'account.refused', n]),
    );
    expect((await refusal(() => admit(connection, 'record'))).code).toBe('UNAUTHORIZED');
    const locked = await refusal(() => signIn('dana'));
    const unknown = await refusal(() => signIn('nobody-here', goodPassword('dana')));
    expect(locked).toEqual(unknown);
    const { personId } = actor;
    t.as(admin, () => t.people.verbs.accounts.unlock(personId, 'called by phone'));
    expect(t.locked).toEqual([]);
    expect(admit(await signIn('dana'), 'record')).toMatchObject({ userId: 'dana' });
  });

  it('the only administrator is let in again after a quarter of an hour', async () => {
    for (let i = 0; i < 5; i++) await refusal(() => signIn('ada', 'wrong password here'));
    await refusal(() => signIn('ada'));
    t.now += 15 * minute;
    expect(admit(await signIn('ada'), 'people')).toMatchObject({ userId: 'ada' });
  });

  it('T11 a reset opens nothing for the administrator: own secret first, trail and notice', async () => {
    const { connection, personId } = await t.join(admin, 'quinn', 'qa-approver');
    const actor = t.actor(connection);
    const { secret } = t.as(admin, () =>
      t.people.verbs.accounts.reset(personId, 'forgot it', 'known in person', false),
    );
    expect(
      (await refusal(() => t.people.prove(actor, { userId: 'quinn', password: goodPassword('quinn') }))).code,
    ).toBe('UNAUTHORIZED');
    for (const password of [secret, goodPassword('quinn'), goodPassword('ada')])
      expect((await refusal(() => signIn('quinn', password))).code).toBe('UNAUTHORIZED');
    const password = 'a drum full of glycerol';
    const redeem = (at: Connection) => t.people.verbs.way.redeem({ userId: 'quinn', secret, password }, at);
    expect((await refusal(() => redeem(admin))).words).toMatch('Sign out first');
    await redeem(t.connect());
    expect((await refusal(() => redeem(t.connect()))).words).toMatch('used before');
    const { me } = await t.people.verbs.way.signIn({ userId: 'quinn', password }, t.connect());
    expect(me.notices[0]).toMatch('Ada Tester (ada) reset your password');
    expect(t.told.at(-1)).toMatch('The password of quinn was reset by Ada Tester');
    expect(t.whats()).toEqual(expect.arrayContaining(['account.reset', 'account.password-set']));
    const entries = JSON.stringify(t.ledger.list({ limit: 500 }));
    for (const secretText of [secret, password, goodPassword('quinn'), '$argon2id$'])
      expect(entries).not.toContain(secretText);
  });

  it('an invitation ends after a day, and after five wrong tries', async () => {
    const invite = (userId: string) =>
      t.as(admin, () => t.people.verbs.accounts.invite({ name: `${userId} Late`, userId, grants: [] }));
    const password = 'a drum full of glycerol';
    const late = invite('later');
    t.now += 9 * minute;
    const other = invite('guessed');
    const use = (userId: string, secret: string) =>
      t.people.verbs.way.redeem({ userId, secret, password }, t.connect());
    for (let i = 0; i < 5; i++) await refusal(() => use('guessed', 'AAAAA-BBBBB-CCCCC-DDDDD-EEEEE'));
    await refusal(() => use('guessed', other.secret));
    t.now += 24 * 60 * minute - 9 * minute;
    expect((await refusal(() => use('later', late.secret))).words).toMatch('24 hours');
  });

  it('asks for one-time codes, each once, also when an invitation is used', async () => {
    const { connection, personId } = await t.join(admin, 'dana', 'technician');
    const { own } = t.people.verbs;
    const { secret: seed } = await t.as(connection, () => own.enrolTotp(goodPassword('dana')));
    const code = (): string => new TOTP({ secret: Secret.fromBase32(seed) }).generate({ timestamp: t.now });
    await refusal(() => t.as(connection, () => own.proveTotp('000000')));
    t.as(connection, () => own.proveTotp(code()));
    t.now += minute;
    expect((await refusal(() => signIn('dana'))).words).toMatch('six digits');
    const used = code();
    await signIn('dana', goodPassword('dana'), used);
    expect((await refusal(() => signIn('dana', goodPassword('dana'), used))).code).toBe('UNAUTHORIZED');
    const reset = t.as(admin, () =>
      t.people.verbs.accounts.reset(personId, 'forgot it', 'known in person', false),
    );
    const wish = { userId: 'dana', secret: reset.secret, password: 'a drum full of glycerol' };
    expect((await refusal(() => t.people.verbs.way.redeem(wish, t.connect()))).words).toMatch('six digits');
  });
});

describe('people and roles', () => {
  it('T10 a second account of the same person is refused, so is an id that looks the same, or was used', async () => {
    const { personId } = await t.join(admin, 'anna', 'technician');
    const invite = (name: string, userId: string) =>
      refusal(() => t.as(admin, () => t.people.verbs.accounts.invite({ name, userId, grants: [] })));
    expect((await invite('anna  tester', 'anna2')).words).toMatch('has the account anna already');
    expect((await invite('Another One', 'ANNA')).code).toBe('CONFLICT');
    expect((await invite('Another One', 'аnna')).words).toMatch('two scripts');
    expect((await invite('Another One', 'ａｎｎａ')).code).toBe('REFUSED');
    t.as(admin, () => t.people.verbs.accounts.disable(personId, 'left the company'));
    expect((await invite('Another One', 'anna')).words).toMatch('never given again');
    const back = t.as(admin, () =>
      t.people.verbs.accounts.invite({ name: 'Anna Tester', userId: 'anna.t', personId, grants: [] }),
    );
    expect(back.personId).toBe(personId);
    expect(t.people.nameOf(personId)).toBe('Anna Tester');
  });

  it('keeps roles apart, own roles alone, and the last administrator', async () => {
    const { personId } = await t.join(admin, 'quinn', 'qa-approver');
    const { accounts } = t.people.verbs;
    const own = t.actor(admin).personId;
    const grant = (
      id: string,
      role: 'engineer' | 'administrator' | 'qa-reviewer',
      unitId = units[0] ?? null,
    ) => t.as(admin, () => accounts.grant(id, { role, unitId, until: null }, 'needed here'));
    expect((await refusal(() => grant(personId, 'engineer'))).words).toMatch(
      'cannot be Engineer and QA approver',
    );
    expect((await refusal(() => grant(own, 'qa-reviewer'))).code).toBe('FORBIDDEN');
    const { personId: second, connection } = await t.join(admin, 'bob', 'administrator');
    const [mine] = t.people.verbs.list()[0]?.grants ?? [];
    t.as(connection, () => accounts.revoke(own, mine?.id ?? 0, 'another post'));
    expect((await refusal(() => admit(admin, 'people'))).code).toBe('UNAUTHORIZED');
    expect((await refusal(() => t.as(connection, () => accounts.disable(second, 'going away')))).code).toBe(
      'FORBIDDEN',
    );
    expect((await refusal(() => accounts.disable(second, 'forced'))).words).toMatch('last administrator');
  });

  it('who invites does not vouch where there is another administrator; alone it takes a reason', async () => {
    const { accounts } = t.people.verbs;
    const wish = { name: 'Carl New', userId: 'carl', grants: [], how: 'passport seen' };
    expect((await refusal(() => t.as(admin, () => accounts.invite(wish)))).words).toMatch('Give a reason');
    const { connection: bob } = await t.join(admin, 'bob', 'administrator');
    expect(t.ledger.list({ what: 'account.invited', limit: 1 })[0]?.entry).toMatchObject({
      reason: 'the only one so far',
      facts: { soleAdministrator: true },
    });
    const reason = 'it is urgent';
    expect((await refusal(() => t.as(admin, () => accounts.invite({ ...wish, reason })))).code).toBe('FORBIDDEN'); // prettier-ignore
    const { personId } = t.as(admin, () => accounts.invite({ ...wish, how: undefined }));
    const verify = (who: typeof admin) => t.as(who, () => accounts.verifyIdentity(personId, 'passport seen', reason)); // prettier-ignore
    expect((await refusal(() => verify(admin))).words).toMatch('Another administrator verifies');
    verify(bob);
    expect(t.people.verbs.list().find(({ userId }) => userId === 'carl')?.verified?.by).toMatch('Bob');
  });

  it('gives rights at the units of the input alone', async () => {
    const { connection, personId } = await t.join(admin, 'dana');
    const wish = { role: 'technician', unitId: units[0] ?? null, until: t.now + 60 * minute } as const;
    t.as(admin, () => t.people.verbs.accounts.grant(personId, wish, 'for this shift'));
    await t.people.verbs.way.signIn({ userId: 'dana', password: goodPassword('dana') }, connection);
    expect(admit(connection, 'record', { unitId: 'R-101' })).toMatchObject({ roles: ['technician'] });
    for (const input of [
      { unitId: 'R-102' },
      { unitId: 'R-101', batchId: 'batch of R-102' },
      { channels: ['R-101/pH', 'R-102/pH'] },
      { order: { plan: [{ unitId: 'R-102' }] } },
      {},
      undefined,
    ])
      expect((await refusal(() => admit(connection, 'record', input))).code).toBe('FORBIDDEN');
    t.people.placed('test', () => units[0]);
    admit(connection, 'record', { id: 'a record of R-101' });
    for (let passed = 0; passed < 60; passed += 9) {
      t.now += 9 * minute;
      if (passed < 50) admit(connection, 'record', { unitId: 'R-101' });
    }
    expect((await refusal(() => admit(connection, 'record', { unitId: 'R-101' }))).code).toBe('FORBIDDEN');
  });

  it('asks for every step of an account before it gives a right', async () => {
    const { accounts, way, own } = t.people.verbs;
    const password = 'a drum full of glycerol';
    const grants = [{ role: 'technician', unitId: null, until: null }] as const;
    const { secret, personId } = t.as(admin, () =>
      accounts.invite({ name: 'New One', userId: 'new.one', grants }),
    );
    expect(
      (
        await refusal(() =>
          way.redeem({ userId: 'new.one', secret, password: 'New One is great!' }, t.connect()),
        )
      ).words,
    ).toMatch('your name');
    expect(await way.redeem({ userId: 'new.one', secret, password }, t.connect())).toEqual({
      verified: false,
    });
    expect((await refusal(() => signIn('new.one', password))).code).toBe('UNAUTHORIZED');
    const alone = (reason?: string) => t.as(admin, () => accounts.verifyIdentity(personId, 'passport seen', reason)); // prettier-ignore
    expect((await refusal(() => alone())).words).toMatch('the only administrator');
    alone('nobody else is here yet');
    const connection = await signIn('new.one', password);
    expect((await refusal(() => admit(connection, 'record'))).code).toBe('FORBIDDEN');
    const actor = t.actor(connection);
    expect((await refusal(() => t.people.prove(actor, { userId: 'new.one', password }))).words).toMatch(
      'Attest first',
    );
    expect((await t.as(connection, () => own.attest(password))).state).toBe('active');
    admit(connection, 'record');
  });

  it('writes down every knock of a person, and the same of nobody once a minute', async () => {
    const { connection } = await t.join(admin, 'vera', 'viewer');
    const count = (): number => t.whats().filter((what) => what === 'access.refused').length;
    for (let i = 0; i < 3; i++) await refusal(() => admit(connection, 'record'));
    expect(count()).toBe(3);
    expect(newest()?.actor).toMatchObject({ kind: 'person', userId: 'vera' });
    for (let i = 0; i < 3; i++) await refusal(() => admit(t.connect(), 'record'));
    expect(count()).toBe(4);
    expect(admit(t.connect(true), 'data')).toEqual({ kind: 'system', name: 'command-line' });
    expect((await refusal(() => admit(t.connect(true), 'operate'))).code).toBe('UNAUTHORIZED');
  });
});

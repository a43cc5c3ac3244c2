import { ORPCError } from '@orpc/client';
import { describe, expect, it } from 'vitest';
import type { PeopleStatus } from '../../shared/contract/people';
import type { SignedIn } from '../../shared/model/person';
import { createAskingLink, isDeed } from './asking-link';
import { createSession, SignInGivenUp } from './session';

const person = { personId: 'p', sessionId: 's', name: 'Dana' } as SignedIn;

/** A station of which only who is signed in matters. */
function stationOf(startsSignedIn: boolean) {
  const stored = new Map<string, string>(startsSignedIn ? [['bt-session', 'key']] : []);
  const here = { me: null as SignedIn | null, keys: ['key'], calls: [] as string[], refuses: '' };
  const status = (): PeopleStatus => ({ inUse: true, me: here.me, ended: null, demo: [], warnMs: 60_000 });
  const session = createSession(
    {
      status: () => Promise.resolve(status()),
      resume: (key) => {
        if (!here.keys.includes(key)) return Promise.reject(new Error('over'));
        here.me = person;
        return Promise.resolve(person);
      },
      extend: () => Promise.resolve(person),
    },
    {
      getItem: (name) => stored.get(name) ?? null,
      setItem: (name, value) => void stored.set(name, value),
      removeItem: (name) => void stored.delete(name),
    },
    () => 0,
  );
  const link = createAskingLink(
    {
      call: (path) => {
        here.calls.push(path.join('.'));
        if (here.me === null && isDeed(path)) return Promise.reject(new ORPCError('UNAUTHORIZED'));
        if (here.refuses !== '')
          return Promise.reject(new ORPCError('UNAUTHORIZED', { message: here.refuses }));
        return Promise.resolve('done');
      },
    },
    () => session,
  );
  const call = (verb: string): Promise<unknown> => link.call(verb.split('.'), {}, { context: {} });
  return { here, session, stored, call };
}

describe('the session of a window', () => {
  it('is taken up again by its key; a key that is over is forgotten', async () => {
    const kept = stationOf(true);
    await kept.session.greet();
    expect(kept.session.get()?.me).toBe(person);
    const over = stationOf(true);
    over.here.keys = [];
    await over.session.greet();
    expect([over.session.get()?.me, over.stored.size]).toEqual([null, 0]);
  });

  it('has an action wait for the sign-in and go on after it, and ends it where that is given up', async () => {
    const { here, session, call } = stationOf(false);
    await session.greet();
    const action = call('batches.start');
    await expect.poll(() => session.asking()).toBe(true);
    expect(here.calls).toEqual([]);
    here.me = person;
    await session.signedIn('key');
    expect([await action, session.asking()]).toEqual(['done', false]);
    here.me = null;
    await session.refresh();
    const other = call('batches.start');
    await expect.poll(() => session.asking()).toBe(true);
    session.giveUp();
    await expect(other).rejects.toBeInstanceOf(SignInGivenUp);
  });

  it('asks again where the session ended unseen, but not for a wrong password of somebody signed in', async () => {
    const { here, session, call } = stationOf(true);
    await session.greet();
    here.me = null;
    const action = call('batches.start');
    await expect.poll(() => session.asking()).toBe(true);
    here.me = person;
    await session.signedIn('key');
    expect(await action).toBe('done');
    here.refuses = 'wrong password';
    await expect(call('signing.sign')).rejects.toThrow('wrong password');
    expect(session.asking()).toBe(false);
  });

  it('lets everybody look without it', async () => {
    const { here, session, call } = stationOf(false);
    await session.greet();
    expect(await call('live.pull')).toBe('done');
    expect(await call('people.list')).toBe('done');
    expect([here.calls, session.asking()]).toEqual([['live.pull', 'people.list'], false]);
    // A page that shows a preview does not ask whoever signed out to sign in again.
    expect(isDeed(['tables', 'preview'])).toBe(false);
    expect([isDeed(['batches', 'start']), isDeed(['audit', 'list']), isDeed(['people', 'signIn'])]).toEqual([
      true,
      false,
      false,
    ]);
  });
});

import type { PeopleStatus } from '../../shared/contract/people';
import type { SignedIn } from '../../shared/model/person';
import { tr } from '../strings/translate';

/** What the session needs of the station; these calls never ask for a sign-in themselves. */
export interface SessionCalls {
  status(): Promise<PeopleStatus>;
  resume(key: string): Promise<SignedIn>;
  extend(): Promise<SignedIn>;
}

/** An action that waits for somebody to sign in. */
export interface Waiting {
  readonly go: () => void;
  readonly giveUp: () => void;
}

/** Who is signed in at this window. */
export interface Session {
  /** As last heard; null before the first answer. The same object until it changes. */
  readonly get: () => PeopleStatus | null;
  readonly subscribe: (changed: () => void) => () => void;
  /** Tells of every change of who is signed in. */
  onPerson(changed: () => void): () => void;
  refresh(): Promise<void>;
  /** A fresh way to the station: takes up the session that this window had. */
  greet(): Promise<void>;
  /** The station is away and was not heard yet: goes on as whoever was signed in at this window before. */
  recall(): void;
  /** Resolves once it is known whether this window has a session. */
  known(): Promise<void>;
  /** Keeps the key for reconnects and reloads of this window, and goes on with what waited. */
  signedIn(key: string): Promise<void>;
  forget(): void;
  /** Opens the sign-in; resolves after it, rejects where the person gives up. */
  ask(): Promise<void>;
  /** True while the sign-in is to be shown. */
  readonly asking: () => boolean;
  giveUp(): void;
  /** Somebody is there: the session does not run idle. At most one call in a while. */
  alive(): void;
}

/** The person closed the sign-in: the action was not done. */
export class SignInGivenUp extends Error {
  override readonly name = 'SignInGivenUp';
  constructor() {
    super(tr('Not done: this needs somebody to sign in'));
  }
}

const storedKey = 'bt-session';
/** Who it was, to go on writing in their name after a reload without the station; the station asks again anyway. */
const storedStatus = 'bt-session-status';
const aliveEveryMs = 20_000;

/** The session of one window; its key outlives reloads of the window, not its closing. */
export function createSession(
  calls: SessionCalls,
  storage: Pick<Storage, 'getItem' | 'setItem' | 'removeItem'>,
  now: () => number,
): Session {
  let status: PeopleStatus | null = null;
  let waiting: Waiting[] = [];
  let shown = false;
  let aliveAt = 0;
  const first = Promise.withResolvers<void>();
  let greeting: Promise<void> = first.promise;
  const listeners = new Set<() => void>();
  const personListeners = new Set<() => void>();
  const tell = (): void => listeners.forEach((listener) => listener());

  const take = (next: PeopleStatus): void => {
    const before = status;
    if (JSON.stringify(next) === JSON.stringify(before)) return;
    status = next;
    if (next.me) storage.setItem(storedStatus, JSON.stringify(next));
    else storage.removeItem(storedStatus);
    tell();
    if (before?.me?.sessionId !== next.me?.sessionId || before?.inUse !== next.inUse)
      personListeners.forEach((listener) => listener());
  };
  let asked = 0;
  let answered = 0;
  /** An answer that was overtaken by a younger one tells of a time that is over. */
  const refresh = async (): Promise<void> => {
    asked += 1;
    const turn = asked;
    const next = await calls.status();
    if (turn < answered) return;
    answered = turn;
    take(next);
  };
  const settle = (how: 'go' | 'giveUp'): void => {
    const done = waiting;
    waiting = [];
    shown = false;
    tell();
    for (const one of done) one[how]();
  };
  async function greet(): Promise<void> {
    const key = storage.getItem(storedKey);
    if (key !== null) await calls.resume(key).catch(() => undefined);
    await refresh();
    if (status?.me === null) storage.removeItem(storedKey);
  }

  return {
    get: () => status,
    subscribe: (changed) => {
      listeners.add(changed);
      return () => listeners.delete(changed);
    },
    onPerson: (changed) => {
      personListeners.add(changed);
      return () => personListeners.delete(changed);
    },
    refresh,
    greet: () => {
      const run = greet();
      greeting = run.catch(() => undefined);
      void greeting.then(() => first.resolve());
      return greeting;
    },
    recall: () => {
      const text =
        status === null && storage.getItem(storedKey) !== null ? storage.getItem(storedStatus) : null;
      if (text === null) return;
      status = JSON.parse(text) as PeopleStatus;
      tell();
    },
    known: () => greeting,
    signedIn: async (key) => {
      storage.setItem(storedKey, key);
      await refresh();
      settle('go');
    },
    forget: () => storage.removeItem(storedKey),
    ask: () =>
      new Promise((resolve, reject) => {
        waiting.push({ go: resolve, giveUp: () => reject(new SignInGivenUp()) });
        shown = true;
        tell();
      }),
    asking: () => shown,
    giveUp: () => settle('giveUp'),
    alive: () => {
      if (!status?.me || now() - aliveAt < aliveEveryMs) return;
      aliveAt = now();
      calls
        .extend()
        .then(refresh, refresh)
        .catch(() => undefined);
    },
  };
}

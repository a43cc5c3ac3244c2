import { createHash, randomBytes, randomUUID } from 'node:crypto';

/** Why a session is over. */
export type SessionEnd =
  | 'idle'
  | 'too-long'
  | 'locked'
  | 'signed-out'
  | 'role-changed'
  | 'password-reset'
  | 'password-changed'
  | 'account-locked'
  | 'account-disabled'
  | 'ended-by-administrator'
  | 'signed-in-again';

/** What the person is told. */
export const sessionEndWords: Readonly<Record<SessionEnd, string>> = {
  idle: 'Locked: nothing was done for 10 minutes. Sign in to go on.',
  'too-long': 'Signed out after 12 hours. Sign in again.',
  locked: 'Locked. Sign in to go on.',
  'signed-out': 'Signed out.',
  'role-changed': 'Your roles were changed. Sign in again.',
  'password-reset': 'Your password was reset. Sign in with your new one.',
  'password-changed': 'Your password was changed. Sign in with the new one.',
  'account-locked': 'Your account is locked. An administrator can unlock it.',
  'account-disabled': 'Your account was disabled.',
  'ended-by-administrator': 'An administrator ended your session. Sign in again.',
  'signed-in-again': 'Somebody signed in anew at this place.',
};

export interface Session {
  readonly id: string;
  readonly personId: string;
  readonly userId: string;
  readonly place: string;
  readonly startedAt: number;
  readonly activeAt: number;
  readonly end: SessionEnd | null;
}

export const idleMs = 10 * 60_000;
export const absoluteMs = 12 * 3_600_000;
/** How long an ended session is remembered, to tell why it ended. */
const rememberMs = 3_600_000;

export interface Sessions {
  begin(who: { personId: string; userId: string; place: string }): { key: string; session: Session };
  /** By its key, over or not; undefined for a key never given out. Ends what has run out first. */
  find(key: string): Session | undefined;
  byId(id: string): Session | undefined;
  touch(id: string): void;
  end(id: string, why: SessionEnd): void;
  endOf(personId: string, why: SessionEnd, except?: string): void;
  open(): Session[];
  /** Ends sessions that ran out while nobody asked. */
  tick(): void;
}

/** A clock that was set back must not lengthen a session. */
const isIdle = (ms: number): boolean => ms >= idleMs || ms < -2000;
const hashOf = (key: string): string => createHash('sha256').update(key).digest('hex');

/**
 * Sessions, in memory: a restart of the station ends them all. Keys have 256 random bits and are held as hashes.
 * @param ended told once of each session that ends
 */
export function createSessions(now: () => number, ended: (session: Session) => void): Sessions {
  const byHash = new Map<string, { session: Session; endedAt: number | null }>();
  const entries = () => [...byHash.values()];
  const entryOf = (id: string) => entries().find(({ session }) => session.id === id);
  const over = (entry: { session: Session; endedAt: number | null }, why: SessionEnd): void => {
    if (entry.session.end !== null) return;
    entry.session = { ...entry.session, end: why };
    entry.endedAt = now();
    ended(entry.session);
  };
  const runOut = (entry: { session: Session; endedAt: number | null }): void => {
    if (entry.session.end !== null) return;
    if (now() - entry.session.startedAt >= absoluteMs) over(entry, 'too-long');
    else if (isIdle(now() - entry.session.activeAt)) over(entry, 'idle');
  };
  const checked = (entry: ReturnType<typeof entryOf>): Session | undefined => {
    if (entry) runOut(entry);
    return entry?.session;
  };
  return {
    begin: (who) => {
      const key = randomBytes(32).toString('base64url');
      const at = now();
      const session: Session = { ...who, id: randomUUID(), startedAt: at, activeAt: at, end: null };
      byHash.set(hashOf(key), { session, endedAt: null });
      return { key, session };
    },
    find: (key) => checked(byHash.get(hashOf(key))),
    byId: (id) => checked(entryOf(id)),
    touch: (id) => {
      const entry = entryOf(id);
      if (checked(entry)?.end === null && entry) entry.session = { ...entry.session, activeAt: now() };
    },
    end: (id, why) => {
      const entry = entryOf(id);
      if (entry) over(entry, why);
    },
    endOf: (personId, why, except) => {
      for (const entry of entries())
        if (entry.session.personId === personId && entry.session.id !== except) over(entry, why);
    },
    open: () => entries().flatMap((entry) => (checked(entry)?.end === null ? [entry.session] : [])),
    tick: () => {
      for (const [hash, entry] of byHash) {
        runOut(entry);
        if (entry.endedAt !== null && now() - entry.endedAt > rememberMs) byHash.delete(hash);
      }
    },
  };
}

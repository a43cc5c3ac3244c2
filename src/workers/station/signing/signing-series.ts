/** Signatures of a session one after another; the first of a series asks for everything. */
export interface SigningSeries {
  goesOn(sessionId: string): boolean;
  signed(sessionId: string): void;
  /** A wrong secret ends it. */
  broken(sessionId: string): void;
}

/** After so long without a signature a series is over. A lock, a sign-out or another role ends its session anyway. */
const longestPauseMs = 15 * 60_000;

export function createSigningSeries(now: () => number): SigningSeries {
  const last = new Map<string, number>();
  return {
    goesOn: (sessionId) => {
      const at = last.get(sessionId);
      if (at === undefined) return false;
      const pause = now() - at;
      // A clock that was set back must not stretch a series.
      if (pause >= 0 && pause <= longestPauseMs) return true;
      last.delete(sessionId);
      return false;
    },
    signed: (sessionId) => void last.set(sessionId, now()),
    broken: (sessionId) => void last.delete(sessionId),
  };
}

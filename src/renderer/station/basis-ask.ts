import { tr } from '../strings/translate';

/** An edit that the station wants a change, or a reason, for. */
export interface BasisAsked {
  /** `noun.verb`. */
  readonly verb: string;
  /** The station's own words. */
  readonly words: string;
}

/** The person closed the question: the edit was not done. */
export class BasisGivenUp extends Error {
  override readonly name = 'BasisGivenUp';
  constructor() {
    super(tr('Not done: it needs an approved change or a reason'));
  }
}

/** Edits of one window that wait for somebody to say under which change they are made. */
export interface BasisAsk {
  /** What is asked now; null where nothing is. The same object until it changes. */
  readonly get: () => BasisAsked | null;
  readonly subscribe: (changed: () => void) => () => void;
  readonly ask: (asked: BasisAsked) => Promise<void>;
  settle(how: 'go' | 'giveUp'): void;
}

export function createBasisAsk(): BasisAsk {
  let asked: BasisAsked | null = null;
  let waiting: { go: () => void; giveUp: () => void }[] = [];
  const listeners = new Set<() => void>();
  const tell = (): void => listeners.forEach((listener) => listener());
  return {
    get: () => asked,
    subscribe: (changed) => {
      listeners.add(changed);
      return () => listeners.delete(changed);
    },
    ask: (next) =>
      new Promise((resolve, reject) => {
        // One question at a time: what else waits asks again once this one is answered, unless it is covered then.
        asked ??= next;
        waiting.push({ go: resolve, giveUp: () => reject(new BasisGivenUp()) });
        tell();
      }),
    settle: (how) => {
      const done = waiting;
      waiting = [];
      asked = null;
      tell();
      for (const one of done) one[how]();
    },
  };
}

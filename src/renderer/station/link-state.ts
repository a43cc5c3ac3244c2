import { tr } from '../strings/translate';

/**
 * How this window stands with its station. `outdated`: the station speaks another contract version, only a reload
 * helps. `signed-out`: it answers, but not to us.
 */
export type LinkKind = 'connecting' | 'online' | 'offline' | 'outdated' | 'signed-out';

export interface LinkState {
  readonly kind: LinkKind;
  /** Epoch ms of this window's clock. */
  readonly since: number;
  /** For the person; says what to do where something can be done. */
  readonly words: string;
}

export interface LinkStateStore {
  readonly get: () => LinkState;
  set(kind: LinkKind, words?: string): void;
  readonly subscribe: (changed: () => void) => () => void;
}

const usualWords: Readonly<Record<LinkKind, string>> = {
  connecting: tr('Connecting to the station'),
  online: tr('Connected to the station'),
  offline: tr('No connection to the station. Trying again.'),
  outdated: tr('The station was updated. Reload this window to go on.'),
  'signed-out': tr('The station asks for its token. Open the address it printed at its start.'),
};

/** Holds the state and its beginning; setting the same state again keeps the since-time. */
export function createLinkState(now: () => number): LinkStateStore {
  let state: LinkState = { kind: 'connecting', since: now(), words: usualWords.connecting };
  const listeners = new Set<() => void>();
  return {
    get: () => state,
    set: (kind, words = usualWords[kind]) => {
      if (state.kind === kind && state.words === words) return;
      state = { kind, since: state.kind === kind ? state.since : now(), words };
      for (const listener of listeners) listener();
    },
    subscribe: (changed) => {
      listeners.add(changed);
      return () => listeners.delete(changed);
    },
  };
}

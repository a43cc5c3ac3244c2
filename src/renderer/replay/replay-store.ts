import { createContext, use, useSyncExternalStore } from 'react';
import type { BatchSummary } from '../../shared/contract/units';

/** The batch that is replayed in this window; null while the window shows what is. */
let replayed: BatchSummary | null = null;
const listeners = new Set<() => void>();

function set(batch: BatchSummary | null): void {
  replayed = batch;
  for (const listener of listeners) listener();
}

/** Shows a batch that has ended over again, in this window. */
export function startReplay(batch: BatchSummary): void {
  set(batch);
}

/** Back to what is. */
export function leaveReplay(): void {
  set(null);
}

const subscribe = (changed: () => void): (() => void) => {
  listeners.add(changed);
  return () => listeners.delete(changed);
};

export function useReplayed(): BatchSummary | null {
  return useSyncExternalStore(subscribe, () => replayed);
}

/** True below a replay: nothing there may sound or tell as if it were now. */
export const ReplayContext = createContext(false);

export function useIsReplay(): boolean {
  return use(ReplayContext);
}

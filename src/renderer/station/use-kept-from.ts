import { createContext, use, useSyncExternalStore } from 'react';
import type { KeptAnswers } from './kept-answers';

export const KeptContext = createContext<KeptAnswers | null>(null);

const never = (): (() => void) => () => undefined;

/** Time of what is shown from this device's own memory, epoch ms; null where the station told it. */
export function useKeptFrom(): number | null {
  const kept = use(KeptContext);
  return useSyncExternalStore(kept?.subscribe ?? never, kept?.from ?? (() => null));
}

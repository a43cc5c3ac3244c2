import { useSyncExternalStore } from 'react';

const storedKey = 'bt-tour';
let at: number | null = null;
const listeners = new Set<() => void>();

/** Goes to a step of the tour, or out of it with null; once out, it is not offered again in this profile. */
export function goToStep(step: number | null): void {
  if (step === null) localStorage.setItem(storedKey, 'seen');
  at = step;
  for (const listener of listeners) listener();
}

function subscribe(changed: () => void): () => void {
  listeners.add(changed);
  return () => listeners.delete(changed);
}

/** The step that is shown; null outside the tour. */
export function useTourStep(): number | null {
  return useSyncExternalStore(subscribe, () => at);
}

/** True until somebody has taken the tour or said no. */
export function useTourOffered(): boolean {
  return useSyncExternalStore(subscribe, () => at === null && localStorage.getItem(storedKey) === null);
}

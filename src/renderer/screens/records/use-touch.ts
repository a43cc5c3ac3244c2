import { useMediaQuery } from '@mantine/hooks';
import { useCallback, useSyncExternalStore } from 'react';

const key = 'bt-touch';
const listeners = new Set<() => void>();

function subscribe(changed: () => void): () => void {
  listeners.add(changed);
  return () => listeners.delete(changed);
}

/** Whether targets are drawn for fingers in gloves: as the device points, or as somebody chose on it. */
export function useTouch(): readonly [boolean, (on: boolean) => void] {
  const coarse = useMediaQuery('(pointer: coarse)') ?? false;
  const chosen = useSyncExternalStore(subscribe, () => localStorage.getItem(key));
  const choose = useCallback((on: boolean) => {
    localStorage.setItem(key, on ? 'on' : 'off');
    for (const listener of listeners) listener();
  }, []);
  return [chosen === null ? coarse : chosen === 'on', choose];
}

import { useMediaQuery } from '@mantine/hooks';
import { useCallback, useEffect, useSyncExternalStore } from 'react';

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

/** As `useTouch`, and dialogs over the page are drawn for fingers too: they lie outside of it. */
export function usePageTouch(): boolean {
  const [touch] = useTouch();
  useEffect(() => {
    document.body.toggleAttribute('data-touch-dialogs', touch);
    return () => document.body.removeAttribute('data-touch-dialogs');
  }, [touch]);
  return touch;
}

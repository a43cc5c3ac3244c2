import { useSyncExternalStore } from 'react';
import type { OfflineShellState } from './offline-shell';
import { useStation } from './station-context';

/** Whether this page opens again while the station is away. */
export function useOfflineShell(): OfflineShellState {
  const { shell } = useStation();
  return useSyncExternalStore(shell.subscribe, shell.get);
}

import { useEffect, useSyncExternalStore } from 'react';

/** Something a person can do from the keyboard: listed in the palette, and in the overlay where it has keys. */
export interface Command {
  readonly id: string;
  readonly title: string;
  /** Heading in palette and overlay, e.g. `Go to`. */
  readonly group: string;
  /** `mod+k`, `?`, or a sequence such as `g o`. */
  readonly keys?: string;
  readonly hint?: string;
  readonly run: () => void;
}

const offers = new Map<symbol, readonly Command[]>();
const listeners = new Set<() => void>();
let all: readonly Command[] = [];

function changed(): void {
  all = [...offers.values()].flat();
  for (const listener of listeners) listener();
}

/** Offers commands while the caller is mounted. Hand in a memoised array. */
export function useCommands(commands: readonly Command[]): void {
  useEffect(() => {
    const key = Symbol('commands');
    offers.set(key, commands);
    changed();
    return () => {
      offers.delete(key);
      changed();
    };
  }, [commands]);
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

/** Every command on offer now, to be asked when something happens. */
export const commandsOnOffer = (): readonly Command[] => all;

/** Every command on offer now; draws again when that changes. */
export function useAllCommands(): readonly Command[] {
  return useSyncExternalStore(subscribe, commandsOnOffer);
}

/** Runs a command by its id, e.g. one named by the desktop menu; false when nobody offers it now. */
export function runCommand(id: string): boolean {
  const command = all.find((candidate) => candidate.id === id);
  command?.run();
  return command !== undefined;
}

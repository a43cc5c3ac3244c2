import { Refusal } from '../../../shared/model/refusal';

/** Work of several steps that somebody may watch and give up. */
export interface Ticket {
  /** One more step is done. Lets others have their turn. @throws Refusal where it was given up */
  step(): Promise<void>;
}

interface Held {
  done: number;
  readonly of: number;
  cancelled: boolean;
}

/** Progress of comparisons by the name their caller gave them; what nobody named cannot be watched. */
export function createTickets(pause: () => Promise<void>) {
  const held = new Map<string, Held>();
  return {
    /** Runs work of so many steps under a ticket. */
    run: async <T>(
      name: string | undefined,
      of: number,
      work: (ticket: Ticket) => Promise<T>,
    ): Promise<T> => {
      const own: Held = { done: 0, of, cancelled: false };
      if (name !== undefined) held.set(name, own);
      try {
        return await work({
          step: async () => {
            own.done += 1;
            await pause();
            if (own.cancelled) throw new Refusal('CONFLICT', 'Given up, as asked');
          },
        });
      } finally {
        if (name !== undefined && held.get(name) === own) held.delete(name);
      }
    },
    progress: (name: string): { done: number; of: number } | null => {
      const found = held.get(name);
      return found ? { done: found.done, of: found.of } : null;
    },
    cancel: (name: string): boolean => {
      const found = held.get(name);
      if (found) found.cancelled = true;
      return found !== undefined;
    },
  };
}

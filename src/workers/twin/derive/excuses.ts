import type { Remark } from './gassing-account';
import type { ExplainedDoubt } from './sensor-watch';

/** Keeps what was not held against sensors because something explained it: said once each (science.md D10). */
export interface Excuses {
  /** End of the window that is looked at. */
  at(end: number): void;
  /** @param doubts what would be raised now */
  remarks(doubts: readonly ExplainedDoubt[]): readonly Remark[];
}

/** An empty book. */
export function createExcuses(): Excuses {
  const told = new Map<string, Remark>();
  let now = 0;
  return {
    at: (end) => {
      now = end;
    },
    remarks: (doubts) => {
      for (const { suspicion, span } of doubts) {
        const key = `${suspicion.check} ${span.from}`;
        if (told.has(key)) continue;
        const words = `Not held against ${suspicion.suspects[0] ?? 'a sensor'}, explained by an event (${span.words}): ${suspicion.evidence}`;
        told.set(key, { at: now, kind: 'check-explained', words });
      }
      return [...told.values()];
    },
  };
}

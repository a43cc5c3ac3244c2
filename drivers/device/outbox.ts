import type { Reading } from '../../src/shared/model/reading';
import type { RefusalKind } from '../driver';
import type { ReadingBatch } from './process-messages';

/** Readings on their way to the station: kept until they are committed there. */
export interface Outbox {
  add(readings: readonly Reading[], text: string): void;
  refused(kind: RefusalKind, text: string): void;
  /** Sends what gathered since the last call. */
  flush(): void;
  acked(seq: number): void;
  again(seq: number): void;
  /** A station that came back has nothing of what it did not acknowledge. */
  resend(): void;
  /** Readings that had to be thrown away because nobody took them. */
  readonly lost: number;
}

/** A quarter of an hour of 100 readings/s. */
const mostKept = 100_000;

export function createOutbox(post: (batch: ReadingBatch) => void, now: () => number): Outbox {
  const waiting = new Map<number, ReadingBatch>();
  let gathered: Reading[] = [];
  let newest = '';
  let refusal: ReadingBatch['refusal'] = null;
  let [seq, kept, lost] = [0, 0, 0];
  const drop = (key: number): void => {
    const batch = waiting.get(key);
    if (!batch) return;
    waiting.delete(key);
    kept -= batch.readings.length;
  };
  return {
    add: (readings, text) => {
      gathered.push(...readings);
      newest = text;
    },
    refused: (kind, text) => (refusal = { kind, text }),
    flush: () => {
      if (gathered.length === 0 && refusal === null) return;
      seq += 1;
      const batch = { seq, seenTime: now(), readings: gathered, text: newest, refusal };
      gathered = [];
      refusal = null;
      waiting.set(seq, batch);
      kept += batch.readings.length;
      for (const [key, { readings }] of waiting) {
        if (kept <= mostKept) break;
        lost += readings.length;
        drop(key);
      }
      post(batch);
    },
    acked: drop,
    again: (key) => {
      const batch = waiting.get(key);
      if (batch) post(batch);
    },
    resend: () => {
      for (const batch of waiting.values()) post(batch);
    },
    get lost() {
      return lost;
    },
  };
}

import { excerptOf } from '../../../../drivers/mqtt/excerpt';
import type { UnmappedTopic } from '../../../shared/model/connection';
import type { UnitId } from '../../../shared/model/identity';
import type { Reading } from '../../../shared/model/reading';
import { createDistinctCount, type DistinctCount } from './distinct-count';

/** Topics kept per connection; further ones are only counted. */
const mostTopics = 1000;
const longestTopic = 500;

/** A reading that feeds no channel, and the message it came in. */
export interface Unmapped {
  readonly topic: string;
  readonly payload: Uint8Array;
  readonly reading: Reading;
  readonly unitId: UnitId | null;
}

export interface UnmappedTopics {
  note(unmapped: Unmapped): void;
  /** Sorted by topic; `more` is about how many others there are. */
  list(): { topics: UnmappedTopic[]; more: number };
  /** Forgets what feeds a channel by now. */
  forget(isMapped: (topic: UnmappedTopic) => boolean): void;
}

interface Entry {
  readonly topic: string;
  readonly unitKey: string;
  readonly tag: string;
  unitId: UnitId | null;
  count: number;
  lastAt: number;
  lastPayload: Uint8Array;
  lastValue: number | null;
}

/** Bytes of the last payload kept for the excerpt. */
const keptBytes = 240;

/** What arrives and feeds nothing, bounded: ten thousand unknown topics cost no more than a thousand. */
export function createUnmappedTopics(): UnmappedTopics {
  const entries = new Map<string, Entry>();
  let others: DistinctCount | undefined;
  return {
    note: ({ topic, payload, reading, unitId }) => {
      const key = `${reading.unitKey}\u0000${reading.tag}`;
      let entry = entries.get(key);
      if (!entry) {
        if (entries.size >= mostTopics) {
          others ??= createDistinctCount();
          others.add(key);
          return;
        }
        entry = newEntry(topic, reading);
        entries.set(key, entry);
      }
      entry.unitId = unitId;
      entry.count += 1;
      entry.lastAt = reading.seenTime;
      // A copy: a view would keep the whole network buffer alive.
      entry.lastPayload = Uint8Array.from(payload.subarray(0, keptBytes));
      entry.lastValue = reading.value;
    },
    list: () => ({
      topics: [...entries.values()].map(describe).toSorted((a, b) => (a.topic < b.topic ? -1 : 1)),
      more: others?.estimate() ?? 0,
    }),
    forget: (isMapped) => {
      for (const [key, entry] of entries) if (isMapped(describe(entry))) entries.delete(key);
    },
  };
}

function newEntry(topic: string, { unitKey, tag, seenTime }: Reading): Entry {
  return {
    topic: topic.slice(0, longestTopic),
    unitKey: unitKey.slice(0, longestTopic),
    tag: tag.slice(0, longestTopic),
    unitId: null,
    count: 0,
    lastAt: seenTime,
    lastPayload: new Uint8Array(),
    lastValue: null,
  };
}

function describe({ lastPayload, ...entry }: Entry): UnmappedTopic {
  return { ...entry, lastPayload: excerptOf(lastPayload) };
}

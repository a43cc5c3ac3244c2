import type { z } from 'zod';
import type { workerStateSchema } from '../../shared/contract/station';
import { recordingStopped, type Degradation } from '../../shared/model/station-event';
import type { EventsDesk } from './events-desk';
import type { DamagedChunk } from './record/historian/thread-messages';
import type { Historian } from './record/historian';
import type { Health } from './serve/rooms';

export type WorkerStates = z.infer<typeof workerStateSchema>[];

export interface StationHealthDeps {
  readonly historian: Pick<Historian, 'stats'>;
  readonly events: Pick<EventsDesk, 'began' | 'ended' | 'degradations'>;
  readonly now: () => number;
  readonly readingsPerS: () => number;
  readonly workers: () => WorkerStates;
}

/** How the station is doing. */
export interface StationHealth {
  now(): Health;
  /** Looks whether recording keeps up; called every second. */
  tick(): void;
}

const behindAfterMs = 2000;
const behindWords = {
  kind: 'recorder-behind',
  words: 'Recording is more than 2 s behind: what screens show is not all on disk yet',
  advice: 'Look for another program that keeps the disk busy; nothing is acknowledged before it is stored.',
};

/** Cells are worked out again from samples; samples themselves are a hole until they are delivered again. */
function damagedWords(chunks: readonly DamagedChunk[]): Omit<Degradation, 'since'> {
  const lost = chunks.filter(({ level }) => level === 0);
  const [first] = lost;
  const where = first ? `, first of series ${first.series} at ${new Date(first.start).toISOString()}` : '';
  return {
    kind: 'damaged-chunks',
    words: `Parts of recorded history are damaged and missing: ${lost.length}${where}; cells worked out again: ${chunks.length - lost.length}`,
    advice:
      'Keep a copy of historian.db, have it verified, and put back a backup; recording goes on meanwhile.',
  };
}

export function createStationHealth(deps: StationHealthDeps): StationHealth {
  const { historian, events, now } = deps;
  return {
    now: () => {
      const { recordedTo, pendingSamples, commitP50Ms, commitP99Ms, bytes } = historian.stats();
      return {
        now: now(),
        degradations: events.degradations(),
        recordedTo,
        pendingSamples,
        commitP50Ms,
        commitP99Ms,
        readingsPerS: deps.readingsPerS(),
        storeBytes: bytes,
        memoryBytes: process.memoryUsage.rss(),
        workers: deps.workers(),
      };
    },
    tick: () => {
      const { recordedTo, pendingSamples, damagedChunks } = historian.stats();
      const behindMs = pendingSamples > 0 && recordedTo !== null ? now() - recordedTo : 0;
      // Where nothing can be written that has been said, with what to do about it.
      const stopped = events.degradations().some(recordingStopped);
      if (behindMs > behindAfterMs && !stopped) events.began('behind', behindWords);
      else events.ended('behind', 'Recording has caught up');
      if (damagedChunks.length > 0) events.began('damaged-chunks', damagedWords(damagedChunks));
    },
  };
}

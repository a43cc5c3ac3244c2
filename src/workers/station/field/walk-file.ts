import { fieldValues, type FieldEntry, type FieldHead } from '../../../shared/model/field-file';
import type { FieldPoint } from './compare-points';
import { openField, type FieldReader, type ReadThrough } from './read-field';

/** Whoever goes through a file. */
export interface FieldWalk {
  /** First of all; what is known by then decides how points are read. */
  head(head: FieldHead): void;
  /** Points of a channel in the order of the file, some thousands at a time. */
  points(channel: number, points: readonly FieldPoint[]): Promise<void>;
  entry?(entry: FieldEntry): void;
  /** Share of the file that is read, 0 to 1, and values so far. */
  progress(done: number, values: number): void;
  readonly signal: AbortSignal;
  /** Lets others work in between. */
  readonly pause: () => Promise<void>;
  readonly shiftMs: number;
}

/** Points of one channel that are looked at together: over an hour at one a second. */
const batchPoints = 5000;
/** Lines between two pauses. */
const pauseLines = 200;

/**
 * Reads a whole file, each line checked before anything of it counts.
 * @throws Refusal with words where the file is damaged, altered, foreign or newer; what the signal was aborted with
 */
export async function walkFile(path: string, walk: FieldWalk): Promise<ReadThrough> {
  const reader: FieldReader = await openField(path);
  const waiting = new Map<number, FieldPoint[]>();
  let [lines, values] = [0, 0];
  const flush = async (channel: number, points: FieldPoint[]): Promise<void> => {
    waiting.set(channel, []);
    if (points.length > 0) await walk.points(channel, points);
  };
  for await (const entry of reader.entries()) {
    lines += 1;
    if (lines % pauseLines === 0) {
      walk.progress(reader.done(), values);
      await walk.pause();
    }
    walk.signal.throwIfAborted();
    if (entry.kind === 'head') walk.head(entry);
    walk.entry?.(entry);
    if (entry.kind !== 'values') continue;
    values += entry.channel.length;
    for (const { channel, t, value, quality } of fieldValues(entry)) {
      const points = waiting.get(channel) ?? [];
      points.push({ t: t + walk.shiftMs, value, quality });
      waiting.set(channel, points);
      if (points.length >= batchPoints) await flush(channel, points);
    }
  }
  for (const [channel, points] of waiting) await flush(channel, points);
  walk.progress(1, values);
  return reader.through();
}

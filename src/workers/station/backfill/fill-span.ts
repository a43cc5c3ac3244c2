import type { InfluxStore, StoredSeries } from '../../../../drivers/influx/influx-store';
import type { Channel } from '../../../shared/model/channel';
import type { Historian } from '../record/historian';
import type { RecordedSample } from '../record/recorded-sample';
import { knownTimes } from './known-times';
import { lateJudge } from './late-samples';

/** The way into the station for what is filled in. */
export interface FillDoor {
  readonly historian: Pick<Historian, 'raw'>;
  /** Hands samples in as from a source; resolves when they are on disk. */
  readonly record: (samples: readonly RecordedSample[], from: string) => Promise<void>;
  readonly now: () => number;
}

/** What one channel is filled from. */
export interface FillFrom {
  readonly store: InfluxStore;
  readonly series: readonly StoredSeries[];
  /** The source in words, and its number, which is kept with every sample. */
  readonly name: string;
  readonly origin: number;
  /** Points nearer than this to a sample we have are that sample; 0 where times are the source's own. */
  readonly toleranceMs: number;
}

export interface Filled {
  /** Points the source has. */
  readonly found: number;
  /** Of them those that were missing and are now on disk. */
  readonly filled: number;
}

interface Span {
  readonly from: number;
  readonly to: number;
}

/** Spans are looked at in pieces, so that memory stays small whatever is asked. */
const pieceMs = 6 * 3_600_000;

/**
 * Takes what a source has of a channel in a span, `from` included, `to` not, and records what is missing here.
 * @throws InfluxProblem, or what the signal was aborted with; what was recorded until then stays
 */
export async function fillSpan(
  channel: Channel,
  span: Span,
  source: FillFrom,
  door: FillDoor,
  signal: AbortSignal,
): Promise<Filled> {
  const sum = { found: 0, filled: 0 };
  for (let from = span.from; from < span.to; from += pieceMs) {
    const piece = { from, to: Math.min(span.to, from + pieceMs) };
    const got = await fillPiece(channel, piece, source, door, signal);
    sum.found += got.found;
    sum.filled += got.filled;
  }
  return sum;
}

async function fillPiece(
  channel: Channel,
  piece: Span,
  { store, series, name, origin, toleranceMs }: FillFrom,
  door: FillDoor,
  signal: AbortSignal,
): Promise<Filled> {
  const sum = { found: 0, filled: 0 };
  const known = await knownTimes(door.historian, channel, piece, toleranceMs);
  for (const stored of series) {
    const judged = lateJudge(channel);
    const taken: number[] = [];
    for await (const page of store.read(stored, piece, signal)) {
      sum.found += page.length;
      const missing = page.filter(({ t }) => !known.has(t));
      const samples = judged(missing, door.now(), origin);
      if (samples.length > 0) await door.record(samples, name);
      sum.filled += samples.length;
      for (const { t } of samples) taken.push(t);
      signal.throwIfAborted();
    }
    // A second series of the same channel, such as that of another host, holds the same samples again.
    known.add(taken);
  }
  return sum;
}

import type { HoleCause, HoleFill } from '../../../../shared/model/hole';

/** A stretch of time, epoch ms: `from` included, `to` not. */
export interface Span {
  readonly from: number;
  readonly to: number;
}

/** A stretch without the samples expected, as it is kept. */
export interface HoleSpan extends Span {
  readonly cause: HoleCause;
  /** Null while the samples are missing. */
  readonly fill: HoleFill | null;
}

/** What must outlive a kill about a channel whose samples are expected. */
export interface TrackedChannel {
  readonly series: number;
  /** What fed it last: a connection's id, or the name of one of our workers. */
  readonly source: string;
  /** Expected time between two samples, ms. */
  readonly cadenceMs: number;
  /** Everything between these two sample times is accounted for; `lastSeen` is when the last one arrived. */
  readonly firstT: number;
  readonly lastT: number;
  readonly lastSeen: number;
  /** Time of the first of the bad samples that came without a good one since; null while it is well. */
  readonly badSince: number | null;
}

/** How a source stood from a time on. `start` and `off` are the connection's, `silent` a unit's. */
export type MarkState = 'online' | 'offline' | 'starting' | 'off' | 'silent';

/** A change of state of a connection (its id) or a unit (`unit:ID`), on the station's clock. */
export interface SourceMark {
  readonly source: string;
  readonly at: number;
  readonly state: MarkState;
}

/** One start of the station, and until when it is known to have run. */
export interface StationRun {
  readonly startedAt: number;
  readonly aliveTo: number;
}

/** The spans of a series within a window are now these; all lie in it. */
export interface SpanChange extends Span {
  readonly series: number;
  readonly spans: readonly HoleSpan[];
}

export interface CompletenessUpdate {
  readonly run: StationRun;
  readonly channels: readonly TrackedChannel[];
  readonly marks: readonly SourceMark[];
  readonly changes: readonly SpanChange[];
}

/**
 * The completeness ledger in records.db. Every call is durable when it returns.
 * All may throw a Refusal `UNAVAILABLE` where the disk does not take data.
 */
export interface CompletenessKeep {
  trackedChannels(): TrackedChannel[];
  /** All or nothing. */
  updateCompleteness(update: CompletenessUpdate): void;
  /** Spans that touch the window, in order of time, whole. */
  holeSpans(series: number, window: Span): HoleSpan[];
  /** Every run that ended after `from`, oldest first. */
  stationRuns(from: number): StationRun[];
  /** When the station ran for the first time; null before the first update. */
  firstRun(): number | null;
  /** Marks of a source in the window with the last one before it, oldest first. */
  sourceMarks(source: string, window: Span): SourceMark[];
}

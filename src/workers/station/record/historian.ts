import type { AppliedLine } from '../../../shared/model/calibration-applied';
import type { RawColumns } from './raw-columns';
import type { RecordedSample } from './recorded-sample';
import type { Correction } from './historian/notes';
import type { DamagedChunk, SeriesAnswer, SeriesWindow } from './historian/thread-messages';

/** Figures of the moment they are looked at. */
export interface HistorianStats {
  /** Samples handed in and not yet on disk. */
  readonly pendingSamples: number;
  /** Begin to durable of the last 500 commits of live samples, ms; null before the first. */
  readonly commitP50Ms: number | null;
  readonly commitP99Ms: number | null;
  /** Hand-in to durable of the same commits, ms: what a source waits for its acknowledgement. */
  readonly waitP50Ms: number | null;
  readonly waitP99Ms: number | null;
  /** Size of both files with their journals. */
  readonly bytes: number;
  /** Newest time of arrival on disk, epoch ms. */
  readonly recordedTo: number | null;
  /** Samples dropped from memory while the disk took none, since the start. */
  readonly dropped: number;
  /** What the start found in the journal and took up again: commits and samples; null before it is known. */
  readonly replayed: { readonly rows: number; readonly samples: number; readonly damaged: number } | null;
  /** Stored chunks that turned out not to be what was written: their samples are holes. */
  readonly damagedChunks: readonly DamagedChunk[];
}

/** The plant's memory: samples in, windows of history out. */
export interface Historian {
  /**
   * Hands samples in; resolves when they are on disk. The first sample of a series and time wins. While the disk
   * takes nothing it stays pending. 10,000 samples or more at once are history and give way to live ones.
   * @throws StoreRefusal `dropped` where memory ran out first, `closed` after the end
   */
  append(samples: readonly RecordedSample[]): Promise<void>;
  /** At most one point a pixel, each with min, max and mean of what it covers. */
  read(ask: SeriesWindow & { readonly widthPx: number }): Promise<SeriesAnswer>;
  /** The closed 30 s cells that begin in the window. */
  grid(ask: SeriesWindow): Promise<SeriesAnswer>;
  /**
   * The samples of one series as they were recorded, `from` included, `to` not; the first `limit` of them. Ask on from
   * after the last time until fewer come.
   */
  raw(ask: {
    readonly series: number;
    readonly from: number;
    readonly to: number;
    readonly limit: number;
    /** With corrections in the place of what they correct; otherwise as it was recorded. */
    readonly corrected?: boolean;
  }): Promise<RawColumns>;
  /** Newest recorded time of each series, null where there is none. */
  lastTimes(series: readonly number[]): Promise<(number | null)[]>;
  /** Newest sample of each series, up to a time where one is given. */
  newest(series: readonly number[], upTo?: number): Promise<(RecordedSample | null)[]>;
  /** The number under which samples of a source of fillings are kept; the same words have the same number. */
  origin(words: string): Promise<number>;
  /** Puts values in the place of recorded samples, which themselves stay; {@link read} and {@link grid} follow at once. */
  correct(corrections: readonly Correction[]): Promise<void>;
  /**
   * Lays calibrations over a series, all of them in order of time: every answer but the uncorrected raw one follows at
   * once, for whatever was recorded and will be. Samples stay as they came.
   */
  apply(series: number, lines: readonly AppliedLine[]): Promise<void>;
  stats(): HistorianStats;
  /** Resolves when all that was handed in is on disk and every complete window is sealed. */
  settle(): Promise<void>;
}

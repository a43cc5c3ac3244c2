import type { EdgeStore } from '../../src/shared/model/edge-store';

/** One stored series and field. */
export interface StoredSeries {
  readonly measurement: string;
  readonly tags: Readonly<Record<string, string>>;
  readonly field: string;
  /** Tags that other series of its measurement have and it has not. */
  readonly absentTags: readonly string[];
}

export interface StoredPoint {
  /** Epoch ms; finer times are cut. */
  readonly t: number;
  /** Null where it holds no number, or only a quality. */
  readonly value: number | null;
  /** Our quality code, where the layout has one. */
  readonly quality: number | null;
}

/** A window of time: `from` included, `to` not, epoch ms. */
export interface StoredWindow {
  readonly from: number;
  readonly to: number;
}

export interface InfluxConfig {
  readonly store: EdgeStore;
  /** Password or token; empty where none is needed. */
  readonly secret: string;
  /** Waits, unless the signal is aborted. Passed in, so that tests need not. */
  readonly pause: (ms: number, signal: AbortSignal) => Promise<void>;
}

/**
 * One InfluxDB. Every call may throw an InfluxProblem, whose words are for people, or what the signal was aborted with.
 */
export interface InfluxStore {
  /** Whether it is there, lets us in and has the database or bucket. */
  test(signal: AbortSignal): Promise<string>;
  /** Series with points in a window (2.x) or at all (1.x), of the measurements and field the configuration names. */
  series(window: StoredWindow, signal: AbortSignal): Promise<StoredSeries[]>;
  /** Points of one series in order of time, in pages. */
  read(series: StoredSeries, window: StoredWindow, signal: AbortSignal): AsyncGenerator<StoredPoint[]>;
  /** Writes lines with times in ms, all or none; tried once. An InfluxProblem `rejected` names lines never taken. */
  write(lines: string, signal: AbortSignal): Promise<void>;
}

/** Points of one answer at most. */
export const pagePoints = 10_000;
/** Series looked at in one store at most. */
export const mostSeries = 20_000;

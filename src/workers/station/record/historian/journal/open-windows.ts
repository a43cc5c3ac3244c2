import { cellStart, windowMs } from '../cell-level';
import type { GroupedSamples, SeriesGroup } from './grouped-samples';
import { SampleRun } from './sample-run';

/** Ten minutes of one series that are in the journal and not sealed yet. */
export interface OpenWindow {
  readonly start: number;
  readonly run: SampleRun;
  /** When a sample last came, station's time. */
  touchedAt: number;
  /** It was filled after its series had gone on already. */
  late: boolean;
  /** The filling has moved on to what follows it. */
  passed: boolean;
}

interface OpenSeries {
  newest: number;
  readonly windows: Map<number, OpenWindow>;
}

/** Windows of one series that may be sealed together, in order of time. */
export interface DueWindows {
  readonly series: number;
  readonly windows: readonly OpenWindow[];
}

/** So far behind the newest sample no straggler is waited for. */
const stragglerMs = 30_000;
/** A window that lies in the past is sealed once nothing came for it this long. */
const quietMs = 20_000;
/** The same wherever it lies: a time a year ahead may not keep the journal. */
const idleMs = 900_000;
/** A window of a fast channel is sealed in parts. */
const mostRows = 50_000;
const lookEveryMs = 1000;
/** Windows of one series that are sealed together. */
const mostAtOnce = 64;
const none: ReadonlySet<number> = new Set();

/** The windows that are not sealed yet, in memory, and which rows of the journal hold their samples. */
export class OpenWindows {
  readonly #series = new Map<number, OpenSeries>();
  /** Windows that still need a row of the journal. */
  readonly #needed = new Map<number, number>();
  readonly #due = new Set<number>();
  #rows = 0;
  #windows = 0;
  #lookedAt = 0;

  /** Samples in open windows. */
  get rows(): number {
    return this.#rows;
  }

  get windows(): number {
    return this.#windows;
  }

  /** Notes samples that a row of the journal holds, once it is on disk. */
  add(seq: number, { groups, columns }: GroupedSamples, now: number): void {
    this.#needed.set(seq, 0);
    for (const group of groups) {
      const open = this.#open(group.series);
      for (let from = group.from; from < group.to;) {
        const start = cellStart(columns.t[from] ?? 0, windowMs);
        const to = endOfWindow(columns.t, from, group, start);
        this.#addRun(open, start, now).add(seq, columns, from, to);
        this.#rows += to - from;
        this.#needed.set(seq, (this.#needed.get(seq) ?? 0) + 1);
        this.#moveOn(group.series, open, columns.t.subarray(from, to), start);
        from = to;
      }
    }
    // A row without samples keeps nothing.
    if (groups.length === 0) this.#needed.delete(seq);
  }

  /** Windows of one series that are due; those whose turn came with time are looked for once a second. */
  due(now: number, except: ReadonlySet<number> = none): DueWindows | undefined {
    if (Math.abs(now - this.#lookedAt) >= lookEveryMs) this.#look(now);
    for (const series of this.#due) {
      if (except.has(series)) continue;
      const found = this.#pick(series, (open, window) => isDue(open, window, now));
      if (found) return found;
      this.#due.delete(series);
    }
    return undefined;
  }

  /** The windows of the series that has waited longest, due or not: memory is bounded. */
  oldest(except: ReadonlySet<number>): DueWindows | undefined {
    for (const series of this.#series.keys()) if (!except.has(series)) return this.#pick(series, () => true);
    return undefined;
  }

  /** Rows of the journal that nothing would need once these windows were sealed. */
  freedBy(sealed: readonly DueWindows[]): number[] {
    const left = new Map<number, number>();
    for (const { windows } of sealed)
      for (const { run } of windows)
        for (const seq of run.seqs) left.set(seq, (left.get(seq) ?? this.#needed.get(seq) ?? 0) - 1);
    return [...left].flatMap(([seq, count]) => (count <= 0 ? [seq] : []));
  }

  /** Forgets windows whose chunks are on disk. */
  sealed(sealed: readonly DueWindows[]): void {
    for (const { series, windows } of sealed) {
      const open = this.#series.get(series);
      for (const { start, run } of windows) {
        open?.windows.delete(start);
        this.#rows -= run.length;
        this.#windows -= 1;
        for (const seq of run.seqs) this.#release(seq);
      }
      if (open?.windows.size === 0) this.#series.delete(series);
    }
  }

  #release(seq: number): void {
    const left = (this.#needed.get(seq) ?? 0) - 1;
    if (left > 0) this.#needed.set(seq, left);
    else this.#needed.delete(seq);
  }

  #open(series: number): OpenSeries {
    const known = this.#series.get(series);
    if (known) return known;
    const open = { newest: 0, windows: new Map<number, OpenWindow>() };
    this.#series.set(series, open);
    return open;
  }

  #addRun(open: OpenSeries, start: number, now: number): SampleRun {
    let window = open.windows.get(start);
    if (!window) {
      window = { start, run: new SampleRun(), touchedAt: now, late: false, passed: false };
      open.windows.set(start, window);
      this.#windows += 1;
    }
    window.touchedAt = now;
    window.passed = false;
    window.late = open.newest >= start + windowMs + stragglerMs;
    return window.run;
  }

  /** What has come tells that windows before it are complete. */
  #moveOn(series: number, open: OpenSeries, t: Float64Array, start: number): void {
    for (const time of t) if (time > open.newest) open.newest = time;
    const last = t.at(-1) ?? 0;
    for (const before of [start - windowMs, start - 2 * windowMs]) {
      const window = open.windows.get(before);
      if (window && last >= before + windowMs + stragglerMs) window.passed = true;
    }
    if (open.windows.size > 1 || (open.windows.get(start)?.run.length ?? 0) >= mostRows)
      this.#due.add(series);
  }

  #look(now: number): void {
    this.#lookedAt = now;
    for (const [series, open] of this.#series)
      for (const window of open.windows.values())
        if (isDue(open, window, now)) {
          this.#due.add(series);
          break;
        }
  }

  #pick(series: number, wanted: (open: OpenSeries, window: OpenWindow) => boolean): DueWindows | undefined {
    const open = this.#series.get(series);
    if (!open) return undefined;
    const windows = [...open.windows.values()].filter((window) => wanted(open, window));
    if (windows.length === 0) return undefined;
    return { series, windows: windows.toSorted((a, b) => a.start - b.start).slice(0, mostAtOnce) };
  }
}

function isDue({ newest }: OpenSeries, window: OpenWindow, now: number): boolean {
  const end = window.start + windowMs;
  const quiet = now - window.touchedAt;
  return (
    window.passed ||
    (!window.late && newest >= end + stragglerMs) ||
    (end <= now && quiet >= quietMs) ||
    quiet >= idleMs ||
    window.run.length >= mostRows
  );
}

function endOfWindow(t: Float64Array, from: number, group: SeriesGroup, start: number): number {
  let to = from + 1;
  while (to < group.to && (t[to] ?? 0) >= start && (t[to] ?? 0) < start + windowMs) to += 1;
  return to;
}

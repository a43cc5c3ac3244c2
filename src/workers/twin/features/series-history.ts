import type { WindowValues } from './feature-engine';
import { longestSpan, rolledWidth, rollWindows } from './rolling-window';
import type { ReadWindow } from './series-reader';

/** The last hour of one channel; NaN where nothing is known. */
export interface KeptSeries {
  /** The value so many windows ago, 0 for the newest. */
  ago(windows: number): number;
  /** Statistics as `rollWindows` orders them; asked for once before the first window, so that they are kept. */
  rolled(): Float64Array;
  readonly cells: Float64Array;
}

/** The last hour of the channels that features are made of. */
export interface SeriesHistory {
  /** Keeps a channel from the first window on. */
  keep(read: ReadWindow): KeptSeries;
  /** Takes the next window. */
  push(window: WindowValues): void;
  /** Where the newest values stand in `cells`. */
  last(): number;
}

/** Windows kept in one piece before the last hour is moved to the front again. */
const room = 1024;

/** An empty history. */
export function createSeriesHistory(): SeriesHistory {
  const kept: { readonly cells: Float64Array; readonly read: ReadWindow; rolled: Float64Array | null }[] = [];
  let last = longestSpan - 1;
  return {
    last: () => last,
    keep(read) {
      const own = {
        cells: new Float64Array(room).fill(Number.NaN),
        read,
        rolled: null as Float64Array | null,
      };
      kept.push(own);
      return {
        cells: own.cells,
        ago: (windows) => own.cells[last - windows] ?? Number.NaN,
        rolled: () => (own.rolled ??= new Float64Array(rolledWidth)),
      };
    },
    push(window) {
      last += 1;
      const isFull = last === room;
      if (isFull) last = longestSpan;
      for (const { cells, read, rolled } of kept) {
        if (isFull) cells.copyWithin(0, room - longestSpan);
        cells[last] = read(window) ?? Number.NaN;
        if (rolled) rollWindows(cells, last, rolled, 0);
      }
    },
  };
}

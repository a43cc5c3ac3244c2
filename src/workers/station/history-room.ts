import type { LateHistory } from './late-history';
import type { Historian } from './record/historian';
import type { HistoryRoom } from './serve/rooms';

/** What is recorded, as `serve` may ask for it. */
export function historyRoom(historian: Historian, past: LateHistory): HistoryRoom {
  return {
    read: (window, widthPx) => historian.read({ ...window, widthPx }),
    grid: (window) => historian.grid(window),
    lastTimes: (series) => historian.lastTimes(series),
    newest: (series, upTo) => historian.newest(series, upTo),
    recordedTo: () => historian.stats().recordedTo,
    get lateVersion() {
      return past.version;
    },
    lateVersionOf: (unitId) => past.versionOf(unitId),
  };
}

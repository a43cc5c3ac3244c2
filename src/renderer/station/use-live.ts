import { useCallback, useEffect, useRef, useState, useSyncExternalStore } from 'react';
import type { LatencyFigures } from './latency-window';
import type { LinkState } from './link-state';
import type { Latest } from './live-store';
import { everyAligned } from '../ui/aligned-ticker';
import { useStation } from './station-context';

/** The newest sample of a series as React state: for slow things only. Numbers that tick use {@link useEachLatest}. */
export function useLatest(series: number | undefined): Latest | undefined {
  const { live } = useStation();
  const subscribe = useCallback(
    (changed: () => void) => (series === undefined ? () => undefined : live.subscribe(series, changed)),
    [live, series],
  );
  return useSyncExternalStore(subscribe, () => (series === undefined ? undefined : live.latest(series)));
}

/** Calls back in an animation frame with every newer sample of a series; to write a DOM text node, not state. */
export function useEachLatest(series: number, show: (latest: Latest) => void): void {
  const { live } = useStation();
  const newest = useRef(show);
  useEffect(() => {
    newest.current = show;
  });
  useEffect(() => live.subscribe(series, (latest) => newest.current(latest)), [live, series]);
}

/** How this window stands with its station. */
export function useLinkState(): LinkState {
  const { link } = useStation();
  return useSyncExternalStore(link.subscribe, link.get);
}

/** Something read off the station every `everyMs`; the component draws again only when it differs as text. */
export function useSampled<T>(read: () => T, everyMs: number): T {
  const [value, setValue] = useState(read);
  const latestRead = useRef(read);
  useEffect(() => {
    latestRead.current = read;
  });
  useEffect(() => {
    return everyAligned(everyMs, () => {
      const next = latestRead.current();
      setValue((before) => (JSON.stringify(before) === JSON.stringify(next) ? before : next));
    });
  }, [everyMs]);
  return value;
}

export interface Latency {
  /** From the station's time of arrival to the screen. */
  readonly station: LatencyFigures;
  /** From the source's own time stamp to the screen. */
  readonly source: LatencyFigures;
  /** How far the clock estimate between station and window can be off. */
  readonly clockErrorMs: number | null;
}

/** Sensor-to-screen latency over the last minute; refreshed every 2 s. */
export function useLatency(): Latency {
  const { paint, clock } = useStation();
  return useSampled(
    () => ({
      station: paint.counters.seenToPaint(),
      source: paint.counters.sourceToPaint(),
      clockErrorMs: clock.errorMs(),
    }),
    2000,
  );
}

import type { Sample } from '../../../shared/model/reading';

/** What a probe gave lately, as it came. */
export interface Tap {
  readonly t: number[];
  readonly value: number[];
}

const keptMs = 600_000;

/** Remembers the newest minutes of the probes that are being calibrated, in memory alone. */
export function createLineTap() {
  const taps = new Map<number, Tap>();
  return {
    watch: (series: number): void => {
      if (!taps.has(series)) taps.set(series, { t: [], value: [] });
    },
    forget: (series: number): boolean => taps.delete(series),
    take: (samples: readonly Sample[]): void => {
      if (taps.size === 0) return;
      for (const { series, t, value } of samples) {
        const tap = taps.get(series);
        const last = tap?.t.at(-1) ?? Number.NEGATIVE_INFINITY;
        if (!tap || value === null || t <= last) continue;
        tap.t.push(t);
        tap.value.push(value);
        while ((tap.t[0] ?? t) < t - keptMs) {
          tap.t.shift();
          tap.value.shift();
        }
      }
    },
    /** Since a moment, oldest first. */
    since: (series: number, from: number): Tap => {
      const tap = taps.get(series);
      const first = tap?.t.findIndex((t) => t >= from) ?? -1;
      return !tap || first < 0
        ? { t: [], value: [] }
        : { t: tap.t.slice(first), value: tap.value.slice(first) };
    },
  };
}
export type LineTap = ReturnType<typeof createLineTap>;

import { growthRate, type GrowthRate } from '../../shared/calc/growth';

/** The last hour of a biomass signal, from which its growth rate is taken. */
export interface GrowthWindow {
  /** Adds a value of the whole broth; null where there is none. */
  add(t: number, biomass: number | null): void;
  /** µ at the last time added; null while less than half an hour is known, or nothing just now. */
  rate(): GrowthRate | null;
}

const spanMs = 60 * 60_000;
const leastMs = 30 * 60_000;
const hourMs = 3_600_000;
/** Of the 30 s windows of the last hour, this many must be known. */
const leastPoints = 30;

/** Theil-Sen slope of ln biomass over the last 60 min (science.md D6); it sees the past only. */
export function createGrowthWindow(): GrowthWindow {
  let times: number[] = [];
  let values: number[] = [];
  let known = false;
  let rate: GrowthRate | null | undefined;
  return {
    add(t, biomass) {
      const kept = times.findIndex((past) => past >= t - spanMs);
      times = kept < 0 ? [] : times.slice(kept);
      values = kept < 0 ? [] : values.slice(kept);
      rate = undefined;
      known = biomass !== null && biomass > 0;
      if (biomass === null || !known) return;
      times.push(t);
      values.push(biomass);
    },
    rate() {
      const first = times[0] ?? 0;
      if (!known || (times.at(-1) ?? 0) - first < leastMs || times.length < leastPoints) return null;
      rate ??= growthRate(
        times.map((past) => (past - first) / hourMs),
        values,
      );
      return rate;
    },
  };
}

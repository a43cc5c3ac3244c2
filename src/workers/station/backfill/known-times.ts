import type { Channel } from '../../../shared/model/channel';
import type { Historian } from '../record/historian';

/** Samples read in one go. */
const pageSamples = 50_000;

/** When a channel has samples, to tell points we have from points we lack. */
export interface KnownTimes {
  /** True where a sample lies within the tolerance of a time; exactly there for a tolerance of 0. */
  has(t: number): boolean;
  add(times: readonly number[]): void;
}

/** Reads the times of a channel's samples in a window, wider by the tolerance. */
export async function knownTimes(
  historian: Pick<Historian, 'raw'>,
  { series }: Pick<Channel, 'series'>,
  { from, to }: { readonly from: number; readonly to: number },
  toleranceMs: number,
): Promise<KnownTimes> {
  const times: number[] = [];
  const end = Math.ceil(to + toleranceMs) + 1;
  for (let next = Math.max(0, Math.floor(from - toleranceMs)); next < end;) {
    const { t } = await historian.raw({ series, from: next, to: end, limit: pageSamples });
    for (const time of t) times.push(time);
    if (t.length < pageSamples) break;
    next = (t.at(-1) ?? end) + 1;
  }
  return timesOf(times, toleranceMs);
}

function timesOf(sorted: number[], toleranceMs: number): KnownTimes {
  let times = sorted;
  return {
    has: (t) => {
      const at = firstNotBefore(times, t - toleranceMs);
      return (times[at] ?? Number.POSITIVE_INFINITY) <= t + toleranceMs;
    },
    add: (more) => {
      times = [...times, ...more].toSorted((a, b) => a - b);
    },
  };
}

function firstNotBefore(times: readonly number[], t: number): number {
  let low = 0;
  let high = times.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((times[middle] ?? 0) < t) low = middle + 1;
    else high = middle;
  }
  return low;
}

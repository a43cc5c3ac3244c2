import type { SensorSuspicion } from './sensor-suspicion';
import { bridgedGapMs, knownInOrder, type TimedValue } from './timed-series';

/** Fastest change that a process can make. */
export interface RateLimit {
  readonly change: number;
  readonly perS: number;
  readonly words: string;
}

/** Defaults of science.md D10. */
export const rateLimits = {
  ph: { change: 0.5, perS: 60, words: '0.5 per min' },
  tempC: { change: 1, perS: 60, words: '1 °C per min' },
  doPct: { change: 5, perS: 1, words: '5 % per s' },
} as const satisfies Record<string, RateLimit>;

/** The latest change between two readings that was faster than the process can be; gaps say nothing about rates. */
export function impossibleRate(
  tag: string,
  series: readonly TimedValue[],
  limit: RateLimit,
): SensorSuspicion | null {
  const known = knownInOrder(series);
  for (let i = known.length - 1; i > 0; i -= 1) {
    const [before, after] = [known[i - 1], known[i]];
    if (!before || !after || after.t - before.t > bridgedGapMs) continue;
    const perLimit = (Math.abs(after.value - before.value) * 1000 * limit.perS) / (after.t - before.t);
    if (perLimit <= limit.change) continue;
    const seconds = ((after.t - before.t) / 1000).toFixed(0);
    return {
      check: 'rate',
      suspects: [tag],
      since: after.t,
      evidence: `${tag} from ${before.value} to ${after.value} in ${seconds} s, faster than ${limit.words}`,
    };
  }
  return null;
}

/** Knows how far the inputs of one unit have arrived in the store. */
export interface ArrivalWatch {
  /** Newest recorded time of each input, in the order of the cadences; null where there is none yet. */
  update(lastTimes: readonly (number | null)[], now: number): void;
  /** True when nothing more is to be expected for a window that ends then. */
  hasArrived(end: number, now: number): boolean;
}

/** An input that has not moved for this long is not waited for. */
const silentMs = 60_000;

/**
 * A window may be computed when every input has come past its end. What a broker or the simulator still holds back
 * (after an outage, while hours are filled in) is so waited for; an input that stands still is given up after a minute.
 * @param cadencesMs expected time between the samples of each input
 */
export function createArrivalWatch(cadencesMs: readonly number[], startedAt: number): ArrivalWatch {
  const inputs = cadencesMs.map((cadenceMs) => ({
    cadenceMs,
    last: null as number | null,
    movedAt: startedAt,
  }));
  return {
    update(lastTimes, now) {
      inputs.forEach((input, i) => {
        const last = lastTimes[i] ?? null;
        if (last === input.last) return;
        input.last = last;
        input.movedAt = now;
      });
    },
    hasArrived: (end, now) =>
      inputs.every(
        ({ last, cadenceMs, movedAt }) =>
          (last !== null && last + 2 * cadenceMs >= end) || now - movedAt >= silentMs,
      ),
  };
}

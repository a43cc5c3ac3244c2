/** Counts events and tells their rate per second over the last ten whole seconds. */
export interface RateMeter {
  add(count: number): void;
  perS(): number;
}

const seconds = 10;

export function createRateMeter(now: () => number): RateMeter {
  const counts = new Map<number, number>();
  const second = (): number => Math.floor(now() / 1000);
  return {
    add: (count) => {
      const at = second();
      counts.set(at, (counts.get(at) ?? 0) + count);
      for (const old of counts.keys()) if (old < at - seconds) counts.delete(old);
    },
    perS: () => {
      const at = second();
      let sum = 0;
      for (const [when, count] of counts) if (when < at && when >= at - seconds) sum += count;
      return sum / seconds;
    },
  };
}

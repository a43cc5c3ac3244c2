interface Seen {
  readonly at: number;
  readonly counts: ReadonlyMap<string, number>;
}

/** Rising counters as last looked at, and how fast they rise. */
export interface CountRates {
  readonly seen: Seen;
  /** Per second. A counter that is new or that fell has none. */
  readonly perS: ReadonlyMap<string, number>;
}

/** Looks closer together than this tell nothing steady about a rate, ms. */
const apartMs = 1500;

/**
 * The rates after one more look.
 * @param at time of the look, ms
 */
export function nextRates(
  before: CountRates | undefined,
  at: number,
  counters: readonly (readonly [string, number])[],
): CountRates {
  const seen = { at, counts: new Map(counters) };
  if (!before) return { seen, perS: new Map() };
  if (at - before.seen.at < apartMs) return before;
  return { seen, perS: ratesBetween(before.seen, seen) };
}

function ratesBetween(before: Seen, after: Seen): Map<string, number> {
  const seconds = (after.at - before.at) / 1000;
  const rates = new Map<string, number>();
  for (const [name, count] of after.counts) {
    const earlier = before.counts.get(name);
    if (earlier !== undefined && count >= earlier) rates.set(name, (count - earlier) / seconds);
  }
  return rates;
}

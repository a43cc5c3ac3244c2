/** One setting to be searched: a range, in logarithms where its factors matter, rounded where it is whole. */
export interface SearchRange {
  readonly low: number;
  readonly high: number;
  readonly log?: boolean;
  readonly whole?: boolean;
}

export type SearchSpace = Readonly<Record<string, SearchRange>>;
export type SearchPoint = Readonly<Record<string, number>>;

/** What is searched for boosted trees where nobody says otherwise. */
export const boostingSpace: SearchSpace = {
  leaves: { low: 7, high: 63, whole: true },
  minDataInLeaf: { low: 10, high: 100, whole: true },
  learningRate: { low: 0.02, high: 0.2, log: true },
  featureFraction: { low: 0.5, high: 1 },
  baggingFraction: { low: 0.5, high: 1 },
  lambdaL2: { low: 1e-3, high: 10, log: true },
};

/** @throws RangeError naming a range that is none */
export function checkSpace(space: SearchSpace): void {
  for (const [name, { low, high, log, whole }] of Object.entries(space)) {
    const isRange = Number.isFinite(low) && Number.isFinite(high) && low < high;
    if (!isRange) throw new RangeError(`${name}: ${low} to ${high} is no range to search`);
    if (log && !(low > 0)) throw new RangeError(`${name}: a logarithmic range begins above 0`);
    if (whole && !(Number.isInteger(low) && Number.isInteger(high)))
      throw new RangeError(`${name}: whole numbers need whole limits`);
  }
}

/** The limits in which a setting is drawn: half a step wider for whole numbers, logarithms where asked. */
export function innerLimits({ low, high, log, whole }: SearchRange): { low: number; high: number } {
  const half = whole ? 0.5 : 0;
  const inner = (value: number): number => (log ? Math.log(value) : value);
  return { low: inner(low - half), high: inner(high + half) };
}

export function toInner(range: SearchRange, value: number): number {
  return range.log ? Math.log(value) : value;
}

/** Back from the drawn number to the setting, within its limits. */
export function fromInner(range: SearchRange, inner: number): number {
  const value = range.log ? Math.exp(inner) : inner;
  return Math.min(Math.max(range.whole ? Math.round(value) : value, range.low), range.high);
}

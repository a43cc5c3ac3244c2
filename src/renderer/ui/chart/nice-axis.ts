/** A value axis with round ends: `min + intervals * step = max`. */
export interface AxisRange {
  readonly min: number;
  readonly max: number;
  readonly step: number;
}

export interface AxisRule {
  /** Never magnify further than this, so that an instrument's noise is not blown up to an event. */
  readonly minSpan: number;
  /** Always in view, e.g. 0 for a flow. */
  readonly include?: number;
}

const niceSteps = [1, 2, 2.5, 5, 10];
/** An axis is kept while the data fill more than this share of it. */
const enoughFilled = 0.4;

/**
 * The axis for data between `low` and `high`, in exactly `intervals` steps so that left and right axis share their grid
 * lines. Nothing drawn is ever outside. Keeps `before` as long as it still serves: axes that jump cannot be read.
 */
export function niceAxis(
  low: number,
  high: number,
  rule: AxisRule,
  intervals: number,
  before: AxisRange | null,
): AxisRange {
  const [from, to] = spread(low, high, rule);
  const serves =
    before !== null &&
    low >= before.min &&
    high <= before.max &&
    to - from > (before.max - before.min) * enoughFilled &&
    Math.round((before.max - before.min) / before.step) === intervals;
  return serves ? before : around(from, to, intervals);
}

/** Widens to the smallest span the rule allows; data without any number get the span around the included value. */
function spread(low: number, high: number, { minSpan, include }: AxisRule): readonly [number, number] {
  const known = Number.isFinite(low) && Number.isFinite(high);
  let from = known ? low : (include ?? 0);
  let to = known ? high : (include ?? 0);
  if (include !== undefined) {
    from = Math.min(from, include);
    to = Math.max(to, include);
  }
  const lacking = minSpan - (to - from);
  if (lacking <= 0) return [from, to];
  if (include !== undefined && from === include) return [from, to + lacking];
  return [from - lacking / 2, to + lacking / 2];
}

function around(from: number, to: number, intervals: number): AxisRange {
  const raw = Math.max((to - from) / intervals, Number.MIN_VALUE);
  let exponent = Math.floor(Math.log10(raw));
  for (;;) {
    for (const nice of niceSteps) {
      const step = nice * 10 ** exponent;
      const min = Math.floor(from / step + 1e-9) * step;
      const max = min + intervals * step;
      if (step >= raw * 0.999 && max >= to - step * 1e-9)
        return { min: clean(min, step), max: clean(max, step), step };
    }
    exponent += 1;
  }
}

/** Removes the dust of binary fractions. */
function clean(value: number, step: number): number {
  return Number((Math.round(value / step) * step).toPrecision(12));
}

/** Decimals that tell the ticks of a step apart. */
export function tickDecimals(step: number): number {
  for (let decimals = 0; decimals < 6; decimals += 1) {
    if (Math.abs(step * 10 ** decimals - Math.round(step * 10 ** decimals)) < 1e-6) return decimals;
  }
  return 6;
}

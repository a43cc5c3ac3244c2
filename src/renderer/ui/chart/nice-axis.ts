/** A value axis with round ends: `min + intervals * step = max`. */
export interface AxisRange {
  readonly min: number;
  readonly max: number;
  readonly step: number;
  /** Ends and step are powers of ten. */
  readonly log?: boolean;
}

export interface AxisRule {
  /** Never magnify further than this, so that an instrument's noise is not blown up to an event. */
  readonly minSpan: number;
  /** Always in view, e.g. 0 for a flow. */
  readonly include?: number;
  /** Nothing can be below: an axis that is wider than its data grows upwards from here. */
  readonly floor?: number;
  /** Decades instead of even steps. */
  readonly log?: boolean;
}

const niceSteps = [1, 2, 2.5, 5, 10];
/** An axis is kept while the data fill more than this share of it. */
const enoughFilled = 0.4;

/** Share of the axis that data may reach below the value it begins with. */
const grazing = 0.02;

/** What an axis has to hold; `low` above `high` while there are no data. */
export interface AxisDemand {
  readonly low: number;
  readonly high: number;
  readonly rule: AxisRule;
}

export interface AxisPair {
  readonly left: AxisRange;
  readonly right: AxisRange | null;
}

/**
 * Left and right axis with the same number of steps, so that they share their grid lines; of the `counts` offered the one
 * that wastes least height. Nothing drawn is ever outside. An axis is kept as long as it still serves: axes that jump
 * cannot be read.
 */
export function niceAxes(
  left: AxisDemand,
  right: AxisDemand | null,
  counts: readonly number[],
  before: AxisPair | null,
): AxisPair {
  if (left.rule.log || right?.rule.log) return { left: aloneAxis(left), right: right && aloneAxis(right) };
  const keptCount = before && counts.includes(intervalsOf(before.left)) ? intervalsOf(before.left) : null;
  const keptOr = (axis: AxisRange | null, demand: AxisDemand, count: number): AxisRange =>
    axis && count === keptCount && serves(axis, demand) ? axis : axisOf(demand, count);
  const pairs = counts.map((count) => ({
    left: keptOr(before?.left ?? null, left, count),
    right: right && keptOr(before?.right ?? null, right, count),
  }));
  const unchanged = pairs.find((pair) => pair.left === before?.left && pair.right === before.right);
  if (unchanged) return unchanged;
  const waste = ({ left: l, right: r }: AxisPair): number =>
    wasted(l, left) + (r && right ? wasted(r, right) : 0);
  return pairs.reduce((best, pair) => (waste(pair) < waste(best) - 0.02 ? pair : best));
}

/** Of an axis in decades the other one shares no steps. */
function aloneAxis(demand: AxisDemand): AxisRange {
  return demand.rule.log ? decadesOf(demand) : axisOf(demand, 4);
}

/** At most this many decades: what is below them is nought for the eye. */
const mostDecades = 8;

function decadesOf({ low, high }: AxisDemand): AxisRange {
  const known = low <= high && high > 0;
  const max = Math.ceil(Math.log10(known ? high : 10) - 1e-9);
  const lowest = known && low > 0 ? Math.floor(Math.log10(low) + 1e-9) : max - 4;
  return { min: Math.min(max - 1, Math.max(lowest, max - mostDecades)), max, step: 1, log: true };
}

/** Where on an axis a value is: 0 at its beginning, 1 at its end. What has no logarithm is far below. */
export function positionOn({ min, max, log }: AxisRange, value: number): number {
  if (!log) return (value - min) / (max - min);
  return value > 0 ? (Math.log10(value) - min) / (max - min) : -1;
}

const intervalsOf = ({ min, max, step }: AxisRange): number => Math.round((max - min) / step);

function serves(axis: AxisRange, { low, high, rule }: AxisDemand): boolean {
  const [from, to] = spread(low, high, rule);
  return from >= axis.min && to <= axis.max && to - from > (axis.max - axis.min) * enoughFilled;
}

/** Share of the axis that its data do not need. */
function wasted(axis: AxisRange, { low, high, rule }: AxisDemand): number {
  const [from, to] = spread(low, high, rule);
  return 1 - (to - from) / (axis.max - axis.min);
}

function axisOf({ low, high, rule }: AxisDemand, intervals: number): AxisRange {
  const [from, to] = spread(low, high, rule);
  return around(from, to, intervals);
}

/** Widens to the smallest span the rule allows; data without any number get the span around the included value. */
function spread(low: number, high: number, { minSpan, include, floor }: AxisRule): readonly [number, number] {
  const known = low <= high;
  let from = known ? low : (include ?? 0);
  let to = known ? high : (include ?? 0);
  if (include !== undefined) {
    // Noise around zero does not open a second half of the axis; the plot has room for it below.
    const grazes = from < include && include - from < grazing * (to - include);
    from = grazes ? include : Math.min(from, include);
    to = Math.max(to, include);
  }
  const lacking = minSpan - (to - from);
  if (lacking <= 0) return [from, to];
  if (include !== undefined && from === include) return [from, to + lacking];
  const lowest = from - lacking / 2;
  if (floor !== undefined && lowest < floor && from >= floor) return [floor, Math.max(to, floor + minSpan)];
  return [lowest, to + lacking / 2];
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

import { trackWindowMs, type BatchTrack } from './batch-track';
import { dynamicTimeWarping } from './dynamic-time-warping';

/** How mature a batch was at each hour: rising. Two batches at the same maturity belong together. */
export interface MaturityCurve {
  /** Since inoculation, evenly spaced. */
  readonly hours: readonly number[];
  /** Steps of science.md D10: a quarter of ln ∫CER until depletion, then half hours. */
  readonly maturity: readonly number[];
  /** Whether it goes on beyond the depletion. */
  readonly isDepleted: boolean;
}

/** Enough to be exact to a minute after smoothing, few enough that 18 batches take no tenth of a second. */
const mostPoints = 300;
const hourMs = 3_600_000;
const batchStep = 0.25;
const laterStepH = 0.5;
/** Less of the CO2 at depletion than this is lost in the uncertainty of the balance. */
const leastShare = 0.004;
/** Points on either side that the staircase of the path is averaged over. */
const smoothedOver = 4;

/**
 * The maturity index over a batch: ln of the CO2 given off in relation to that at depletion, so that neither the volume
 * nor the inoculum counts, and hours in the phase afterwards. A batch that has not depleted is in relation to its last.
 */
export function maturityCurve(track: BatchTrack): MaturityCurve {
  const { carbonDioxide, phases, from, inoculatedAt } = track;
  const depletedAt = phases.find(({ phase }) => phase !== 'lag' && phase !== 'batch')?.from ?? null;
  const lastKnown = carbonDioxide.findLastIndex((value) => !Number.isNaN(value));
  const nothing = { hours: [], maturity: [], isDepleted: depletedAt !== null };
  if (lastKnown < 0) return nothing;
  const depletedIndex = depletedAt === null ? lastKnown : Math.floor((depletedAt - from) / trackWindowMs);
  const at = knownNear(carbonDioxide, Math.min(depletedIndex, lastKnown));
  if (at === null || at <= 0) return nothing;
  const step = Math.max(1, Math.ceil((lastKnown + 1) / mostPoints));
  const hours: number[] = [];
  const maturity: number[] = [];
  for (let i = 0; i <= lastKnown; i += step) {
    const given = carbonDioxide[i] ?? Number.NaN;
    const t = from + (i + 1) * trackWindowMs;
    const later = depletedAt !== null && t > depletedAt;
    if (!later && !(given > leastShare * at)) continue;
    hours.push((t - inoculatedAt) / hourMs);
    maturity.push(
      later ? (t - depletedAt) / hourMs / laterStepH : Math.log(Math.min(given, at) / at) / batchStep,
    );
  }
  return { hours, maturity, isDepleted: depletedAt !== null };
}

/**
 * Hours of the reference that belong to hours of a batch, by dynamic time warping of the two indices over the maturity
 * that both have reached; before it in proportion, after it hour by hour. Null where they share none.
 */
export function warpedOnto(curve: MaturityCurve, onto: MaturityCurve): ((hour: number) => number) | null {
  const least = Math.max(curve.maturity[0] ?? 0, onto.maturity[0] ?? 0);
  const most = Math.min(curve.maturity.at(-1) ?? 0, onto.maturity.at(-1) ?? 0);
  const [own, other] = [within(curve, least, most), within(onto, least, most)];
  const warping = dynamicTimeWarping(own.maturity, other.maturity);
  if (!warping) return null;
  const sums = new Float64Array(own.hours.length);
  const counts = new Float64Array(own.hours.length);
  for (const [i, j] of warping.path) {
    sums[i] = (sums[i] ?? 0) + (other.hours[j] ?? 0);
    counts[i] = (counts[i] ?? 0) + 1;
  }
  const stairs = Array.from(sums, (sum, i) => sum / (counts[i] ?? 1));
  const nodes = own.hours.map((hour, i) => [hour, smoothed(stairs, i)] as const);
  return lineThrough([[0, 0], ...nodes.filter(([hour, there]) => hour > 0 && there > 0)]);
}

function within({ hours, maturity }: MaturityCurve, least: number, most: number): MaturityCurve {
  const kept = maturity.flatMap((value, i) => (value >= least && value <= most ? [i] : []));
  return {
    hours: kept.map((i) => hours[i] ?? 0),
    maturity: kept.map((i) => maturity[i] ?? 0),
    isDepleted: true,
  };
}

/** Straight line through the neighbours, at the place itself: an average would pull the ends inwards. */
function smoothed(values: readonly number[], i: number): number {
  const reach = Math.min(smoothedOver, i, values.length - 1 - i);
  let sum = 0;
  for (let k = i - reach; k <= i + reach; k += 1) sum += values[k] ?? 0;
  return sum / (2 * reach + 1);
}

function lineThrough(nodes: readonly (readonly [number, number])[]): (hour: number) => number {
  const last = nodes.at(-1) ?? [0, 0];
  return (hour) => {
    if (hour >= last[0]) return last[1] + (hour - last[0]);
    let [low, high] = [0, nodes.length - 1];
    while (high - low > 1) {
      const between = (low + high) >> 1;
      if ((nodes[between]?.[0] ?? 0) <= hour) low = between;
      else high = between;
    }
    const [a, b] = [nodes[low] ?? [0, 0], nodes[high] ?? last];
    return b[0] > a[0] ? a[1] + ((hour - a[0]) / (b[0] - a[0])) * (b[1] - a[1]) : a[1];
  };
}

function knownNear(values: Float64Array, at: number): number | null {
  for (let i = at; i >= 0; i -= 1) {
    const value = values[i] ?? Number.NaN;
    if (!Number.isNaN(value)) return value;
  }
  return null;
}

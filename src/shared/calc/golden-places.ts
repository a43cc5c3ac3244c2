import { goldenTags, type GoldenStage } from '../model/golden-batch';
import type { PhaseId } from '../model/phase';
import { trackWindowMs, type BatchTrack } from './batch-track';

/** A batch at one moment: where on the scale of maturity, and the mean of each variable over the last half hour. */
export interface GoldenPlace {
  /** Epoch ms. */
  readonly t: number;
  readonly ageH: number;
  readonly stage: GoldenStage;
  /** ln(mmol/L) while growing, hours in the stage afterwards. */
  readonly at: number;
  /** In the order of `goldenTags`; NaN where less than half of it is known. */
  readonly values: readonly number[];
}

/** A batch is looked at this often. */
export const placeEveryMs = 10 * 60_000;
const meanOverMs = 30 * 60_000;
const hourMs = 3_600_000;
/** Less than this says more of the analyser than of the broth, mmol/L. */
const leastCarbonDioxide = 2;

/** The batch every ten minutes from its inoculation on, where its maturity is known (science.md D10). */
export function goldenPlaces(track: BatchTrack): GoldenPlace[] {
  const { from, windows, inoculatedAt } = track;
  const sums = goldenTags.map(({ tag }) => runningSums(track.columns[tag], windows));
  const end = from + windows * trackWindowMs;
  const places: GoldenPlace[] = [];
  for (let t = inoculatedAt + placeEveryMs; t <= end; t += placeEveryMs) {
    const last = Math.round((t - from) / trackWindowMs);
    const span = track.phases.findLast((one) => t > one.from);
    const stage = stageOf(span?.phase);
    if (!span || stage === null) continue;
    const at = stage === 'growth' ? growthAt(track, last) : (t - span.from) / hourMs;
    if (at === null) continue;
    const first = Math.max(0, last - meanOverMs / trackWindowMs);
    const values = sums.map((of) => meanBetween(of, first, last));
    places.push({ t, ageH: (t - inoculatedAt) / hourMs, stage, at, values });
  }
  return places;
}

function stageOf(phase: PhaseId | undefined): GoldenStage | null {
  if (phase === undefined || phase === 'none') return null;
  return phase === 'lag' || phase === 'batch' ? 'growth' : phase;
}

function growthAt({ carbonDioxide }: BatchTrack, last: number): number | null {
  // A minute without a balance is no reason to say nothing.
  for (let i = last - 1; i >= Math.max(0, last - 10); i -= 1) {
    const given = carbonDioxide[i] ?? Number.NaN;
    if (!Number.isNaN(given)) return given >= leastCarbonDioxide ? Math.log(given) : null;
  }
  return null;
}

interface Sums {
  readonly sum: Float64Array;
  readonly known: Float64Array;
}

function runningSums(values: Float64Array | undefined, windows: number): Sums {
  const sum = new Float64Array(windows + 1);
  const known = new Float64Array(windows + 1);
  for (let i = 0; i < windows; i += 1) {
    const value = values?.[i] ?? Number.NaN;
    const isKnown = !Number.isNaN(value);
    sum[i + 1] = (sum[i] ?? 0) + (isKnown ? value : 0);
    known[i + 1] = (known[i] ?? 0) + (isKnown ? 1 : 0);
  }
  return { sum, known };
}

function meanBetween({ sum, known }: Sums, first: number, last: number): number {
  const to = Math.min(last, sum.length - 1);
  const n = (known[to] ?? 0) - (known[first] ?? 0);
  return n * 2 < to - first || n === 0 ? Number.NaN : ((sum[to] ?? 0) - (sum[first] ?? 0)) / n;
}

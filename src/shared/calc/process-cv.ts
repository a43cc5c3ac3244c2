import { goldenTags } from '../model/golden-batch';
import type { BatchId } from '../model/identity';
import { phases as allPhases, type PhaseId } from '../model/phase';
import { trackWindowMs, type BatchTrack, type PhaseSpan } from './batch-track';
import { momentsOf, standardDeviation } from './statistics';

export interface CvBatch {
  readonly batchId: BatchId;
  readonly track: BatchTrack;
}

interface Feature {
  readonly phase: string;
  readonly feature: string;
  readonly unit: string;
  /** A quotient by the mean means nothing where zero is a matter of convention. */
  readonly isRatio: boolean;
  readonly of: (track: BatchTrack) => number | null;
}

const hourMs = 3_600_000;
/** Zero of these is a convention, so that a coefficient of variation says nothing. */
const conventional = new Set(['pH', 'Temp_Broth']);
const peaks = [
  { tag: 'OUR', name: 'Highest oxygen uptake rate', unit: 'mmol/L/h' },
  { tag: 'CER', name: 'Highest CO₂ evolution rate', unit: 'mmol/L/h' },
];
/** The mean of this many windows: a single one is noise. */
const peakWindows = 20;

/**
 * How much batches differ, by phase and feature: mean, standard deviation (ddof 1) and their quotient. The last phase
 * of a batch lasted as long as people let it: its length is not compared.
 */
export function processCv(batches: readonly CvBatch[]) {
  const usable = batches.filter(({ track }) => track.phases.length > 0);
  const ids = allPhases
    .map(({ id }) => id)
    .filter((id) => usable.some(({ track }) => track.phases.some(({ phase }) => phase === id)));
  const features = [...wholeFeatures(), ...ids.flatMap(phaseFeatures)];
  return {
    batchIds: batches.map(({ batchId }) => batchId),
    rows: features.flatMap((feature) => {
      const values = batches.map(({ track }) => (track.phases.length > 0 ? feature.of(track) : null));
      const known = values.filter((value) => value !== null);
      if (known.length < 2) return [];
      const moments = momentsOf(known);
      const sd = standardDeviation(moments, 1) ?? 0;
      const { phase, feature: name, unit, isRatio } = feature;
      const cvPct = isRatio && Math.abs(moments.mean) > 1e-9 ? (100 * sd) / Math.abs(moments.mean) : null;
      const [low, high] = [Math.min(...known), Math.max(...known)];
      return [
        {
          phase,
          feature: name,
          unit,
          batches: known.length,
          mean: moments.mean,
          sd,
          cvPct,
          low,
          high,
          values,
        },
      ];
    }),
    left: batches
      .filter(({ track }) => track.phases.length === 0)
      .map(({ batchId }) => ({ batchId, words: 'No phase of it is known' })),
  };
}

function wholeFeatures(): Feature[] {
  const whole = 'Whole batch';
  return [
    {
      phase: whole,
      feature: 'Hours to depletion',
      unit: 'h',
      isRatio: true,
      of: ({ phases, inoculatedAt }) => {
        const depleted = phases.find(({ phase }) => phase === 'depleted');
        return depleted ? (depleted.from - inoculatedAt) / hourMs : null;
      },
    },
    {
      phase: whole,
      feature: 'CO₂ given off',
      unit: 'mmol/L',
      isRatio: true,
      of: ({ carbonDioxide, carbonDioxideTo }) => {
        const last = carbonDioxide.findLast((value) => !Number.isNaN(value));
        return carbonDioxideTo === null ? (last ?? null) : null;
      },
    },
    ...peaks.map(({ tag, name, unit }) => ({
      phase: whole,
      feature: name,
      unit,
      isRatio: true,
      of: ({ columns }: BatchTrack) => highest(columns[tag]),
    })),
  ];
}

function phaseFeatures(id: PhaseId): Feature[] {
  const words = allPhases.find((phase) => phase.id === id)?.words ?? id;
  const length: Feature = {
    phase: words,
    feature: 'Length',
    unit: 'h',
    isRatio: true,
    of: ({ phases }) => {
      const place = phases.findIndex(({ phase }) => phase === id);
      const span = phases[place];
      return span && place < phases.length - 1 ? (span.to - span.from) / hourMs : null;
    },
  };
  return [
    length,
    ...goldenTags.map(({ tag, name, unit }) => ({
      phase: words,
      feature: `${name}, mean`,
      unit,
      isRatio: !conventional.has(tag),
      of: (track: BatchTrack) => {
        const span = track.phases.find(({ phase }) => phase === id);
        return span ? meanIn(track, tag, span) : null;
      },
    })),
  ];
}

function meanIn(track: BatchTrack, tag: string, span: PhaseSpan): number | null {
  const values = track.columns[tag];
  const first = Math.max(0, Math.floor((span.from - track.from) / trackWindowMs));
  const last = Math.min(track.windows, Math.ceil((span.to - track.from) / trackWindowMs));
  let [sum, n] = [0, 0];
  for (let i = first; i < last; i += 1) {
    const value = values?.[i] ?? Number.NaN;
    if (Number.isNaN(value)) continue;
    sum += value;
    n += 1;
  }
  return n * 2 < last - first || n === 0 ? null : sum / n;
}

function highest(values: Float64Array | undefined): number | null {
  let [best, sum, n]: [number | null, number, number] = [null, 0, 0];
  const recent: number[] = [];
  for (const value of values ?? []) {
    if (Number.isNaN(value)) continue;
    recent.push(value);
    sum += value;
    n += 1;
    if (n > peakWindows) sum -= recent[n - 1 - peakWindows] ?? 0;
    if (n >= peakWindows) best = Math.max(best ?? Number.NEGATIVE_INFINITY, sum / peakWindows);
  }
  return best;
}

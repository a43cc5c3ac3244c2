import {
  goldenStages,
  goldenTags,
  type GoldenCell,
  type GoldenPlan,
  type GoldenReference,
  type GoldenStage,
  type GoldenStagePart,
} from '../model/golden-batch';
import type { BatchId } from '../model/identity';
import { goldenPlaces, type GoldenPlace } from './golden-places';
import { tunnelAt, tunnelOf } from './golden-tunnel';
import type { BatchTrack } from './batch-track';
import { empiricalLimit, fitPcaMonitor, scorePca } from './pca-monitor';

/** A batch that shall be golden. */
export interface GoldenMember {
  readonly batchId: BatchId;
  readonly simulated: boolean;
  /** Null where it cannot be used; then `words` say why. */
  readonly track: BatchTrack | null;
  readonly words: string;
}

/** Scores of one batch and stage are too few to set a limit by below this. */
const leastRows = 12;
/**
 * Room above the loudest of the batches that the monitor was made of, for those it has not seen. Chosen on simulated
 * batches of other seeds than those the figures are of.
 */
const headRoom = 2.2;

/**
 * The golden batch of a plan (science.md D10): for each stage the tunnel along the scale of maturity, and a monitor of
 * what is left when each batch is held against a tunnel of the others. Limits lie where at most one of them would
 * alarm, with room above.
 */
export function goldenReference(plan: GoldenPlan, members: readonly GoldenMember[]): GoldenReference {
  const placed = members.map(({ batchId, track, words, simulated }) => {
    const places = track === null ? [] : goldenPlaces(track);
    const why = track === null ? words : places.length === 0 ? 'Its maturity is not known at any time' : '';
    return { batchId, simulated, places, why };
  });
  const used = placed.filter(({ why }) => why === '').map(({ places }) => places);
  return {
    format: 'bioprocess-twin-golden',
    version: 1,
    plan,
    stages: goldenStages.flatMap((stage) => {
      const part = stagePart(used, stage, plan);
      return part === null ? [] : [part];
    }),
    left: placed.flatMap(({ batchId, why }) => (why === '' ? [] : [{ batchId, words: why }])),
    simulated: members.some(({ simulated }) => simulated),
  };
}

function stagePart(
  batches: readonly (readonly GoldenPlace[])[],
  stage: GoldenStage,
  plan: GoldenPlan,
): GoldenStagePart | null {
  const tunnel = tunnelOf(batches, stage, plan.centre);
  const kept = tunnel.flatMap((cells, tag) => (cells.length > 1 ? [tag] : []));
  if (kept.length === 0) return null;
  const held = batches.map((places, b) => {
    const others = tunnelOf(
      batches.filter((_, k) => k !== b),
      stage,
      plan.centre,
    );
    return rowsOf(places, stage, others);
  });
  // Without three others to hold each against there is a tunnel, and no monitor.
  const isJudged = held.flat().some((row) => row.some((z) => !Number.isNaN(z)));
  const moving = isJudged ? kept.filter((tag) => varies(held.flat(), tag)) : kept;
  const rows = held.map((own) =>
    own
      .map((row) => moving.map((tag) => row[tag] ?? Number.NaN))
      .filter((row) => row.every((z) => !Number.isNaN(z))),
  );
  return {
    stage,
    tags: moving.map((tag) => goldenTags[tag]?.tag ?? ''),
    tunnel: moving.map((tag) => tunnel[tag] ?? []),
    monitor: monitorOf(rows),
  };
}

function rowsOf(
  places: readonly GoldenPlace[],
  stage: GoldenStage,
  tunnel: readonly (readonly GoldenCell[])[],
): number[][] {
  return places
    .filter((place) => place.stage === stage)
    .map((place) => tunnel.map((cells, tag) => standardised(place, cells, tag)));
}

/** Distance from the centre of the tunnel in its spreads; NaN where either is not known. */
export function standardised(place: GoldenPlace, cells: readonly GoldenCell[], tag: number): number {
  const there = tunnelAt(cells, place.at);
  return there === null ? Number.NaN : ((place.values[tag] ?? Number.NaN) - there.centre) / there.spread;
}

function varies(rows: readonly (readonly number[])[], tag: number): boolean {
  const known = rows.map((row) => row[tag] ?? Number.NaN).filter((z) => !Number.isNaN(z));
  return known.length >= leastRows && known.some((z) => Math.abs(z - (known[0] ?? 0)) > 1e-6);
}

function monitorOf(rows: readonly (readonly (readonly number[])[])[]): GoldenStagePart['monitor'] {
  const all = rows.flat();
  const fitted = all.length < leastRows ? null : fitPcaMonitor(all);
  if (fitted === null || typeof fitted === 'string') return null;
  const scores = rows.map((own) => own.flatMap((row) => scorePca(fitted, row) ?? []));
  const raised = (theory: number, of: (score: { t2: number; spe: number }) => number): number =>
    Math.max(theory, headRoom * (empiricalLimit(scores.map((own) => own.map(of))) ?? 0));
  return {
    mean: [...fitted.mean],
    sd: [...fitted.sd],
    eigenvalues: [...fitted.eigenvalues],
    loadings: fitted.loadings.map((loading) => [...loading]),
    t2Limit: raised(fitted.t2Limit, ({ t2 }) => t2),
    speLimit: raised(fitted.speLimit, ({ spe }) => spe),
  };
}

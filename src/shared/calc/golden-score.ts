import { goldenTags, type GoldenReference } from '../model/golden-batch';
import type { GoldenPoint, GoldenScore } from '../model/golden-score';
import type { BatchTrack } from './batch-track';
import { goldenPlaces, type GoldenPlace } from './golden-places';
import { standardised } from './golden-reference';
import { tunnelAt } from './golden-tunnel';
import { scorePca } from './pca-monitor';

/** Scores in a row that make an alarm (science.md D10). */
const inARow = 3;
const topMost = 3;
/** With more of its variables missing than this share nothing is said of a moment. */
const mostMissing = 1 / 3;

/** A batch along its way held against a golden batch: scores every ten minutes, and each variable in its tunnel. */
export function goldenScore(reference: GoldenReference, track: BatchTrack): GoldenScore {
  const places = goldenPlaces(track);
  let out = 0;
  let unjudged = 0;
  const lacking = new Map<string, number>();
  const points = places.flatMap((place): GoldenPoint[] => {
    const scored = scoreOf(reference, place, (tag) => lacking.set(tag, (lacking.get(tag) ?? 0) + 1));
    if (scored === null) {
      unjudged += 1;
      out = 0;
      return [];
    }
    out = (scored.t2 ?? 0) > 1 || (scored.spe ?? 0) > 1 ? out + 1 : 0;
    return [{ t: place.t, ageH: place.ageH, stage: place.stage, ...scored, alarm: out >= inARow }];
  });
  return {
    points,
    traces: tracesOf(reference, places),
    note: noteOf(reference, places, unjudged, lacking, track),
  };
}

function scoreOf(
  reference: GoldenReference,
  place: GoldenPlace,
  isLacking: (tag: string) => void,
): Pick<GoldenPoint, 't2' | 'spe' | 'top'> | null {
  const part = reference.stages.find(({ stage }) => stage === place.stage);
  if (!part?.monitor) return null;
  const { monitor } = part;
  const seen = part.tags.map((tag, k) => standardised(place, part.tunnel[k] ?? [], indexOf(tag)));
  const missing = part.tags.filter((_, k) => Number.isNaN(seen[k] ?? Number.NaN));
  if (missing.length > mostMissing * part.tags.length) return null;
  for (const tag of missing) isLacking(tag);
  // What is missing is taken as usual, so that it speaks neither for nor against.
  const row = seen.map((z, k) => (Number.isNaN(z) ? (monitor.mean[k] ?? 0) : z));
  const score = scorePca(monitor, row);
  if (score === null) return null;
  const { t2Limit, speLimit } = monitor;
  const t2 = t2Limit > 0 ? score.t2 / t2Limit : null;
  const spe = speLimit > 0 ? score.spe / speLimit : null;
  // What lies within the model's plane is told by the distances themselves.
  const bySpe = (spe ?? 0) >= (t2 ?? 0);
  const loud = row.map((z, k) => (bySpe ? (score.contributions[k] ?? 0) : z * z));
  const total = loud.reduce((sum, one) => sum + one, 0);
  const top = part.tags
    .map((tag, k) => ({ tag, share: total > 0 ? (loud[k] ?? 0) / total : 0, z: row[k] ?? 0 }))
    .toSorted((a, b) => b.share - a.share)
    .slice(0, topMost);
  return { t2, spe, top };
}

function indexOf(tag: string): number {
  return goldenTags.findIndex((one) => one.tag === tag);
}

function tracesOf(reference: GoldenReference, places: readonly GoldenPlace[]): GoldenScore['traces'] {
  const tags = goldenTags.filter(({ tag }) => reference.stages.some((part) => part.tags.includes(tag)));
  return tags.map(({ tag }) => {
    const there = places.map((place) => {
      const part = reference.stages.find(({ stage }) => stage === place.stage);
      const k = part?.tags.indexOf(tag) ?? -1;
      return k < 0 ? null : tunnelAt(part?.tunnel[k] ?? [], place.at);
    });
    const { width } = reference.plan;
    return {
      tag,
      ageH: places.map(({ ageH }) => ageH),
      centre: there.map((one) => one?.centre ?? null),
      low: there.map((one) => (one === null ? null : one.centre - width * one.spread)),
      high: there.map((one) => (one === null ? null : one.centre + width * one.spread)),
      value: places.map(({ values }) => {
        const value = values[indexOf(tag)] ?? Number.NaN;
        return Number.isNaN(value) ? null : value;
      }),
    };
  });
}

function noteOf(
  reference: GoldenReference,
  places: readonly GoldenPlace[],
  unjudged: number,
  lacking: ReadonlyMap<string, number>,
  track: BatchTrack,
): string {
  if (places.length === 0)
    return track.carbonDioxide.some((value) => !Number.isNaN(value))
      ? 'It has not given off enough CO₂ yet to be placed'
      : 'Without a gas balance from inoculation on it cannot be placed';
  if (reference.stages.every(({ monitor }) => monitor === null))
    return 'There were too few golden batches to say what is usual: only the tunnel is shown';
  const without = [...lacking].map(
    ([tag, times]) => `${nameOf(tag)} is missing at ${times} moments: judged without it`,
  );
  const not =
    unjudged === 0
      ? []
      : [
          `${unjudged} of ${places.length} moments are not judged: too much is missing, or the golden batches were never there`,
        ];
  return [...without, ...not].join('. ');
}

function nameOf(tag: string): string {
  return goldenTags.find((one) => one.tag === tag)?.name ?? tag;
}

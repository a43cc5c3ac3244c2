import type { Alignment } from '../model/overlay';
import { phases as allPhases, type PhaseId } from '../model/phase';
import { trackWindowMs, type BatchTrack } from './batch-track';
import { maturityCurve, warpedOnto, type MaturityCurve } from './maturity-warp';
import { medianInPlace } from './statistics';

/** Where each window of a batch lies on the common axis, or why it has no place there. */
export type Placed =
  | {
      /** At the middle of each window; NaN where the batch cannot be placed there. */
      readonly x: Float64Array;
      /** What limits it, for a person; empty where nothing does. */
      readonly note: string;
    }
  | { readonly x: null; readonly note: string };

const hourMs = 3_600_000;

/**
 * Places batches on a common axis: hours, but mmol/L for CO2. By phase, every phase is stretched to its median length
 * over the batches; by maturity, a batch is warped onto the reference.
 * @param reference place of the reference among the tracks; only for maturity
 */
export function alignBatches(tracks: readonly BatchTrack[], by: Alignment, reference = 0): Placed[] {
  switch (by) {
    case 'clock': {
      const zero = Math.min(...tracks.map(({ inoculatedAt }) => inoculatedAt));
      return tracks.map((track) => hoursFrom(track, zero));
    }
    case 'inoculation':
      return tracks.map((track) => (isEmpty(track) ? nowhere(noData) : hoursFrom(track, track.inoculatedAt)));
    case 'depletion':
      return tracks.map(byDepletion);
    case 'co2':
      return tracks.map(byCarbonDioxide);
    case 'phase':
      return byPhase(tracks);
    case 'maturity':
      return byMaturity(tracks, reference);
    default:
      return by satisfies never;
  }
}

const noData = 'Nothing was recorded in its time';

function nowhere(note: string): Placed {
  return { x: null, note };
}

function isEmpty({ columns }: BatchTrack): boolean {
  return Object.values(columns).every((column) => column.every((value) => Number.isNaN(value)));
}

function middle(track: BatchTrack, i: number): number {
  return track.from + (i + 0.5) * trackWindowMs;
}

function placedBy(track: BatchTrack, at: (t: number, i: number) => number, note = ''): Placed {
  const x = new Float64Array(track.windows);
  for (let i = 0; i < track.windows; i += 1) x[i] = at(middle(track, i), i);
  return { x, note };
}

function hoursFrom(track: BatchTrack, zero: number): Placed {
  return placedBy(track, (t) => (t - zero) / hourMs);
}

function byDepletion(track: BatchTrack): Placed {
  const start = track.phases.find(({ phase }) => phase === 'depleted');
  if (start) return hoursFrom(track, start.from);
  if (isEmpty(track)) return nowhere(noData);
  return nowhere(
    track.phases.length === 0 ? 'No phase of it is known' : 'Its carbon source was not seen to run out',
  );
}

function byCarbonDioxide(track: BatchTrack): Placed {
  const { carbonDioxide, carbonDioxideTo, inoculatedAt } = track;
  if (carbonDioxide.every((value) => Number.isNaN(value)))
    return nowhere(isEmpty(track) ? noData : 'It has no gas balance from its inoculation on');
  const note = carbonDioxideTo === null ? '' : holeWords(carbonDioxideTo - inoculatedAt);
  return placedBy(track, (_t, i) => carbonDioxide[i] ?? Number.NaN, note);
}

function holeWords(knownMs: number): string {
  return `Aligned up to ${(knownMs / hourMs).toFixed(1)} h: the gas balance has a hole of more than 30 min after it`;
}

function byPhase(tracks: readonly BatchTrack[]): Placed[] {
  const lengths = new Map<PhaseId, number>();
  for (const { id } of allPhases) {
    const complete = tracks.flatMap(({ phases }) =>
      phases.slice(0, -1).flatMap((span) => (span.phase === id ? [(span.to - span.from) / hourMs] : [])),
    );
    const any = tracks.flatMap(({ phases }) =>
      phases.flatMap((span) => (span.phase === id ? [(span.to - span.from) / hourMs] : [])),
    );
    const typical = medianInPlace(Float64Array.from(complete.length > 0 ? complete : any));
    if (typical !== null) lengths.set(id, typical);
  }
  return tracks.map((track) => {
    const { phases } = track;
    if (phases.length === 0) return nowhere(isEmpty(track) ? noData : 'No phase of it is known');
    const placed = phases.map((span, k) => {
      const base = allPhases
        .slice(0, codeOf(span.phase))
        .reduce((sum, { id }) => sum + (lengths.get(id) ?? 0), 0);
      const own = (span.to - span.from) / hourMs;
      // How long the last phase will last nobody knows: it goes on hour by hour.
      const scale = k === phases.length - 1 || own <= 0 ? 1 : (lengths.get(span.phase) ?? own) / own;
      return { span, base, scale };
    });
    return placedBy(track, (t) => {
      const found = placed.findLast(({ span }) => t >= span.from);
      return found ? found.base + ((t - found.span.from) / hourMs) * found.scale : Number.NaN;
    });
  });
}

function codeOf(phase: PhaseId): number {
  return allPhases.findIndex(({ id }) => id === phase);
}

function byMaturity(tracks: readonly BatchTrack[], reference: number): Placed[] {
  const curves = tracks.map(maturityCurve);
  const onto: MaturityCurve | undefined = curves[reference];
  const wanting = tracks.map((track): string => {
    if (isEmpty(track)) return noData;
    return track.phases.length === 0 || track.carbonDioxide.every((value) => Number.isNaN(value))
      ? 'It has no gas balance from its inoculation on'
      : 'Too little of it is known to be warped';
  });
  return tracks.map((track, k) => {
    const curve = curves[k];
    if (!onto || onto.hours.length < 2) return nowhere(`The reference: ${wanting[reference] ?? noData}`);
    if (!curve || curve.hours.length < 2) return nowhere(wanting[k] ?? noData);
    const map = k === reference ? (hour: number): number => hour : warpedOnto(curve, onto);
    if (map === null) return nowhere('Too little of it is known to be warped');
    const { carbonDioxideTo, inoculatedAt } = track;
    const cut = carbonDioxideTo === null ? Number.POSITIVE_INFINITY : carbonDioxideTo;
    const note = carbonDioxideTo === null ? '' : holeWords(carbonDioxideTo - inoculatedAt);
    return placedBy(track, (t) => (t > cut ? Number.NaN : map((t - inoculatedAt) / hourMs)), note);
  });
}

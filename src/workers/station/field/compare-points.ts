import type { Channel } from '../../../shared/model/channel';
import type { Historian } from '../record/historian';

/** One value of a file as it would be a sample. */
export interface FieldPoint {
  /** Epoch ms. */
  readonly t: number;
  readonly value: number | null;
  readonly quality: number;
}

export interface Conflict {
  readonly t: number;
  readonly here: number | null;
  readonly file: number | null;
}

/** Points of a file beside what is recorded at the same times. */
export interface Compared {
  readonly fresh: FieldPoint[];
  readonly there: number;
  readonly conflicts: Conflict[];
}

const pageSamples = 50_000;
/** Values of one moment further apart than this, of their size, are two different values. */
const tolerance = 1e-9;

/** Compares points of one channel with what the station has; a channel that is null has nothing. */
export async function comparePoints(
  historian: Pick<Historian, 'raw'>,
  channel: Channel | null,
  points: readonly FieldPoint[],
): Promise<Compared> {
  const known = channel ? await valuesOf(historian, channel, points) : new Map<number, number | null>();
  const compared = { fresh: [] as FieldPoint[], there: 0, conflicts: [] as Conflict[] };
  for (const point of points) {
    const here = known.get(point.t);
    if (here === undefined) {
      compared.fresh.push(point);
      known.set(point.t, point.value);
    } else if (alike(here, point.value)) compared.there += 1;
    else compared.conflicts.push({ t: point.t, here, file: point.value });
  }
  return compared;
}

async function valuesOf(
  historian: Pick<Historian, 'raw'>,
  { series }: Channel,
  points: readonly FieldPoint[],
): Promise<Map<number, number | null>> {
  const wanted = new Set(points.map(({ t }) => t));
  const end = points.reduce((latest, { t }) => Math.max(latest, t), 0) + 1;
  const values = new Map<number, number | null>();
  let next = points.reduce((first, { t }) => Math.min(first, t), end);
  while (next < end) {
    const { t, value } = await historian.raw({ series, from: next, to: end, limit: pageSamples });
    t.forEach((time, row) => {
      const number = value[row] ?? Number.NaN;
      if (wanted.has(time)) values.set(time, Number.isNaN(number) ? null : number);
    });
    if (t.length < pageSamples) break;
    next = (t.at(-1) ?? end) + 1;
  }
  return values;
}

function alike(a: number | null, b: number | null): boolean {
  if (a === null || b === null) return a === b;
  return Math.abs(a - b) <= tolerance * Math.max(1, Math.abs(a), Math.abs(b));
}

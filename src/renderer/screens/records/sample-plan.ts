import type { Recipe } from '../../../shared/model/records/recipe';
import type { KeptRecord } from '../../../shared/model/records/record';

/** One planned sample: drawn, due now, too late, or not yet. */
export interface PlannedSample {
  readonly plannedH: number;
  /** Epoch ms; null before inoculation. */
  readonly dueAt: number | null;
  readonly state: 'drawn' | 'due' | 'overdue' | 'later' | 'missed';
  readonly record: KeptRecord | null;
}

interface Facts {
  readonly t0: number | null;
  readonly endedAt: number | null;
  /** Time of the plant, epoch ms. */
  readonly now: number;
}

/** A sample can be entered for so long after it was drawn; later it is not drawn, and the station proposes a deviation. */
const entryMs = 2 * 3_600_000;

/** The samples of the recipe against those that were drawn. The last one belongs to the end of the batch. */
export function samplePlan(
  { samplesPlannedH, sampleToleranceMin }: Pick<Recipe, 'samplesPlannedH' | 'sampleToleranceMin'>,
  records: readonly KeptRecord[],
  { t0, endedAt, now }: Facts,
): PlannedSample[] {
  const drawn = records.filter(({ kind, status }) => kind === 'sample' && status !== 'voided');
  return samplesPlannedH.map((plannedH, index) => {
    const record = drawn.find(({ body }) => body['plannedH'] === plannedH) ?? null;
    const atEnd = index === samplesPlannedH.length - 1;
    const planned = t0 === null ? null : t0 + plannedH * 3_600_000;
    const dueAt = atEnd && endedAt !== null ? endedAt : planned;
    if (record) return { plannedH, dueAt, record, state: 'drawn' };
    if (dueAt === null) return { plannedH, dueAt, record, state: 'later' };
    const tolerance = sampleToleranceMin * 60_000;
    const late = now > dueAt + tolerance;
    if (late && (endedAt !== null || now > dueAt + entryMs))
      return { plannedH, dueAt, record, state: 'missed' };
    return { plannedH, dueAt, record, state: late ? 'overdue' : now >= dueAt - tolerance ? 'due' : 'later' };
  });
}

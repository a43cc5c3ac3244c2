import { deviationLevel, type DeviationLevel, type DeviationRule } from './deviation-rules';
import { fieldsOf } from './field-value';
import type { Recipe } from './recipe';
import type { KeptRecord } from './record';

type Written = Pick<KeptRecord, 'id' | 'kind' | 'eventAt' | 'body' | 'verdict'>;

/** What is written of a batch, held against its plan. */
export interface WrittenCourse {
  /** Now, in the time of the plant. */
  readonly now: number;
  /** Inoculation; null before. */
  readonly t0: number | null;
  readonly endedAt: number | null;
  readonly recipe: Pick<Recipe, 'samplesPlannedH' | 'sampleToleranceMin'>;
  /** Records in force. */
  readonly records: readonly Written[];
}

/** A deviation that shows in the records themselves, or in a record that is not there. */
export interface RecordFault {
  /** Names it among those of its batch; stays the same while it goes on. */
  readonly key: string;
  readonly rule: DeviationRule;
  readonly level: DeviationLevel;
  readonly category: string;
  readonly from: number;
  /** Null while it lasts. */
  readonly to: number | null;
  readonly words: string;
  readonly expected: string;
  /** The record that shows it. */
  readonly recordId: string | null;
}

const minuteMs = 60_000;
const hourMs = 3_600_000;
/** Above this a late sample counts as major. */
const lateMajorMin = 30;
/** A record may come so long after its event; before that nobody can say that a sample was missed. */
const entryMs = 2 * hourMs;

/** Late and missed samples, samples nobody looked at, and inocula that were refused: oldest first. */
export function findRecordFaults(course: WrittenCourse): RecordFault[] {
  return [...sampleFaults(course), ...microscopy(course), ...refusedInocula(course)].toSorted(
    (a, b) => a.from - b.from,
  );
}

function sampleFaults({ now, t0, endedAt, recipe, records }: WrittenCourse): RecordFault[] {
  if (t0 === null) return [];
  const toleranceMs = recipe.sampleToleranceMin * minuteMs;
  const samples = records.filter(({ kind }) => kind === 'sample');
  // The last one belongs to the end, whenever that is.
  const planned = recipe.samplesPlannedH.slice(0, -1);
  return planned.flatMap((plannedH): RecordFault[] => {
    const due = t0 + plannedH * hourMs;
    const found = samples.find(({ body }) => fieldsOf(body).num('plannedH') === plannedH);
    const base = {
      key: `sample/${plannedH}`,
      category: 'sampling',
      from: due + toleranceMs,
      expected: `A sample at ${plannedH} h, within ${recipe.sampleToleranceMin} min`,
    };
    if (found) {
      const lateMs = found.eventAt - due;
      if (lateMs <= toleranceMs) return [];
      const rule = lateMs > lateMajorMin * minuteMs ? 'samples-missed' : 'sample-late';
      return [
        {
          ...base,
          rule,
          level: deviationLevel(rule, 0) ?? 1,
          to: found.eventAt,
          words: `The sample planned at ${plannedH} h was drawn ${Math.round(lateMs / minuteMs)} min late`,
          recordId: found.id,
        },
      ];
    }
    // Drawn after its turn, or ended before it: there is nothing to miss.
    if ((endedAt ?? now) <= due + toleranceMs || now <= due + entryMs) return [];
    return [
      {
        ...base,
        rule: 'samples-missed',
        level: deviationLevel('samples-missed', 0) ?? 2,
        to: endedAt,
        words: `The sample planned at ${plannedH} h was not written down within ${entryMs / hourMs} h`,
        recordId: null,
      },
    ];
  });
}

function microscopy({ records }: WrittenCourse): RecordFault[] {
  return records
    .filter(({ kind, body }) => kind === 'sample' && fieldsOf(body).text('contaminants') === 'not-looked')
    .map(({ id, body, eventAt }) => ({
      key: `microscopy/${id}`,
      rule: 'microscopy-missing',
      level: deviationLevel('microscopy-missing', 0) ?? 1,
      category: 'sampling',
      from: eventAt,
      to: eventAt,
      words: `Nobody looked at sample ${fieldsOf(body).num('sampleNo') ?? ''} in the microscope`.trim(),
      expected: 'Every sample is looked at in the microscope',
      recordId: id,
    }));
}

function refusedInocula({ records }: WrittenCourse): RecordFault[] {
  return records
    .filter(({ kind, verdict }) => kind === 'inoculation' && verdict?.id === 'no-go')
    .map(({ id, eventAt, verdict, body }) => ({
      key: `no-go/${id}`,
      rule: 'inoculum-refused',
      level: deviationLevel('inoculum-refused', 0) ?? 1,
      category: fieldsOf(body).text('contaminants') === 'seen' ? 'contamination' : 'material',
      from: eventAt,
      to: eventAt,
      words: `Inoculum ${fieldsOf(body).text('sourceId') ?? ''} is not used. ${verdict?.words ?? ''}`.trim(),
      expected: 'An inoculum within the limits of the recipe',
      recordId: id,
    }));
}

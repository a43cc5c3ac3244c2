import type { RecordContext } from '../../../../shared/model/records/record-context';
import type { Choice, RecordField } from '../../../../shared/model/records/record-field';
import { recordTitle } from '../record-words';

/** Values that a field can be chosen from here and now; undefined where it is typed. */
export function offersOf(field: RecordField, context: RecordContext): readonly Choice[] | undefined {
  if (field.type === 'person') return context.people.map(({ id, name }) => ({ value: id, words: name }));
  if (field.name === 'vesselId')
    return context.vessels.map(({ unitId, name, totalL, heldBy }) => ({
      value: unitId,
      words: `${name}, ${Number(totalL.toPrecision(3))} L${heldBy === null ? '' : `, held by ${heldBy}`}`,
    }));
  if (field.type !== 'record') return undefined;
  const kind = field.name.toLowerCase().includes('sample') ? 'sample' : 'calibration';
  return context.records
    .filter((record) => record.kind === kind && record.status !== 'voided')
    .map((record) => ({ value: record.id, words: recordTitle({ ...record, attempt: 1 }) }));
}

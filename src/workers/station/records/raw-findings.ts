import { parseField } from '../../../shared/model/records/field-value';
import type { Finding } from '../../../shared/model/records/finding';
import { kindOfRecord } from '../../../shared/model/records/kind-of-record';
import type { RecordEntry } from '../../../shared/model/records/record';

/** What was typed must be what is kept: text that reads as another value than the one beside it is refused. */
export function rawFindings({ kind, body, raw }: RecordEntry): Finding[] {
  return kindOfRecord(kind).fields.flatMap((field): Finding[] => {
    const [typed, value] = [raw[field.name], body[field.name]];
    if (typed === undefined || value === undefined || (field.type !== 'number' && field.type !== 'integer'))
      return [];
    const read = parseField(field, typed);
    if ('value' in read && read.value === value) return [];
    const words = `${field.label}: "${typed}" was typed, ${JSON.stringify(value)} was handed in. Enter it again`;
    return [{ rule: `${kind}.raw-differs`, level: 'X', field: field.name, row: null, words }];
  });
}

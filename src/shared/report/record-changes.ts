import type { RecordField } from '../model/records/record-field';
import type { KeptRecord } from '../model/records/record';
import type { ReportChange } from '../model/report-document';
import { timeText } from './time-text';
import { valueText } from './value-text';

/**
 * What changed from version to version: was, now, why, who, when. A version that changed nothing but itself has a line
 * of its own, so that none vanishes.
 * @param versions oldest first
 */
export function recordChanges(
  versions: readonly KeptRecord[],
  fields: readonly RecordField[],
  zone: string,
  names: Readonly<Record<string, string>> = {},
): ReportChange[] {
  return versions.slice(1).flatMap((now, at) => {
    const was = versions[at];
    if (!was) return [];
    const told = {
      reason: now.reason ? `${now.reason.text} (${now.reason.code})` : 'no reason is kept',
      who: now.enteredByName,
      when: timeText(now.enteredAt, zone),
      version: now.version,
    };
    const changed = pairsOf(was, now, fields, zone, names).filter((pair) => pair.was !== pair.now);
    if (changed.length > 0) return changed.map((pair) => ({ ...pair, ...told }));
    return [
      { field: 'Record', was: `version ${was.version}`, now: `version ${now.version}, same values`, ...told },
    ];
  });
}

function pairsOf(
  was: KeptRecord,
  now: KeptRecord,
  fields: readonly RecordField[],
  zone: string,
  names: Readonly<Record<string, string>>,
) {
  const keys = [...new Set([...Object.keys(was.body), ...Object.keys(now.body)])];
  const values = keys.map((name) => {
    const field = fields.find((one) => one.name === name);
    return {
      field: field?.label ?? name,
      was: valueText(field, was.body[name], zone, names),
      now: valueText(field, now.body[name], zone, names),
    };
  });
  return [
    {
      field: 'Time of the event',
      was: timeText(was.eventAt, was.zone),
      now: timeText(now.eventAt, now.zone),
    },
    ...values,
  ];
}

import type { BatchNoteBody } from '../../../shared/model/batch-note';
import { fieldsOf, type Fields } from '../../../shared/model/records/field-value';
import { changeParameters } from '../../../shared/model/records/kinds/process-change-fields';
import { probeWords } from '../../../shared/model/records/kinds/calibration-fields';
import { computedOf } from '../../../shared/model/records/record-rule';
import type { RecordVersion } from '../record/records/records-keep';

/** What the twin, the lists and exports read of a record; null for kinds that leave no note. */
export function noteOfRecord(record: RecordVersion): BatchNoteBody | null {
  const f = fieldsOf(record.body);
  switch (record.kind) {
    case 'sample':
      return sampleNote(record, f);
    case 'media-preparation':
      return mediaNote(record, f);
    case 'calibration':
      return calibrationNote(record, f);
    case 'inoculation':
      return event(
        record,
        'inoculation',
        `${record.verdict?.words ?? ''}. ${f.text('notes') ?? ''}`.trim(),
        f.text('sourceId'),
      );
    case 'process-change':
      return event(record, 'set-point', f.text('why') ?? '', parameterOf(f), f.num('newValue'));
    case 'failure':
      return event(record, 'failure', f.text('description') ?? '', f.text('title'));
    case 'batch':
    case 'batch-closure':
      return null;
    default:
      return record.kind satisfies never;
  }
}

/** Takes the note of a voided record back. */
export function struckOut(record: RecordVersion, reason: string): BatchNoteBody {
  return { kind: 'event', at: record.eventAt, eventKind: 'struck-out', name: 'Record voided', words: reason };
}

const parameterOf = (f: Fields): string =>
  (changeParameters as Readonly<Record<string, string>>)[f.text('parameter') ?? ''] ?? '';

function sampleNote(record: RecordVersion, f: Fields): BatchNoteBody {
  const od = computedOf(record.computed, 'od600');
  const dcw = computedOf(record.computed, 'dcwGL');
  const dcwAt = f.num('dcwAt') ?? record.enteredAt;
  return {
    kind: 'sample',
    at: record.eventAt,
    volumeMl: f.num('drawMl') ?? 0,
    ...given('number', f.num('sampleNo')),
    ...given('nominalH', f.num('plannedH')),
    ...given('od600Reading', f.num('odRaw')),
    ...given('dilution', f.num('dilution')),
    ...(od !== null && od >= 0 ? { od600: od } : {}),
    ...(dcw !== null && dcw >= 0 ? { dcwGL: dcw, dcwResultAt: Math.max(dcwAt, record.eventAt) } : {}),
    words: (f.text('notes') ?? '').slice(0, 2000),
  };
}

function mediaNote(record: RecordVersion, f: Fields): BatchNoteBody {
  const [tempC, holdMin] = [f.num('tMinLoadC'), f.num('holdMin')];
  const ph = f.num('phAfterAdjust') ?? f.num('phBeforeAdjust');
  return {
    kind: 'media',
    at: record.eventAt,
    recipe: record.sop.id,
    ...given('volumeL', f.num('volumeL')),
    components: f.rows('components').map((row) => ({
      name: row.text('material') ?? 'other',
      amount: row.num('actual') ?? 0,
      unit: row.text('unit') ?? '',
      ...given('lot', row.text('lot')?.slice(0, 80)),
      ...given('expires', row.text('expires')),
    })),
    ...given('phBeforeUse', ph),
    ...(tempC === undefined || holdMin === undefined
      ? {}
      : { sterilisation: { method: 'autoclave', tempC, holdMin, passed: record.verdict?.id !== 'fail' } }),
    words: `${record.verdict?.words ?? ''} ${f.text('notes') ?? ''}`.trim().slice(0, 2000),
  };
}

/** Names of quantities as journals give them. */
const quantities: Readonly<Record<string, string>> = {
  ph: 'ph',
  do: 'dissolvedOxygen',
  'off-gas-o2': 'offGas',
  'off-gas-co2': 'offGas',
};

function calibrationNote(record: RecordVersion, f: Fields): BatchNoteBody {
  const probe = f.text('probe') ?? '';
  const found = record.computed.flatMap(({ name, value }) =>
    value === null ? [] : [[name, value] as const],
  );
  return {
    kind: 'calibration',
    at: record.eventAt,
    quantity: quantities[probe] ?? (probe in probeWords ? probe : 'other'),
    device: (f.text('probeSerial') ?? '').slice(0, 80),
    passed: record.verdict?.id !== 'fail',
    findings: Object.fromEntries(found),
    words: (record.verdict?.words ?? '').slice(0, 2000),
  };
}

function event(
  record: RecordVersion,
  eventKind: string,
  words: string,
  name?: string,
  value?: number,
): BatchNoteBody {
  return {
    kind: 'event',
    at: record.eventAt,
    eventKind,
    ...given('name', name?.slice(0, 120)),
    ...given('value', value),
    words: words.slice(0, 2000),
  };
}

function given<K extends string, T>(key: K, value: T | undefined): { [P in K]?: T } {
  return (value === undefined ? {} : { [key]: value }) as { [P in K]?: T };
}

import { recordKindWords, type RecordKind } from '../model/records/record-kind';
import type { KeptRecord } from '../model/records/record';
import type { BatchFacts, ReportedRecord } from './batch-facts';
import { recordChanges } from './record-changes';
import { recordFieldsOf } from '../model/records/record-fields-of';
import { cell, table, type ReportBlock, type ReportCell, type ReportSection } from '../model/report-document';
import { nameOf } from './rules-of-records';
import { durationText, timeText } from './time-text';
import { plainText, valueText } from './value-text';

const sectionTitles: readonly (readonly [RecordKind, string])[] = [
  ['batch', 'Batch plan'],
  ['media-preparation', 'Media preparations'],
  ['calibration', 'Equipment and calibrations'],
  ['inoculation', 'Inoculation'],
  ['sample', 'Samples'],
  ['process-change', 'Process changes'],
  ['failure', 'Failures'],
  ['batch-closure', 'Closure'],
];

/** Every record of the batch in full: newest values, what they were before, and who signed. */
export function recordSections(facts: BatchFacts): ReportSection[] {
  return sectionTitles.map(([kind, title]) => {
    const records = facts.records.filter(({ newest }) => newest.kind === kind);
    const overview = kind === 'sample' ? [sampleTable(records, facts)] : [];
    const blocks = records.flatMap((record) => recordBlocks(record, facts));
    const none: ReportBlock = {
      kind: 'words',
      text: `No ${recordKindWords[kind].toLowerCase()} was recorded.`,
      tone: 'dim',
    };
    return { id: kind, title, blocks: blocks.length === 0 ? [none] : [...overview, ...blocks] };
  });
}

function recordBlocks(record: ReportedRecord, { zone, names }: BatchFacts): ReportBlock[] {
  const { newest, versions, signatures } = record;
  const fields = recordFieldsOf(newest.kind);
  const changes = recordChanges(versions, fields, zone, names);
  const head: (readonly [string, ReportCell])[] = [
    [
      'Record',
      cell(
        `${newest.id}, version ${newest.version}, ${newest.status}`,
        newest.status === 'voided' ? 'alarm' : 'plain',
      ),
    ],
    ['Happened', cell(`${timeText(newest.eventAt, newest.zone)} (${newest.zone})`)],
    ['Performed by', cell(newest.performedByName)],
    ['Entered', cell(enteredText(newest, zone), newest.late ? 'warn' : 'plain')],
    ['Procedure', cell(`${newest.sop.id} version ${newest.sop.version}`)],
    ['Source', cell(newest.instrument ? `${newest.source}, ${newest.instrument.id}` : newest.source)],
  ];
  const values = Object.entries(newest.body).map(([name, value]) => {
    const field = fields.find((one) => one.name === name);
    return [field?.label ?? name, cell(valueText(field, value, zone, names))] as const;
  });
  const computed = newest.computed.map(
    ({ label, value, unit, words }) =>
      [
        `${label} (computed)`,
        cell(value === null ? (words ?? 'cannot be computed') : `${rounded(value)} ${unit}`.trim()),
      ] as const,
  );
  return [
    {
      kind: 'heading',
      text: `${nameOf(record)}${changes.length > 0 ? ' (changed since first entry)' : ''}`,
      changed: changes.length > 0,
    },
    {
      kind: 'facts',
      facts: [...head, ...values, ...computed, ...verdictOf(newest)].map(([name, one]) => [name, one]),
    },
    ...findingsOf(newest),
    ...(changes.length > 0 ? [{ kind: 'changes' as const, changes }] : []),
    { kind: 'signatures', signatures: [...signatures], none: 'Not signed' },
  ];
}

function enteredText(
  { enteredAt, eventAt, enteredByName, late, clockTrusted }: KeptRecord,
  zone: string,
): string {
  const lateness = late ? `, ${durationText(enteredAt - eventAt)} after the event (late)` : '';
  return `${timeText(enteredAt, zone)} by ${enteredByName}${lateness}${clockTrusted ? '' : ', clock not trusted'}`;
}

function verdictOf({ verdict }: KeptRecord): (readonly [string, ReportCell])[] {
  if (!verdict) return [];
  const bad = verdict.id === 'fail' || verdict.id === 'no-go';
  return [
    ['Verdict (computed)', cell(verdict.words, bad ? 'alarm' : verdict.id === 'warn' ? 'warn' : 'plain')],
  ];
}

function findingsOf({ findings }: KeptRecord): ReportBlock[] {
  if (findings.length === 0) return [];
  const rows = findings.map(({ level, words, answer }) => [
    level === 'W' ? 'warned' : level === 'C' ? cell('confirmed', 'warn') : cell('impossible', 'alarm'),
    words,
    answer ?? '',
  ]);
  return [table(['Rule said', 'What*3', 'Reason given*2'], rows, '')];
}

function sampleTable(records: readonly ReportedRecord[], { batch, zone }: BatchFacts): ReportBlock {
  const computed = ({ newest }: ReportedRecord, name: string): string => {
    const found = newest.computed.find((one) => one.name === name);
    return found?.value === undefined || found.value === null
      ? ''
      : `${rounded(found.value)} ${found.unit}`.trim();
  };
  // A filter that is still drying is no blank: the result is owed.
  const dryWeight = (record: ReportedRecord): string =>
    computed(record, 'dcwGL') || (record.newest.verdict?.id === 'pending' ? 'not known yet' : '');
  return table(
    ['No#', 'Drawn*2', 'Age, h#', 'OD600#', 'DCW#', 'Withdrawn, mL#', 'Version#', 'Signatures#'],
    records.map((record) => {
      const { newest, signatures } = record;
      const ageH = batch.t0 === null ? '' : ((newest.eventAt - batch.t0) / 3_600_000).toFixed(2);
      return [
        plainText(newest.body['sampleNo'] ?? newest.attempt),
        timeText(newest.eventAt, zone),
        ageH,
        computed(record, 'od600'),
        dryWeight(record),
        plainText(newest.body['drawMl'] ?? ''),
        newest.version,
        signatures.length,
      ];
    }),
    '',
  );
}

/** Every lot that went in, so that a lot can be searched for. */
export function materialSections({ records, zone }: BatchFacts): ReportSection[] {
  const rows = records
    .filter(({ newest }) => newest.status !== 'voided')
    .flatMap((record) => {
      const components = record.newest.body['components'];
      if (!Array.isArray(components)) return [];
      const field = recordFieldsOf(record.newest.kind).find(({ name }) => name === 'components');
      return components.map((row) => {
        const text = (name: string): string => {
          const value = row[name];
          if (value === null || value === undefined) return '';
          return valueText(
            field?.fields?.find((one) => one.name === name),
            value,
            zone,
          );
        };
        const released = row['release'] === undefined || row['release'] === 'released';
        return [
          text('material'),
          text('lot'),
          text('expires'),
          `${text('actual')} ${text('unit')}`,
          cell(text('release'), released ? 'plain' : 'alarm'),
          nameOf(record),
        ];
      });
    });
  return [
    {
      id: 'materials',
      title: 'Materials',
      blocks: [
        table(
          ['Material*2', 'Lot', 'Expires', 'Amount', 'Release', 'Used in*2'],
          rows,
          'No material was recorded.',
        ),
      ],
    },
  ];
}

function rounded(value: number): string {
  return String(Number(value.toPrecision(5)));
}

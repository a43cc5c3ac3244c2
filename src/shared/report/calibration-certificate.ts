import { recordFieldsOf } from '../model/records/record-fields-of';
import type { KeptRecord } from '../model/records/record';
import { computedOf } from '../model/records/record-rule';
import { fieldsOf } from '../model/records/field-value';
import { probeWords, type ProbeKind } from '../model/records/kinds/calibration-fields';
import { correctionWords, type Correction } from '../model/records/kinds/calibration-wizard-fields';
import {
  cell,
  table,
  words,
  type ReportBlock,
  type ReportCell,
  type ReportDocument,
} from '../model/report-document';
import type { CheckedSignature } from '../model/signature';
import { methodsFor } from '../model/records/calibration-method';
import { recordChanges } from './record-changes';
import { timeText } from './time-text';
import { valueText } from './value-text';

/** All that a certificate says. */
export interface CertificateFacts {
  readonly record: KeptRecord;
  readonly versions: readonly KeptRecord[];
  readonly signatures: readonly CheckedSignature[];
  readonly unitName: string;
  readonly simulated: boolean;
  /** Name, tag and unit of the channel; null where the record names none. */
  readonly channel: { readonly name: string; readonly tag: string; readonly unit: string } | null;
  readonly head: { readonly seq: number; readonly hash: string };
  readonly software: string;
  readonly zone: string;
  readonly madeAt: number;
}

/** The certificate of one calibration: what was held against which reference, what came of it, and who answers for it. */
export function calibrationCertificate(facts: CertificateFacts): ReportDocument {
  const { record, unitName, simulated, head, madeAt, signatures } = facts;
  const serial = fieldsOf(record.body).text('probeSerial') ?? '';
  const voided = record.status === 'voided' ? ['VOIDED'] : [];
  return {
    v: 1,
    title: 'Calibration certificate',
    subject: `${probeOf(record)}, probe ${serial}, ${unitName}`,
    version: `version ${record.version}`,
    stamp: [...voided, ...(simulated ? ['SIMULATED'] : [])].join(' · '),
    foot: `Ledger: ${head.seq} entries, head ${head.hash.slice(0, 16)}`,
    madeAt,
    sections: [
      { id: 'result', title: 'Result', blocks: resultBlocks(facts) },
      { id: 'points', title: 'Points', blocks: pointBlocks(facts) },
      { id: 'signatures', title: 'Signatures', blocks: signatureBlocks(facts) },
      { id: 'readings', title: 'Readings and reference', blocks: [readings(facts)] },
    ],
    counts: { points: fieldsOf(record.body).rows('asFound').length, signatures: signatures.length },
  };
}

const probeOf = ({ body }: KeptRecord): string =>
  probeWords[fieldsOf(body).text('probe') as ProbeKind] ?? 'Probe';

function resultBlocks({ record, channel, zone, software }: CertificateFacts): ReportBlock[] {
  const f = fieldsOf(record.body);
  const until = computedOf(record.computed, 'validUntil');
  const how = f.text('correction') as Correction | undefined;
  const verdict = record.verdict ?? { id: 'pending', words: 'No verdict' };
  const tone = verdict.id === 'fail' ? 'alarm' : verdict.id === 'warn' ? 'warn' : 'plain';
  const limits = methodsFor(channel?.tag ?? '').find(({ probe }) => probe === f.text('probe'))?.limits ?? [];
  const facts: (readonly [string, ReportCell])[] = [
    ['Verdict, computed', cell(verdict.words, tone)],
    ['Channel', cell(channel ? `${channel.name} (${channel.tag})` : 'none named')],
    ['Calibrated', cell(`${timeText(record.eventAt, record.zone)} by ${record.performedByName}`)],
    ['Holds from', cell(timeText(f.num('validFrom') ?? record.eventAt, zone))],
    ['Next due', cell(until === null ? 'at once: it did not pass' : timeText(until, zone))],
    ['Readings are put right', cell(how === undefined ? 'not said' : correctionWords[how])],
    ['Record', cell(`${record.id}, version ${record.version}, ${record.status}`)],
    ['Procedure', cell(`${record.sop.id} version ${record.sop.version}`)],
    ['Software', cell(software)],
  ];
  return [
    { kind: 'facts', facts: facts.map(([name, value]) => [name, value]) },
    ...(limits.length === 0 ? [] : [words(`Limits: ${limits.join('; ')}.`, 'dim')]),
    computedTable(record, zone),
  ];
}

function computedTable({ computed }: KeptRecord, zone: string): ReportBlock {
  const known = computed.filter(({ value, words: why }) => value !== null || why !== undefined);
  const rows = known.map(({ label, value, unit, words: why }) => [
    label,
    value === null
      ? (why ?? 'cannot be computed')
      : unit === 'epoch ms'
        ? timeText(value, zone)
        : rounded(value),
    unit === 'epoch ms' ? '' : unit,
  ]);
  return table(['Computed*3', 'Value#*2', 'Unit'], rows, 'Nothing was computed.');
}

function pointBlocks({ record, channel }: CertificateFacts): ReportBlock[] {
  const [gain, offset] = [
    computedOf(record.computed, 'applyGain'),
    computedOf(record.computed, 'applyOffset'),
  ];
  const unit = channel?.unit ?? '';
  const rows = fieldsOf(record.body)
    .rows('asFound')
    .map((row) => {
      const [reference, reading, before] = ['reference', 'reading', 'before'].map(
        (name) => row.num(name) ?? Number.NaN,
      );
      const after = gain === null || offset === null ? null : offset + gain * (reading ?? Number.NaN);
      const off = (before ?? Number.NaN) - (reference ?? Number.NaN);
      return [reference, reading, before, off, after, row.num('seconds')].map((value) =>
        rounded(value ?? null),
      );
    });
  const label = unit === '' ? '' : `, ${unit}`;
  const columns = [
    `Reference${label}#`,
    'Probe#',
    'Shown before#',
    'Off before#',
    'Shown after#',
    'Averaged, s#',
  ];
  const line =
    gain === null || offset === null
      ? words('Readings are not put right by the station on account of this calibration.', 'dim')
      : words(
          `Applied from then on: shown = ${rounded(offset)} + ${rounded(gain)} × probe. What the probe gives is recorded unchanged.`,
        );
  return [table(columns, rows, 'Entered by hand: see the readings.'), line];
}

const shownAbove = ['asFound', 'validFrom', 'correction', 'gainBefore', 'offsetBefore'];

function readings({ record, zone }: CertificateFacts): ReportBlock {
  const fields = recordFieldsOf('calibration');
  const values = Object.entries(record.body)
    .filter(([name]) => !shownAbove.includes(name))
    .map(([name, value]): [string, ReportCell] => {
      const field = fields.find((one) => one.name === name);
      return [field?.label ?? name, cell(valueText(field, value, zone))];
    });
  return { kind: 'facts', facts: values };
}

function signatureBlocks({ versions, signatures, zone }: CertificateFacts): ReportBlock[] {
  const changes = recordChanges(versions, recordFieldsOf('calibration'), zone);
  return [
    ...(changes.length > 0 ? [{ kind: 'changes' as const, changes }] : []),
    {
      kind: 'signatures',
      signatures: [...signatures],
      none: 'Not signed: this certificate is a draft until it is.',
    },
  ];
}

/** Six significant digits and as many decimals: more than any of these instruments resolves. */
function rounded(value: number | null): string {
  return value === null || !Number.isFinite(value)
    ? ''
    : String(Number(Number(value.toPrecision(6)).toFixed(6)) + 0);
}

import { recordKindWords } from '../model/records/record-kind';
import type { KeptRecord } from '../model/records/record';
import type { CheckedSignature, MeaningCode } from '../model/signature';
import type { BatchFacts, ReportedRecord } from './batch-facts';
import type { Found, ReviewRule } from './review-rules';
import { durationText } from './time-text';
import { plainText } from './value-text';

/** Meanings that a record of a kind must carry before its batch is released. */
const asked: Readonly<Partial<Record<KeptRecord['kind'], readonly MeaningCode[]>>> = {
  'media-preparation': ['REL_M'],
  calibration: ['CAL_A'],
  inoculation: ['GO', 'NOGO'],
};
/** Kinds that a second person verifies. */
const verified: readonly KeptRecord['kind'][] = ['media-preparation', 'calibration', 'inoculation', 'sample'];
const latestVerificationMs = 30 * 60_000;

export const recordRules: readonly ReviewRule[] = [
  {
    id: 'RBE-01',
    text: 'Probes of pH and dissolved oxygen have a calibration that passed',
    severity: 'major',
    run: (facts) => uncalibrated(facts),
  },
  {
    id: 'RBE-02',
    text: 'Media are released, their components in date and released',
    severity: 'major',
    run: (facts) => unreleasedMedia(facts),
  },
  {
    id: 'RBE-10',
    text: 'No record was voided',
    severity: 'major',
    run: ({ records }) =>
      records
        .filter(({ newest }) => newest.status === 'voided')
        .map((record) => about(record, `${nameOf(record)} was voided`)),
  },
  {
    id: 'RBE-12',
    text: 'No record failed its own rules, and no warning was overruled with a reason',
    severity: 'major',
    run: ({ records }) => held(records).flatMap(outOfSpecification),
  },
  {
    id: 'RBE-13',
    text: 'No failure was recorded',
    severity: 'major',
    run: ({ records }) =>
      ofKind(records, 'failure').map((record) => about(record, `${nameOf(record)} was recorded`)),
  },
  {
    id: 'RBE-15',
    text: 'No record carries a remark',
    severity: 'minor',
    run: ({ records }) => held(records).flatMap(remarks),
  },
  {
    id: 'RBE-17',
    text: 'Records were entered within two hours of the event',
    severity: 'minor',
    run: ({ records }) =>
      held(records)
        .filter(({ newest }) => newest.late)
        .map((record) =>
          about(
            record,
            `${nameOf(record)} was entered ${durationText(record.newest.enteredAt - record.newest.eventAt)} after the event`,
          ),
        ),
  },
  {
    id: 'RBE-18',
    text: 'No value was changed after its first entry',
    severity: 'minor',
    run: ({ records }) => records.filter(({ versions }) => versions.length > 1).map(changed),
  },
  {
    id: 'RBE-20',
    text: 'No gate or computed verdict was overridden',
    severity: 'major',
    run: ({ gates, records, signatures }) => [
      ...(gates?.gates ?? [])
        .filter(({ overridden }) => overridden)
        .map(({ id, label }) => ({ about: id, words: `The gate "${label}" was overridden` })),
      ...[...signatures, ...records.flatMap((record) => record.signatures)]
        .filter(({ signature }) => signature.meaning === 'OVR')
        .map(({ signature }) => ({
          about: signature.id,
          words: `${signature.name} overrode: ${signature.reason ?? ''}`,
          ref: signature.id,
        })),
    ],
  },
  {
    id: 'RBE-27',
    text: 'A second person verified what asks for one, within 30 minutes',
    severity: 'major',
    run: ({ records }) => held(records).flatMap(unverified),
  },
  {
    id: 'RBE-33',
    text: 'Samples were drawn within the time planned',
    severity: 'minor',
    run: (facts) => samplesOffTime(facts),
  },
  {
    id: 'RBE-35',
    text: 'Signatures that a record needs are there and hold',
    severity: 'major',
    run: ({ records, signatures, deviations }) => [
      ...held(records).flatMap(unsigned),
      ...[
        ...signatures,
        ...records.flatMap((one) => one.signatures),
        ...deviations.flatMap((one) => one.signatures),
      ]
        .filter(({ state }) => state === 'broken')
        .map(brokenSignature),
      ...held(records).flatMap((record) =>
        record.signatures
          .filter(({ state }) => state === 'signed-then-changed')
          .map((one) => staleSignature(record, one)),
      ),
    ],
  },
];

function held(records: readonly ReportedRecord[]): ReportedRecord[] {
  return records.filter(({ newest }) => newest.status !== 'voided');
}

function ofKind(records: readonly ReportedRecord[], kind: KeptRecord['kind']): ReportedRecord[] {
  return held(records).filter(({ newest }) => newest.kind === kind);
}

/** `Sample 3`: kind and attempt. */
export function nameOf({ newest }: ReportedRecord): string {
  return `${recordKindWords[newest.kind]} ${newest.attempt}`;
}

function about({ newest }: ReportedRecord, words: string, severity?: Found['severity']): Found {
  return { about: newest.id, words, ref: newest.id, ...(severity ? { severity } : {}) };
}

function uncalibrated({ records, batch }: BatchFacts): Found[] {
  if (batch.t0 === null) return [];
  const calibrations = ofKind(records, 'calibration');
  const missing = ['ph', 'do']
    .filter(
      (probe) =>
        !calibrations.some(({ newest }) => newest.body['probe'] === probe && newest.verdict?.id === 'pass'),
    )
    .map((probe) => ({
      about: probe,
      words: `No calibration of the ${probe === 'ph' ? 'pH' : 'DO'} probe that passed is among the records of this batch`,
    }));
  const failed = calibrations
    .filter(({ newest }) => newest.verdict?.id === 'fail')
    .map((record) =>
      about(
        record,
        `${nameOf(record)} (${plainText(record.newest.body['probe'])}) failed: ${record.newest.verdict?.words ?? ''}`,
      ),
    );
  return [...missing, ...failed];
}

function unreleasedMedia({ records, batch }: BatchFacts): Found[] {
  const media = ofKind(records, 'media-preparation');
  if (media.length === 0)
    return batch.t0 === null
      ? []
      : [{ about: 'none', words: 'No media preparation is among the records of this batch' }];
  return media.flatMap((record) => {
    const rows = record.newest.body['components'];
    const bad = (Array.isArray(rows) ? rows : []).filter(
      (row) => row['release'] !== undefined && row['release'] !== 'released',
    );
    return bad.map((row) => ({
      about: `${record.newest.id}/${String(row['lot'])}`,
      words: `${nameOf(record)}: ${String(row['material'])}, lot ${String(row['lot'])}, is ${String(row['release'])}`,
      ref: record.newest.id,
    }));
  });
}

function outOfSpecification(record: ReportedRecord): Found[] {
  const { verdict, findings, kind } = record.newest;
  const failed =
    kind !== 'calibration' && (verdict?.id === 'fail' || verdict?.id === 'no-go')
      ? [about(record, `${nameOf(record)}: ${verdict.words}`)]
      : [];
  const overruled = findings
    .filter(({ level }) => level === 'C')
    .map(({ rule, row, words, answer }) => ({
      about: `${record.newest.id}/${rule}${row === null ? '' : `/${row}`}`,
      words: `${nameOf(record)}: ${words} Kept because: ${answer ?? 'no reason is kept'}`,
      ref: record.newest.id,
      severity: 'minor' as const,
    }));
  return [...failed, ...overruled];
}

function remarks(record: ReportedRecord): Found[] {
  const { notes } = record.newest.body;
  return typeof notes === 'string' && notes.trim() !== ''
    ? [about(record, `${nameOf(record)}: "${notes.trim()}"`)]
    : [];
}

function changed(record: ReportedRecord): Found {
  const times = record.versions.length - 1;
  const reason = record.newest.reason?.text ?? 'no reason is kept';
  return about(
    record,
    `${nameOf(record)} was changed ${times === 1 ? 'once' : `${times} times`}; last because: ${reason}`,
  );
}

function unverified(record: ReportedRecord): Found[] {
  const { kind, version, enteredAt, performedBy } = record.newest;
  if (!verified.includes(kind)) return [];
  const second = record.signatures.filter(
    ({ signature, state }) =>
      state === 'valid' &&
      signature.subject.version === version &&
      signature.personId !== performedBy &&
      signature.meaning !== 'PERF',
  );
  if (second.length === 0) return [about(record, `${nameOf(record)} was not signed by a second person`)];
  const first = Math.min(...second.map(({ signature }) => signature.at));
  return first - enteredAt > latestVerificationMs
    ? [
        about(
          record,
          `${nameOf(record)} was verified ${durationText(first - enteredAt)} after its entry`,
          'minor',
        ),
      ]
    : [];
}

function samplesOffTime({ records, recipe, batch }: BatchFacts): Found[] | { cannot: string } {
  const { t0 } = batch;
  if (t0 === null) return [];
  if (!recipe) return { cannot: 'the batch has no recipe that plans its samples' };
  const toleranceMs = recipe.sampleToleranceMin * 60_000;
  return ofKind(records, 'sample').flatMap((record) => {
    const planned = record.newest.body['plannedH'];
    if (typeof planned !== 'number') return [];
    const off = record.newest.eventAt - (t0 + planned * 3_600_000);
    if (Math.abs(off) <= toleranceMs) return [];
    return [
      about(
        record,
        `${nameOf(record)}, planned at ${planned} h, was drawn ${durationText(Math.abs(off))} ${off < 0 ? 'early' : 'late'}`,
      ),
    ];
  });
}

function unsigned(record: ReportedRecord): Found[] {
  const wanted = asked[record.newest.kind];
  if (!wanted) return [];
  const has = record.signatures.some(
    ({ signature, state }) => state === 'valid' && wanted.includes(signature.meaning),
  );
  return has || record.newest.verdict?.id === 'fail'
    ? []
    : [about(record, `${nameOf(record)} lacks its signature (${wanted.join(' or ')})`)];
}

function brokenSignature({ signature, why }: CheckedSignature): Found {
  return {
    about: signature.id,
    words: `The signature "${signature.words}" of ${signature.name} does not hold: ${why}`,
    ref: signature.id,
  };
}

function staleSignature(record: ReportedRecord, { signature, why }: CheckedSignature): Found {
  return {
    about: signature.id,
    words: `${nameOf(record)} was signed by ${signature.name}, then changed. ${why}`,
    ref: record.newest.id,
    severity: 'minor',
  };
}

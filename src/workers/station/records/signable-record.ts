import type { BatchRun } from '../../../shared/model/records/batch-state';
import { gatesNeverOverridden, type GateList } from '../../../shared/model/records/gate';
import { recordKindWords, recordProcedures } from '../../../shared/model/records/record-kind';
import type { KeptRecord } from '../../../shared/model/records/record';
import { Refusal } from '../../../shared/model/refusal';
import type { MeaningCode, Signature } from '../../../shared/model/signature';
import type { Json } from '../../../shared/model/ledger-entry';
import type { SignableKind } from '../signing/signable';
import type { BatchBook, Mover } from './batch-book';
import { freshContent } from './batch-content';
import { contentOf, isSigned, versionsOf } from './record-book';
import { strikeNote, writeNotesSoFar } from './record-effects';
import type { RecordsDeps } from './records-deps';

export interface SignableParts {
  readonly deps: RecordsDeps;
  readonly book: BatchBook;
  readonly gates: (batchId: string) => GateList;
}

/** Records as the signing room signs them. GO, release, acceptance, override and voiding happen here and nowhere else. */
export function signableRecord(parts: SignableParts): SignableKind {
  const { deps } = parts;
  return {
    type: 'record',
    find: (id, version) => {
      const versions = versionsOf(deps.keep, id);
      const found = version === undefined ? versions.at(-1) : versions.find((one) => one.version === version);
      if (!found) return undefined;
      const { status: _status, verifiedBy: _by, verifiedByName: _name, ...kept } = found;
      const once = { ...parts, gates: askedOnce(parts.gates) };
      return {
        version: found.version,
        content: contentOf(kept),
        unitId: found.unitId,
        // Whoever entered an earlier version is no second person to a later one.
        people: [
          ...new Set(
            versions
              .filter((one) => one.version <= found.version)
              .flatMap(({ performedBy, enteredBy }) => [performedBy, enteredBy]),
          ),
        ],
        open: found.version === versions.at(-1)?.version ? openMeanings(once, found) : [],
        procedure: recordProcedures[found.kind].id,
        title: `${recordKindWords[found.kind]}, attempt ${found.attempt}${found.version > 1 ? `, version ${found.version}` : ''}`,
        conditions: conditionsOf(once, found),
      };
    },
    signed: (signature) => recordSigned(parts, signature),
  };
}

/** One look at the gates answers all that is asked of them here. */
function askedOnce(gates: SignableParts['gates']): SignableParts['gates'] {
  let known: GateList | undefined;
  return (batchId) => (known ??= gates(batchId));
}

const own: Readonly<Record<KeptRecord['kind'], readonly MeaningCode[]>> = {
  batch: ['AUTH', 'VER'],
  'media-preparation': ['PERF', 'VER', 'REL_M'],
  calibration: ['PERF', 'VER', 'CAL_A'],
  inoculation: ['PERF', 'VER', 'GO', 'NOGO', 'OVR'],
  sample: ['PERF', 'VER', 'CALC'],
  'process-change': ['PERF', 'VER', 'CHG_A'],
  failure: ['PERF', 'VER'],
  'batch-closure': ['PERF', 'VER'],
};

/** Meanings that may be signed now, by kind, verdict and the state of the batch. */
function openMeanings(parts: SignableParts, record: KeptRecord): MeaningCode[] {
  if (record.status === 'voided' || record.status === 'locked') return [];
  const batch = record.batchId === null ? null : (parts.book.find(record.batchId) ?? null);
  return [...own[record.kind], 'VOID' as const].filter((meaning) => isOpen(parts, record, batch, meaning));
}

function isOpen(
  { deps, gates }: SignableParts,
  record: KeptRecord,
  batch: BatchRun | null,
  meaning: MeaningCode,
): boolean {
  const verdict = record.verdict?.id;
  const before = batch !== null && ['planned', 'set-up', 'ready'].includes(batch.state);
  const fit = before && verdict !== 'no-go';
  const asked: Partial<Record<MeaningCode, () => boolean>> = {
    REL_M: () => before && verdict !== 'fail',
    CAL_A: () => verdict === 'pass' || verdict === 'warn',
    GO: () => fit && batch.state !== 'planned' && gates(batch.id).open,
    NOGO: () => before,
    OVR: () => fit && overridable(gates(batch.id)).length > 0,
    VOID: () => mayVoid(deps, record, batch),
  };
  return asked[meaning]?.() ?? true;
}

/** A batch plan carries its batch, and what set a batch going cannot be taken back: those are corrected instead. */
function mayVoid({ keep }: RecordsDeps, record: KeptRecord, batch: BatchRun | null): boolean {
  if (record.kind === 'batch' || (record.kind === 'inoculation' && isSigned(keep, record, 'GO')))
    return false;
  return record.kind !== 'batch-closure' || batch?.state === 'ended';
}

const overridable = ({ gates }: GateList) =>
  gates.filter(({ id, met, overridden }) => !met && !overridden && !gatesNeverOverridden.includes(id));

/** What the signer must have seen. */
function conditionsOf({ gates }: SignableParts, record: KeptRecord): string[] {
  const said = record.findings.map(({ words, answer }) =>
    answer === null ? words : `${words} Reason given: ${answer}`,
  );
  const shut =
    record.kind === 'inoculation' && record.batchId !== null && record.status !== 'voided'
      ? gates(record.batchId)
          .gates.filter(({ met }) => !met)
          .map(({ label, words, overridden }) => `${label}: ${words}${overridden ? ' (overridden)' : ''}`)
      : [];
  return [
    ...(record.verdict ? [`Verdict: ${record.verdict.words}`] : []),
    ...(record.late ? ['Entered late'] : []),
    ...(record.clockTrusted ? [] : ['Clock not trusted at entry']),
    ...said,
    ...shut,
  ];
}

function recordSigned(parts: SignableParts, signature: Signature): void {
  const { deps } = parts;
  const record = versionsOf(deps.keep, signature.subject.id).at(-1);
  if (record?.version !== signature.subject.version)
    throw new Refusal('CONFLICT', 'The record was changed meanwhile: look at it again');
  if (!openMeanings(parts, record).includes(signature.meaning))
    throw new Refusal('CONFLICT', 'This cannot be signed now: look at the record and its gates again');
  const facts = factsOf(parts, record, signature);
  deps.ledger.write(
    {
      what: signature.meaning === 'VOID' ? 'record.voided' : 'record.signed',
      subject: { type: 'record', id: record.id, version: record.version },
      ...(signature.reason === null ? {} : { reason: signature.reason }),
      facts: { meaning: signature.meaning, signature: signature.id, ...facts },
    },
    () => {
      const { personId, name, at, id, meaning } = signature;
      const what = meaning === 'VOID' ? 'voided' : 'signed';
      deps.keep.addStep({
        recordId: record.id,
        version: record.version,
        what,
        meaning,
        personId,
        name,
        at,
        signatureId: id,
        facts,
      });
      follow(parts, record, signature, facts);
      if (record.batchId !== null) freshContent(deps, record.batchId);
    },
  );
}

function factsOf({ gates }: SignableParts, record: KeptRecord, { meaning }: Signature): Record<string, Json> {
  if (record.batchId === null || (meaning !== 'GO' && meaning !== 'OVR')) return {};
  const list = gates(record.batchId);
  const evidence = list.gates.map(({ id, met, words, overridden }) => ({ id, met, words, overridden }));
  return { gates: meaning === 'OVR' ? overridable(list).map(({ id }) => id) : [], evidence };
}

/** What a signature sets going. */
function follow(
  parts: SignableParts,
  record: KeptRecord,
  signature: Signature,
  facts: Record<string, Json>,
): void {
  const { deps, book } = parts;
  const { batchId } = record;
  const mover: Mover = {
    by: signature.personId,
    byName: signature.name,
    signatureId: signature.id,
    reason: signature.reason ?? undefined,
    facts,
  };
  if (signature.meaning === 'VOID') strikeNote(deps, record, signature.reason ?? 'Record voided');
  if (batchId === null) return;
  if (signature.meaning === 'GO') {
    if (record.verdict?.id === 'go-engineer' && signature.role !== 'engineer')
      throw new Refusal('FORBIDDEN', 'The inoculum lies above the window for GO: an engineer has to sign it');
    book.move(batchId, 'go', mover, () => undefined);
    writeNotesSoFar(deps, batchId);
  }
  if (signature.meaning === 'NOGO' && book.get(batchId).state === 'ready')
    book.move(batchId, 'not-ready', mover);
  if (signature.meaning === 'OVR') openOverride(deps, record, signature, facts);
}

function openOverride(
  deps: RecordsDeps,
  record: KeptRecord,
  signature: Signature,
  facts: Record<string, Json>,
): void {
  const gates = Array.isArray(facts['gates']) ? facts['gates'].join(', ') : '';
  deps.quality.openDeviation({
    title: `Gate overridden: ${gates}`.slice(0, 200),
    source: 'gate',
    unitId: record.unitId,
    batchId: record.batchId,
    category: 'procedure',
    computedLevel: 2,
    occurredFrom: signature.at,
    occurredTo: signature.at,
    expected: 'Every gate is met before inoculation',
    happened: `${signature.name} overrode before inoculation, by signature: ${gates}`,
    immediateAction: signature.reason ?? 'None',
    evidence: [record.id, signature.id],
  });
}

import { randomUUID } from 'node:crypto';
import type { SubmitOutcome } from '../../../shared/contract/records';
import type { PersonActor } from '../../../shared/model/actor';
import { unitIdSchema, type BatchId, type UnitId } from '../../../shared/model/identity';
import type { BatchRun } from '../../../shared/model/records/batch-state';
import {
  answered,
  checkRecord,
  wantsReason,
  type RecordCheck,
} from '../../../shared/model/records/check-record';
import { fieldsOf } from '../../../shared/model/records/field-value';
import type { AnsweredFinding } from '../../../shared/model/records/finding';
import { lateAfterMs, type KeptRecord, type RecordEntry } from '../../../shared/model/records/record';
import type { RecordContext } from '../../../shared/model/records/record-context';
import { recordProcedures } from '../../../shared/model/records/record-kind';
import { Refusal } from '../../../shared/model/refusal';
import { isZone, zoneOffsetMs } from '../../../shared/model/zone-time';
import type { RecordVersion } from '../record/records/records-keep';
import type { BatchBook } from './batch-book';
import { freshContent } from './batch-content';
import { mayWrite } from './may-write';
import { rawFindings } from './raw-findings';
import { afterAdded } from './record-effects';
import { recordContextOf } from './record-context-of';
import { recordOf, recordsOf, sealVersion, versionsOf } from './record-book';
import { personActing, requireRight, type RecordsDeps } from './records-deps';

/** Beside the entry itself. */
export interface Handed {
  readonly clientId?: string | undefined;
  readonly draftId?: string | undefined;
  /** Runs in the transaction that keeps the entry. */
  readonly also?: ((record: RecordVersion) => void) | undefined;
}

export interface Amending {
  readonly id: string;
  readonly seen: number;
  readonly reason: NonNullable<KeptRecord['reason']>;
}

/** An entry with all that is decided about it before anything is kept. */
interface Judged {
  readonly actor: PersonActor;
  readonly performer: string;
  readonly batch: BatchRun | null;
  readonly unitId: UnitId | null;
  readonly context: RecordContext;
  readonly check: RecordCheck;
  readonly findings: readonly AnsweredFinding[];
}

/** Takes an entry: kept, asked about, or refused with the attempt in the ledger. */
export async function submitRecord(
  deps: RecordsDeps,
  book: BatchBook,
  entry: RecordEntry,
  handed: Handed,
  amending?: Amending,
): Promise<SubmitOutcome> {
  const actor = personActing();
  const arrived = arrivedBefore(deps, actor, handed.clientId);
  if (arrived) return arrived;
  const before = amending ? recordOf(deps.keep, amending.id) : null;
  if (before) requireSame(before, entry);
  const judged = await judge(deps, book, actor, entry, amending?.id);
  const impossible = judged.findings.filter(({ level }) => level === 'X');
  if (impossible.length > 0) {
    noteRefused(deps, entry, judged, amending, impossible);
    return { outcome: 'refused', findings: [...judged.findings] };
  }
  if (judged.findings.some(wantsReason)) return { outcome: 'asks', findings: [...judged.findings] };
  // Others may have been here while history was read.
  const meanwhile = arrivedBefore(deps, actor, handed.clientId) ?? (amending && conflictOf(deps, amending));
  if (meanwhile) return meanwhile;
  if (judged.batch) mayWrite(book.get(judged.batch.id), entry.kind, amending !== undefined);
  const id = keepEntry(deps, book, entry, judged, handed, amending);
  if (judged.batch) deps.notesKept(judged.batch.id);
  deps.changed();
  return { outcome: 'kept', record: recordOf(deps.keep, id), again: false };
}

/** What the rules say of an entry; nothing is kept. */
export async function judge(
  deps: RecordsDeps,
  book: BatchBook,
  actor: PersonActor,
  entry: RecordEntry,
  amends?: string,
): Promise<Judged> {
  const planning = entry.kind === 'batch' && amends === undefined;
  const batch = entry.batchId === null || planning ? null : book.get(entry.batchId);
  const vessel = unitIdSchema.safeParse(fieldsOf(entry.body).text('vesselId')).data ?? null;
  const unitId = batch?.unitId ?? (planning ? vessel : entry.unitId);
  requirePlace(entry, batch, unitId);
  requireRight(deps, actor.personId, unitId);
  if (batch) mayWrite(batch, entry.kind, amends !== undefined);
  if (!isZone(entry.zone)) throw new Refusal('REFUSED', `No time zone is called ${entry.zone}`, 'zone');
  const performer = entry.performedBy ?? actor.personId;
  const asked = {
    kind: entry.kind,
    batchId: batch?.id ?? null,
    unitId,
    eventAt: entry.eventAt,
    amends,
  };
  const context = await recordContextOf(deps, book, asked);
  const moment = { eventAt: entry.eventAt, performedBy: performer };
  const check = checkRecord(entry.kind, entry.body, context, moment);
  const extra = [
    ...rawFindings(entry),
    ...(context.people.some(({ id }) => id === performer) ? [] : [nobody(entry.kind)]),
    ...(batch && entry.kind === 'batch' && vessel !== batch.unitId ? [otherVessel(batch)] : []),
  ];
  return {
    actor,
    performer,
    batch,
    unitId,
    context,
    check,
    findings: answered([...extra, ...check.findings], entry.answers),
  };
}

const nobody = (kind: string) => ({
  rule: `${kind}.performer`,
  level: 'X' as const,
  field: 'performedBy',
  row: null,
  words: 'Nobody here has this id: choose who did it',
});
const otherVessel = ({ unitId }: BatchRun) => ({
  rule: 'batch.vessel-moved',
  level: 'X' as const,
  field: 'vesselId',
  row: null,
  words: `The batch stands on ${unitId}: plan another one for another vessel`,
});

function requirePlace(entry: RecordEntry, batch: BatchRun | null, unitId: UnitId | null): void {
  if (batch && entry.unitId !== null && entry.unitId !== batch.unitId)
    throw new Refusal('REFUSED', `${batch.name} is on ${batch.unitId}, not on ${entry.unitId}`, 'unitId');
  if (!batch && entry.kind !== 'batch' && entry.kind !== 'calibration')
    throw new Refusal('REFUSED', 'Choose the batch that this belongs to', 'batchId');
  if (unitId === null && entry.kind === 'calibration')
    throw new Refusal('REFUSED', 'Choose the vessel that this belongs to', 'unitId');
}

function requireSame(before: KeptRecord, entry: RecordEntry): void {
  if (before.status === 'voided') throw new Refusal('CONFLICT', 'This record was voided: write a new one');
  if (before.status === 'locked')
    throw new Refusal(
      'CONFLICT',
      'The batch is closed and its records are locked: QA has to reopen it first',
    );
  if (before.kind !== entry.kind || before.batchId !== entry.batchId)
    throw new Refusal('REFUSED', 'A correction keeps kind and batch: void this one and write another');
}

/** An entry that a device hands in again after it lost the answer. */
function arrivedBefore(
  { keep }: RecordsDeps,
  { personId }: PersonActor,
  clientId: string | undefined,
): SubmitOutcome | undefined {
  const known = clientId === undefined ? undefined : keep.ofClient(clientId);
  if (!known) return undefined;
  if (known.enteredBy !== personId)
    throw new Refusal('CONFLICT', 'Another person handed in an entry of this name: begin a new one');
  const record = versionsOf(keep, known.id).find(({ version }) => version === known.version);
  return record && { outcome: 'kept', record, again: true };
}

function conflictOf({ keep }: RecordsDeps, { id, seen }: Amending): SubmitOutcome | undefined {
  const theirs = recordOf(keep, id);
  if (theirs.version === seen) return undefined;
  const words = `${theirs.enteredByName} corrected this meanwhile: it is at version ${theirs.version} now. Look at both and correct that one`;
  return { outcome: 'conflict', theirs, words };
}

function keepEntry(
  deps: RecordsDeps,
  book: BatchBook,
  entry: RecordEntry,
  judged: Judged,
  handed: Handed,
  amending: Amending | undefined,
): string {
  const id = amending?.id ?? randomUUID();
  const version = amending ? amending.seen + 1 : 1;
  const { verdict } = judged.check;
  deps.ledger.write(
    {
      what: amending ? 'record.amended' : 'record.created',
      subject: { type: 'record', id, version },
      ...(amending ? { reason: amending.reason.text } : {}),
      facts: { kind: entry.kind, verdict: verdict?.words ?? null },
    },
    () => {
      const planning = entry.kind === 'batch' && !amending;
      const batchId = planning ? planBatch(book, entry, id) : entry.batchId;
      const added = sealVersion(
        versionOf(deps, entry, judged, { id, version, batchId, clientId: handed.clientId ?? null, amending }),
      );
      deps.keep.addVersion(added);
      if (handed.draftId !== undefined) deps.keep.removeDraft(judged.actor.personId, handed.draftId);
      const before = amending ? (deps.keep.versionsOf(id).at(-2) ?? null) : null;
      afterAdded(deps, book, { version: added, before, context: judged.context });
      if (planning && batchId !== null) freshContent(deps, batchId);
      handed.also?.(added);
    },
  );
  return id;
}

function planBatch(book: BatchBook, { body }: RecordEntry, id: string): BatchId {
  const f = fieldsOf(body);
  return book.plan(unitIdSchema.parse(f.text('vesselId')), f.text('batchNo') ?? '', id);
}

interface Named {
  readonly id: string;
  readonly version: number;
  readonly batchId: BatchId | null;
  readonly clientId: string | null;
  readonly amending: Amending | undefined;
}

function versionOf(
  deps: RecordsDeps,
  entry: RecordEntry,
  judged: Judged,
  named: Named,
): Omit<RecordVersion, 'contentHash'> {
  const { actor, performer, unitId, check, context } = judged;
  const { id, version, batchId, clientId, amending } = named;
  const before = amending ? recordOf(deps.keep, id) : null;
  const { kind, eventAt, zone, source, instrument, body, raw, attachments } = entry;
  return {
    id,
    version,
    kind,
    batchId,
    unitId,
    eventAt,
    zone,
    source,
    instrument,
    body,
    raw,
    attachments,
    clientId,
    supersedes: amending ? amending.seen : null,
    attempt: before?.attempt ?? attemptOf(deps, entry, batchId),
    offsetMin: Math.round(zoneOffsetMs(zone, eventAt) / 60_000),
    enteredAt: deps.now(),
    late: context.now - eventAt > lateAfterMs,
    clockTrusted: deps.clockTrusted(),
    performedBy: performer,
    performedByName: deps.people.nameOf(performer),
    enteredBy: actor.personId,
    enteredByName: actor.name,
    stationId: deps.stationId,
    sop: recordProcedures[kind],
    reason: amending?.reason ?? null,
    findings: [...judged.findings],
    computed: [...check.computed],
    verdict: check.verdict,
  };
}

/** Tries of the same kind (and probe) so far, and one. */
function attemptOf({ keep }: RecordsDeps, { kind, body }: RecordEntry, batchId: BatchId | null): number {
  const known = batchId === null ? [] : recordsOf(keep, batchId);
  return (
    1 +
    known.filter(
      (one) =>
        one.kind === kind &&
        (kind !== 'calibration' ||
          (one.body['probe'] === body['probe'] && one.body['occasion'] === body['occasion'])),
    ).length
  );
}

/** A value that cannot be true is kept all the same, as an attempt. */
function noteRefused(
  deps: RecordsDeps,
  entry: RecordEntry,
  { batch, unitId, performer }: Judged,
  amending: Amending | undefined,
  findings: readonly AnsweredFinding[],
): void {
  const { kind, eventAt, zone, body, raw } = entry;
  deps.ledger.note({
    what: 'record.refused',
    subject: batch ? { type: 'batch', id: batch.id } : { type: 'unit', id: unitId ?? 'none' },
    facts: {
      kind,
      eventAt,
      zone,
      performer,
      body,
      raw,
      record: amending?.id ?? null,
      rules: findings.map(({ rule, field, row, words }) => ({ rule, field, row, words })),
    },
  });
}

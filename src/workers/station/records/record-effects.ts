import type { BatchId } from '../../../shared/model/identity';
import { recordKindWords } from '../../../shared/model/records/record-kind';
import { fieldsOf } from '../../../shared/model/records/field-value';
import type { RecordContext } from '../../../shared/model/records/record-context';
import { changeClass } from '../../../shared/model/records/rules/change-rules';
import { chosenLevel, failureLevel } from '../../../shared/model/records/rules/failure-rules';
import type { DeviationOpening } from '../quality/quality-room';
import type { RecordVersion } from '../record/records/records-keep';
import type { BatchBook } from './batch-book';
import { freshContent } from './batch-content';
import { noteOfRecord, struckOut } from './note-of-record';
import { recordsOf } from './record-book';
import type { RecordsDeps } from './records-deps';

/** A version that was just added, in the transaction that adds it. */
export interface JustAdded {
  readonly version: RecordVersion;
  /** The version before it; null for a new record. */
  readonly before: RecordVersion | null;
  readonly context: RecordContext;
}

/** What follows from a version: notes, deviations, the next state of its batch. Runs in the same transaction. */
export function afterAdded(deps: RecordsDeps, book: BatchBook, added: JustAdded): void {
  const { version } = added;
  for (const opening of deviationsOf(added)) deps.quality.openDeviation(opening);
  if (version.batchId === null) return;
  writeNote(deps, version);
  moveOn(book, version.batchId, version, added.before === null);
  freshContent(deps, version.batchId);
}

/** The note beside a record, or its correction. A batch that has not begun has no notes: they come with its start. */
export function writeNote({ keep, store, plant }: RecordsDeps, version: RecordVersion): void {
  const { batchId } = version;
  if (batchId === null || !isInPlant({ store, plant }, batchId)) return;
  const body = noteOfRecord(version);
  if (!body) return;
  append({ keep, store }, batchId, version, body);
}

/** The start of a batch brings the notes of all that was written before. */
export function writeNotesSoFar(deps: RecordsDeps, batchId: BatchId): void {
  for (const record of recordsOf(deps.keep, batchId)) {
    const body =
      record.status === 'voided' || deps.keep.noteOf(record.id) !== undefined ? null : noteOfRecord(record);
    if (body) append(deps, batchId, record, body);
  }
}

export function strikeNote(deps: RecordsDeps, version: RecordVersion, reason: string): void {
  if (version.batchId !== null && deps.keep.noteOf(version.id) !== undefined)
    append(deps, version.batchId, version, struckOut(version, reason));
}

function append(
  { keep, store }: Pick<RecordsDeps, 'keep' | 'store'>,
  batchId: BatchId,
  version: RecordVersion,
  body: NonNullable<ReturnType<typeof noteOfRecord>>,
): void {
  const replaces = keep.noteOf(version.id);
  const reason = version.reason?.text ?? 'Record changed';
  const correction = replaces === undefined ? null : { replaces, reason };
  const source = 'hand';
  const [note] = store.appendNotes(batchId, [
    { body, source, enteredAt: version.enteredAt, enteredBy: version.enteredByName.slice(0, 80), correction },
  ]);
  if (note) keep.addNote(note.id, version.id, version.version);
}

function isInPlant({ plant }: Pick<RecordsDeps, 'store' | 'plant'>, batchId: BatchId): boolean {
  return plant.batches().some(({ id }) => id === batchId);
}

/** The first preparation begins the set-up; the closure goes to review. */
function moveOn(book: BatchBook, batchId: BatchId, version: RecordVersion, isNew: boolean): void {
  const { state } = book.get(batchId);
  const mover = { by: version.enteredBy, byName: version.enteredByName, facts: { record: version.id } };
  const preparing = version.kind === 'media-preparation' || version.kind === 'calibration';
  if (isNew && preparing && state === 'planned') book.move(batchId, 'set-up', mover);
  if (version.kind === 'batch-closure' && state === 'ended') book.move(batchId, 'propose-closure', mover);
}

/** Deviations that open by themselves. An amendment opens one only for what the version before did not say. */
function deviationsOf({ version, before, context }: JustAdded): DeviationOpening[] {
  const now = openingOf(version, context);
  if (!now) return [];
  const was = before && openingOf(before, context);
  return was && was.category === now.category && was.computedLevel === now.computedLevel ? [] : [now];
}

function openingOf(version: RecordVersion, context: RecordContext): DeviationOpening | null {
  const f = fieldsOf(version.body);
  const base = {
    unitId: version.unitId,
    batchId: version.batchId,
    occurredFrom: version.eventAt,
    occurredTo: null,
    evidence: [version.id],
    source: 'record' as const,
  };
  if (version.kind === 'failure') {
    const computedLevel = failureLevel(f, context.now);
    const lowered =
      chosenLevel(f) !== null && (chosenLevel(f) ?? 3) < computedLevel
        ? ` Chosen level ${f.text('level') ?? ''}: ${f.text('levelReason') ?? ''}`
        : '';
    return {
      ...base,
      title: f.text('title') ?? recordKindWords.failure,
      category: deviationCategory(f.text('category')),
      computedLevel,
      occurredFrom: f.num('occurredFrom') ?? version.eventAt,
      occurredTo: f.num('occurredTo') ?? null,
      expected: f.text('expected') ?? '',
      happened: `${f.text('description') ?? ''}${lowered}`,
      immediateAction: f.text('immediateAction') ?? '',
      evidence: [version.id, ...(f.text('evidence') === undefined ? [] : [f.text('evidence') ?? ''])],
    };
  }
  if ((version.kind === 'sample' || version.kind === 'inoculation') && f.text('contaminants') === 'seen')
    return {
      ...base,
      title: `Contamination seen in ${version.kind === 'sample' ? `sample ${f.num('sampleNo') ?? ''}` : 'the inoculum'}`,
      category: 'contamination',
      computedLevel: 3,
      expected: 'No contaminants in the microscope',
      happened: `Contaminants were seen in the microscope. ${f.text('morphology') ?? ''}`.trim(),
      immediateAction: 'To be written down',
    };
  return version.kind === 'process-change' ? changeOpening(version, context, base) : null;
}

function changeOpening(
  version: RecordVersion,
  context: RecordContext,
  base: Pick<DeviationOpening, 'unitId' | 'batchId' | 'occurredFrom' | 'occurredTo' | 'evidence' | 'source'>,
): DeviationOpening | null {
  const f = fieldsOf(version.body);
  const oxygen = f.text('parameter') === 'oxygen' && (f.num('newValue') ?? 0) > 0;
  const outside = changeClass(f, context) === 'outside';
  if (!oxygen && !outside) return null;
  return {
    ...base,
    title: oxygen ? 'Oxygen was added' : `Set point of ${f.text('parameter') ?? ''} outside its proven range`,
    category: 'process',
    computedLevel: 2,
    expected: oxygen ? 'Air alone' : `Within the proven range of the recipe`,
    happened: `Process change handed in: ${f.text('parameter') ?? ''} set to ${f.num('newValue') ?? ''}: ${f.text('why') ?? ''}`,
    immediateAction: f.flag('emergency') === true ? 'Done in an emergency' : 'Authorised by signature',
  };
}

/** Which of the categories of deviations one of a failure belongs to. */
function deviationCategory(category: string | undefined): string {
  const process = ['dissolved-oxygen', 'ph', 'temperature', 'agitation', 'aeration'];
  return category !== undefined && process.includes(category) ? 'process' : (category ?? 'other');
}

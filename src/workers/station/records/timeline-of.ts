import { phaseCode, phaseOf } from '../../../shared/model/phase';
import type { PhaseOverride } from '../../../shared/model/phase-override';
import type { BatchId } from '../../../shared/model/identity';
import { batchStateWords } from '../../../shared/model/records/batch-state';
import { recordKindWords, type RecordKind } from '../../../shared/model/records/record-kind';
import type { TimelineItem } from '../../../shared/model/records/timeline';
import type { SigningRoom } from '../signing/signable';
import type { BatchBook } from './batch-book';
import { recordsOf } from './record-book';
import type { RecordsDeps } from './records-deps';

export interface TimelineParts {
  readonly deps: RecordsDeps;
  readonly book: BatchBook;
  readonly signing: Pick<SigningRoom, 'of'>;
  readonly phasesSet: (batchId: BatchId) => readonly PhaseOverride[];
}

const mostEvents = 2000;
const mostRefused = 200;
const item = (
  kind: TimelineItem['kind'],
  at: number,
  words: string,
  more: Partial<TimelineItem> = {},
): TimelineItem => ({
  kind,
  at,
  words,
  to: null,
  ref: null,
  detail: null,
  by: null,
  ...more,
});

/** All that happened to a batch, in order of time. */
export function timelineOf(parts: TimelineParts, batchId: BatchId): TimelineItem[] {
  const batch = parts.book.get(batchId);
  return [
    ...movesOf(parts, batchId),
    ...recordsAndSignatures(parts, batchId),
    ...notesOf(parts, batchId),
    ...parts
      .phasesSet(batchId)
      .map(({ at, phase, reason }) =>
        item('phase', at, `Phase set to ${phaseOf(phaseCode(phase)).words} by hand: ${reason}`),
      ),
    ...alarmsOf(parts, batch),
    ...refusedOf(parts, batchId),
    ...parts.deps.keep
      .listProposals(batchId)
      .map((one) =>
        item('proposal', one.startedAt, one.title, { to: one.endedAt, ref: one.id, detail: one.state }),
      ),
  ].toSorted((a, b) => a.at - b.at);
}

function movesOf({ book }: TimelineParts, batchId: BatchId): TimelineItem[] {
  return book.steps(batchId).map(({ plantAt, move, to, reason, byName }) => {
    const words = move === 'abort' ? 'Aborted' : batchStateWords[to];
    return item('move', plantAt, reason === null ? words : `${words}: ${reason}`, {
      detail: move,
      by: byName,
    });
  });
}

function recordsAndSignatures({ deps, signing }: TimelineParts, batchId: BatchId): TimelineItem[] {
  const records = recordsOf(deps.keep, batchId);
  const signed = [
    ...records.flatMap(({ id }) => signing.of('record', id)),
    ...signing.of('batch', batchId),
  ].map((one) =>
    item('signature', one.at, one.words, { ref: one.subject.id, detail: one.meaning, by: one.name }),
  );
  const deviations = deps.quality.openOf(batchId).map(({ id, level, title }) => ({ id, level, title }));
  return [
    ...records.map((one) =>
      item('record', one.eventAt, wordsOf(one), { ref: one.id, detail: one.kind, by: one.performedByName }),
    ),
    ...signed,
    ...deviations.map(({ id, level, title }) =>
      item('deviation', openedAt(deps, id), `${id}: ${title}`, { ref: id, detail: String(level) }),
    ),
  ];
}

function wordsOf({ kind, attempt, version, status, verdict }: ReturnType<typeof recordsOf>[number]): string {
  const parts = [
    `${recordKindWords[kind]}${attempt > 1 ? `, attempt ${attempt}` : ''}`,
    ...(version > 1 ? [`changed since first entry (version ${version})`] : []),
    ...(status === 'voided' ? ['voided'] : []),
    ...(verdict ? [verdict.words] : []),
  ];
  return parts.join(': ');
}

function openedAt({ ledger }: RecordsDeps, id: string): number {
  return ledger.list({ subjectId: id, what: 'quality.opened', limit: 1 })[0]?.entry.at ?? 0;
}

/** Notes that no record stands behind. */
function notesOf({ deps }: TimelineParts, batchId: BatchId): TimelineItem[] {
  if (!deps.plant.batches().some(({ id }) => id === batchId)) return [];
  const ofRecords = new Set(recordsOf(deps.keep, batchId).map(({ id }) => deps.keep.noteOf(id)));
  return deps.store
    .listNotes(batchId)
    .filter(({ id, replacedBy, source }) => replacedBy === null && source === 'hand' && !ofRecords.has(id))
    .map((note) =>
      item('note', note.at, note.words === '' ? note.kind : note.words, {
        detail: note.kind,
        by: note.enteredBy,
      }),
    );
}

function alarmsOf(
  { deps }: TimelineParts,
  { unitId, t0, endedAt, createdAt }: ReturnType<BatchBook['get']>,
): TimelineItem[] {
  const from = createdAt ?? t0 ?? 0;
  const to = endedAt ?? Number.POSITIVE_INFINITY;
  return deps.store
    .listEvents(mostEvents)
    .filter(
      (event) => event.unitId === unitId && event.severity !== 'info' && event.at >= from && event.at <= to,
    )
    .map(({ at, words, severity }) => item('alarm', at, words, { detail: severity }));
}

/** Entries that could not be true, as they were tried. */
function refusedOf({ deps }: TimelineParts, batchId: BatchId): TimelineItem[] {
  return deps.ledger
    .list({ what: 'record.refused', subjectType: 'batch', subjectId: batchId, limit: mostRefused })
    .map(({ entry: { at, facts, actor, seq } }) => {
      const rules = Array.isArray(facts['rules']) ? facts['rules'] : [];
      const words = rules.flatMap((rule) =>
        typeof rule === 'object' && rule !== null && 'words' in rule ? [String(rule['words'])] : [],
      );
      const kind = recordKindWords[facts['kind'] as RecordKind] ?? 'Entry';
      return item('refused', at, `${kind} refused: ${words.join('; ')}`, {
        ref: `ledger ${seq}`,
        by: actor.kind === 'person' ? actor.name : null,
      });
    });
}

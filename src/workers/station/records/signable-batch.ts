import type { BatchMove, BatchRun } from '../../../shared/model/records/batch-state';
import { Refusal } from '../../../shared/model/refusal';
import type { MeaningCode, Signature } from '../../../shared/model/signature';
import type { SignableKind, SigningRoom } from '../signing/signable';
import { freshContent } from './batch-content';
import { blockersOf } from './blockers-of';
import { recordsOf } from './record-book';
import type { SignableParts } from './signable-record';

/** Batches as the signing room signs them: review, closure, disposition, and the ways back. */
export function signableBatch(parts: SignableParts, signing: Pick<SigningRoom, 'of'>): SignableKind {
  const { deps, book } = parts;
  return {
    type: 'batch',
    find: (id, version) => {
      const batch = book.find(id);
      const content = batch && deps.keep.contentOf(id, version);
      if (!batch || !content) return undefined;
      const newest = deps.keep.contentHead(id)?.version === content.version;
      return {
        version: content.version,
        content: content.content,
        unitId: batch.unitId,
        people: peopleOf(parts, batch),
        open: newest ? openMeanings(parts, batch) : [],
        procedure: 'SOP-CLOSURE',
        title: `Batch ${batch.name}`,
        conditions: blockersOf(deps, book, batch.id).map(({ words }) => words),
      };
    },
    signed: (signature) => batchSigned(parts, signing, signature),
  };
}

/** Whoever handed in the closure does not review it; who reviewed is told apart by the signing room. */
function peopleOf({ deps }: SignableParts, batch: BatchRun): string[] {
  const closures = recordsOf(deps.keep, batch.id).filter(
    ({ kind, status }) => kind === 'batch-closure' && status !== 'voided',
  );
  return [...new Set(closures.flatMap(({ performedBy, enteredBy }) => [performedBy, enteredBy]))];
}

function openMeanings({ deps, book }: SignableParts, batch: BatchRun): MeaningCode[] {
  if (batch.state === 'in-review')
    return blockersOf(deps, book, batch.id).length > 0 ? ['REJ'] : ['TECH', 'ATR', 'REJ'];
  if (batch.state !== 'closed') return [];
  return deps.quality.blockAcceptance(batch.id).length > 0 ? ['DISP_R', 'REJ'] : ['DISP_A', 'DISP_R', 'REJ'];
}

function batchSigned(parts: SignableParts, signing: Pick<SigningRoom, 'of'>, signature: Signature): void {
  const { deps, book } = parts;
  const batch = book.get(signature.subject.id);
  if (!openMeanings(parts, batch).includes(signature.meaning))
    throw new Refusal('CONFLICT', 'This cannot be signed now: look at the batch again');
  const move = moveOf(batch, signature, signing);
  if (!move) return;
  const { personId, name, id, reason } = signature;
  book.move(
    batch.id,
    move,
    { by: personId, byName: name, signatureId: id, reason: reason ?? undefined },
    () => {
      if (move === 'close' || move === 'reopen')
        setLocks(parts, batch, signature, move === 'close' ? 'locked' : 'unlocked');
      freshContent(deps, batch.id);
    },
  );
}

/** Closed when both reviews stand under the same version; everything else moves at once. */
function moveOf(
  batch: BatchRun,
  { meaning, subject }: Signature,
  signing: Pick<SigningRoom, 'of'>,
): BatchMove | null {
  if (meaning === 'REJ') return batch.state === 'closed' ? 'reopen' : 'return';
  if (meaning === 'DISP_A') return 'release';
  if (meaning === 'DISP_R') return 'reject';
  const here = signing.of('batch', subject.id).filter((one) => one.subject.version === subject.version);
  const made = new Set([...here.map((one) => one.meaning), meaning]);
  return made.has('TECH') && made.has('ATR') ? 'close' : null;
}

function setLocks(
  { deps }: SignableParts,
  batch: BatchRun,
  { personId, name, at, id }: Signature,
  what: 'locked' | 'unlocked',
): void {
  for (const { id: recordId, version } of recordsOf(deps.keep, batch.id))
    deps.keep.addStep({
      recordId,
      version,
      what,
      meaning: null,
      personId,
      name,
      at,
      signatureId: id,
      facts: {},
    });
}

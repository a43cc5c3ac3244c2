import type { BatchId } from '../../../shared/model/identity';
import type { Json } from '../../../shared/model/ledger-entry';
import { contentHash } from '../record/ledger/content-hash';
import { recordsOf } from './record-book';
import type { RecordsDeps } from './records-deps';

/**
 * What is signed with a batch, as a new version where it changed: its times and every record by version and hash. A
 * record that is corrected later makes another version, and signatures of this one say so. Inside a running entry.
 */
export function freshContent({ keep, now }: Pick<RecordsDeps, 'keep' | 'now'>, batchId: BatchId): void {
  const begun = keep.findBatch(batchId);
  if (!begun) return;
  const steps = keep.batchSteps(batchId);
  const content: Json = {
    batchId,
    name: begun.name,
    unitId: begun.unitId,
    origin: begun.origin,
    simulated: begun.simulated,
    t0: steps.find(({ move }) => move === 'go')?.plantAt ?? begun.t0,
    endedAt: steps.findLast(({ move }) => move === 'end' || move === 'abort')?.plantAt ?? begun.endedAt,
    aborted: steps.some(({ move }) => move === 'abort'),
    records: recordsOf(keep, batchId).map(({ id, kind, version, contentHash: hash, status }) => ({
      id,
      kind,
      version,
      contentHash: hash,
      voided: status === 'voided',
    })),
  };
  const hash = contentHash(content);
  const newest = keep.contentHead(batchId);
  if (newest?.contentHash === hash) return;
  const version = (newest?.version ?? 0) + 1;
  keep.addContent({ batchId, version, content, contentHash: hash, at: now() });
}

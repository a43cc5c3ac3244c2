import type { BatchRun, BatchState } from '../../../shared/model/records/batch-state';
import { deviationRuleWords } from '../../../shared/model/records/deviation-rules';
import { findRecordFaults } from '../../../shared/model/records/find-record-faults';
import { unanswered, type Proposal } from '../../../shared/model/records/proposal';
import { batchTargets } from './batch-targets';
import { plantNow } from './plant-time';
import { recordsOf } from './record-book';
import type { RecordsDeps } from './records-deps';

/** From the preparation to the end; in review it is the rules of the review that speak. */
const looked: readonly BatchState[] = ['planned', 'set-up', 'ready', 'running', 'held', 'ended'];

/** Deviations that the records of a batch show by themselves: late and missed samples, refused inocula. */
export function recordProposals(deps: RecordsDeps, batch: BatchRun): Proposal[] {
  // Only a plan says which samples were to be drawn.
  if (batch.planId === null || !looked.includes(batch.state)) return [];
  const records = recordsOf(deps.keep, batch.id).filter(({ status }) => status !== 'voided');
  const faults = findRecordFaults({
    now: plantNow(deps, batch.unitId),
    t0: batch.t0,
    endedAt: batch.endedAt,
    recipe: batchTargets(deps.keep, batch, 1).recipe,
    records,
  });
  const now = plantNow(deps, batch.unitId);
  return faults.map(({ key, rule, level, category, from, to, words, expected, recordId }) => ({
    id: `${batch.id}/${key}`,
    batchId: batch.id,
    unitId: batch.unitId,
    kind: 'failure',
    rule,
    title: deviationRuleWords[rule],
    level,
    startedAt: from,
    endedAt: to,
    proposedAt: deps.now(),
    evidence: { tag: '', from: from - 3_600_000, to: (to ?? now) + 3_600_000, words },
    body: {
      title: words.slice(0, 120),
      category,
      occurredFrom: from,
      ...(to === null ? {} : { occurredTo: to }),
      rule,
      level: String(level),
      expected,
      description: `${words}, seen in the records by the station`,
      ...(recordId === null ? {} : { evidence: recordId }),
    },
    ...unanswered,
  }));
}

import type { BatchFacts } from './batch-facts';
import { exceptionSections } from './exception-sections';
import { integritySections } from './integrity-sections';
import { lineSections } from './line-sections';
import { materialSections, recordSections } from './record-sections';
import { cell, words, type ReportDocument, type ReportSection } from '../model/report-document';
import type { Review } from '../model/records/review';
import { batchStateWords } from '../model/records/batch-state';
import { durationText, timeText } from './time-text';

/** The batch record: what needs a person first, then everything, then how it can be checked. */
export function batchRecordDocument(facts: BatchFacts, review: Review): ReportDocument {
  const { batch, head, madeAt } = facts;
  const counts = countsOf(facts, review);
  return {
    v: 1,
    title: 'Batch record',
    subject: `${batch.name} (${batch.id})`,
    version: `version ${batch.version}`,
    stamp: [
      ...(hasFailed(facts) ? ['INTEGRITY FAILED'] : []),
      ...(batch.simulated ? ['SIMULATED'] : []),
    ].join(' · '),
    foot: `Ledger: ${head.seq} entries, head ${head.hash.slice(0, 16)}`,
    madeAt,
    sections: [
      ...failedSections(facts),
      headSection(facts, review),
      ...exceptionSections(facts, review),
      ...recordSections(facts),
      ...materialSections(facts),
      ...lineSections(facts),
      ...integritySections(facts, counts),
    ],
    counts,
  };
}

const hasFailed = ({ integrity }: BatchFacts): boolean => (integrity?.rows?.length ?? 0) > 0;

/** Before everything else: what of this batch is not as it was written. */
function failedSections(facts: BatchFacts): ReportSection[] {
  if (!hasFailed(facts)) return [];
  return [
    {
      id: 'integrity-failed',
      title: 'Integrity failed',
      blocks: [
        words('What follows is not what was written and signed. Verification names these rows:', 'alarm'),
        ...(facts.integrity?.rows ?? []).map((row) => words(row, 'alarm')),
      ],
    },
  ];
}

/** Counted in one place, so that PDF, JSON and CSV can be held against each other. */
export function countsOf(
  { records, ledger, signatures, deviations }: BatchFacts,
  review: Review,
): Record<string, number> {
  return {
    records: records.length,
    recordVersions: records.reduce((sum, { versions }) => sum + versions.length, 0),
    signatures:
      records.reduce((sum, one) => sum + one.signatures.length, 0) +
      signatures.length +
      deviations.reduce((sum, one) => sum + one.signatures.length, 0),
    exceptions: review.exceptions.length,
    deviations: deviations.length,
    ledgerEntries: ledger.length,
  };
}

function headSection(facts: BatchFacts, review: Review): ReportSection {
  const { batch, zone, recipe } = facts;
  const end = batch.endedAt ?? facts.madeAt;
  const ran = batch.t0 === null ? 'not inoculated' : durationText(end - batch.t0);
  return {
    id: 'head',
    title: 'Batch and verdict',
    blocks: [
      words(verdictWords(facts, review), review.open > 0 ? 'warn' : 'plain'),
      {
        kind: 'facts',
        facts: [
          ['Batch', cell(`${batch.name} (${batch.id})`)],
          [
            'State',
            cell(
              `${batchStateWords[batch.state]}${batch.aborted ? ', aborted' : ''}`,
              batch.aborted ? 'warn' : 'plain',
            ),
          ],
          ['Record version', cell(batch.version)],
          ['Bioreactor', cell(`${facts.unitName} (${batch.unitId})`)],
          ['Origin', cell(batch.simulated ? 'SIMULATED' : batch.origin, batch.simulated ? 'warn' : 'plain')],
          [
            'Recipe',
            cell(
              recipe ? `${recipe.name}, ${recipe.id} version ${recipe.version}` : 'none recorded',
              recipe ? 'plain' : 'warn',
            ),
          ],
          ['Inoculated', cell(timeText(batch.t0, zone) || 'no')],
          ['Ended', cell(timeText(batch.endedAt, zone) || 'no')],
          ['Duration', cell(ran)],
          ['Printed', cell(`${timeText(facts.madeAt, zone)} (${zone}) by ${facts.printedBy}`)],
          ['Station and software', cell(`${facts.stationId}, ${facts.software}`)],
        ],
      },
    ],
  };
}

function verdictWords(
  { batch, blockers }: BatchFacts,
  { evaluated, rules, exceptions, open }: Review,
): string {
  const failed = rules.length - evaluated;
  const parts = [
    `${exceptions.length} ${exceptions.length === 1 ? 'exception' : 'exceptions'}, ${open} without a decision.`,
    `Evaluated ${evaluated} of ${rules.length} rules, ${failed === 0 ? '0 errors' : `${failed} could not run`}.`,
  ];
  if (batch.state === 'released') parts.unshift('Released by signature.');
  else if (batch.state === 'rejected') parts.unshift('Rejected by signature.');
  else parts.unshift('Not released.');
  if (blockers.length > 0)
    parts.push(
      `${blockers.length === 1 ? 'One thing keeps' : `${blockers.length} things keep`} it from closing.`,
    );
  return parts.join(' ');
}

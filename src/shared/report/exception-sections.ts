import type { BatchFacts } from './batch-facts';
import { dispositionWords } from '../model/records/disposition';
import { cell, table, words, type ReportSection } from '../model/report-document';
import type { Review } from '../model/records/review';
import { classesNotRun } from './review-rules';
import { timeText } from './time-text';

/** The part that is read first: what is not as it should be, and what a person decided of it. */
export function exceptionSections({ zone, blockers }: BatchFacts, review: Review): ReportSection[] {
  const { exceptions, rules, evaluated, ruleSet } = review;
  return [
    {
      id: 'exceptions',
      title: 'Review by exception',
      blocks: [
        table(
          ['Rule', 'Weight', 'Exception*3', 'Decision*2'],
          exceptions.map(({ rule, severity, words: said, disposition }) => [
            rule,
            cell(severity, severity === 'major' ? 'alarm' : 'warn'),
            said,
            disposition
              ? `${dispositionWords[disposition.choice]}${disposition.ref === null ? '' : ` (${disposition.ref})`}: ${disposition.reason}. ${disposition.name}, ${timeText(disposition.at, zone)}`
              : cell('None yet', 'warn'),
          ]),
          'No exception was found.',
        ),
        ...(blockers.length === 0
          ? []
          : [
              table(
                ['What keeps the batch from closing'],
                blockers.map((blocker) => [blocker.words]),
                '',
              ),
            ]),
        words(
          `Rule set ${ruleSet}: evaluated ${evaluated} of ${rules.length} rules, ${rules.length - evaluated} errors. Not part of this rule set: ${classesNotRun.join('; ')}.`,
          'dim',
        ),
        table(
          ['Rule', 'What it looks for*3', 'Outcome*2'],
          rules.map(({ id, text, outcome, found, why }) => [
            id,
            text,
            outcome === 'clear'
              ? 'clear'
              : outcome === 'found'
                ? cell(`${found} found`, 'warn')
                : cell(`could not run: ${why}`, 'alarm'),
          ]),
          '',
        ),
      ],
    },
  ];
}

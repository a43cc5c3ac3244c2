import type { AnsweredFinding } from '../../../shared/model/records/finding';
import { ObjectionList } from './form/field-input';
import { tr, trNode } from '../../strings/translate';

/** What the rules held against a version, and what the person said to it. */
export function FindingList({ findings }: { readonly findings: readonly AnsweredFinding[] }) {
  if (findings.length === 0) return null;
  return (
    <section className="bt-findings" aria-label={tr('What the rules say')}>
      {findings.map((finding) => (
        <div key={`${finding.rule} ${finding.row}`}>
          <ObjectionList findings={[finding]} />
          {finding.answer !== null && (
            <p className="bt-finding-answer">
              {trNode('Reason given: {answer}', { answer: finding.answer })}
            </p>
          )}
        </div>
      ))}
    </section>
  );
}

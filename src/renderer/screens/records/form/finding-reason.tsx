import { useId } from 'react';
import { answerKey } from '../../../../shared/model/records/check-record';
import type { Finding } from '../../../../shared/model/records/finding';
import { tr } from '../../../strings/translate';

/** Reasons to what is unusual, by rule. */
export interface Answering {
  readonly answers: Readonly<Record<string, string>>;
  readonly onAnswer: (key: string, text: string) => void;
}

/** Asks why beside what is unusual; nothing where no reason is asked for. */
export function FindingReason({ finding, answers, onAnswer }: Answering & { readonly finding: Finding }) {
  const id = useId();
  if (finding.level !== 'C') return null;
  const key = answerKey(finding);
  return (
    <div className="bt-form-reason">
      <label htmlFor={id}>{tr('Why it is so (required)')}</label>
      <input
        id={id}
        name={`reason ${key}`}
        value={answers[key] ?? ''}
        maxLength={1000}
        autoComplete="off"
        onChange={(event) => onAnswer(key, event.currentTarget.value)}
      />
    </div>
  );
}

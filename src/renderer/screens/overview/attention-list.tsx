import type { Attention } from './attention';
import { SeverityIcon } from './severity-icon';

const spoken = { alarm: 'Needs you: ', warn: 'Look at: ', note: '' };

interface Props {
  readonly attention: readonly Attention[];
  readonly channels: number;
  /** Sentences shown before "and n more". */
  readonly atMost: number;
}

/** What of a unit needs a person, in words; a grey line when nothing does. */
export function AttentionList({ attention, channels, atMost }: Props) {
  if (attention.length === 0) return <p className="bt-card-calm">All {channels} channels good</p>;
  const hidden = attention.slice(atMost);
  return (
    <ul className="bt-card-attention">
      {attention.slice(0, atMost).map(({ severity, words }) => (
        <li key={words} data-severity={severity} title={words}>
          <SeverityIcon severity={severity} />
          <span>
            <span className="bt-unseen">{spoken[severity]}</span>
            {words}
          </span>
        </li>
      ))}
      {hidden.length > 0 && (
        <li data-severity="note" title={hidden.map(({ words }) => words).join('\n')}>
          and {hidden.length} more
        </li>
      )}
    </ul>
  );
}

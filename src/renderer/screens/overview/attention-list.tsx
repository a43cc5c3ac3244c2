import type { Attention } from './attention';
import { SeverityIcon } from './severity-icon';
import { tr, trNode } from '../../strings/translate';

const spoken = { alarm: tr('Needs you: '), warn: tr('Look at: '), note: '' };

interface Props {
  readonly attention: readonly Attention[];
  readonly channels: number;
  /** Sentences shown before "n more". */
  readonly atMost: number;
}

/** What of a unit needs a person, in words; a grey line when nothing does. */
export function AttentionList({ attention, channels, atMost }: Props) {
  if (attention.length === 0)
    return <p className="bt-card-calm">{trNode('All {channels} channels good', { channels })}</p>;
  const shown = attention.slice(0, atMost);
  const hidden = attention.slice(atMost);
  return (
    <ul className="bt-card-attention">
      {shown.map(({ severity, words }, index) => (
        <li key={words} data-severity={severity} title={words}>
          <SeverityIcon severity={severity} />
          <span>
            <span className="bt-unseen">{spoken[severity]}</span>
            {words}
          </span>
          {index === shown.length - 1 && hidden.length > 0 && (
            <em title={hidden.map((one) => one.words).join('\n')}>
              {trNode('{length} more', { length: hidden.length })}
            </em>
          )}
        </li>
      ))}
    </ul>
  );
}

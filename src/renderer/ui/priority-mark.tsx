import { alarmPriorities, type AlarmPriority } from '../../shared/model/alarm';
import { tr } from '../strings/translate';
import './priority-mark.css';

const outlines = {
  diamond: 'M10 1 19 10 10 19 1 10Z',
  triangle: 'M10 1.5 19 18.5 1 18.5Z',
  square: 'M2 2 18 2 18 18 2 18Z',
  circle: 'M10 1.5a8.5 8.5 0 1 1 0 17a8.5 8.5 0 1 1 0-17Z',
} as const;

interface Props {
  readonly priority: AlarmPriority;
  /** Filled and moving until somebody has seen it; an outline afterwards. */
  readonly unseen?: boolean;
  /** Where it only names a priority: without colour. */
  readonly quiet?: boolean;
  readonly size?: number;
}

/** A priority as its own shape and number: told apart in grey, and without colour. */
export function PriorityMark({ priority, unseen = false, quiet = false, size = 18 }: Props) {
  const facts = alarmPriorities.find(({ id }) => id === priority) ?? alarmPriorities[3];
  return (
    <svg
      className="bt-priority"
      data-priority={quiet ? undefined : priority}
      data-unseen={unseen || undefined}
      width={size}
      height={size}
      viewBox="0 0 20 20"
      role="img"
      aria-label={tr('Priority {letter}, {word}', {
        letter: facts.letter,
        word: facts.words.toLowerCase(),
      })}
    >
      <path d={outlines[facts.shape]} />
      <text x="10" y={facts.shape === 'triangle' ? 16 : 14} textAnchor="middle" aria-hidden>
        {facts.letter}
      </text>
    </svg>
  );
}

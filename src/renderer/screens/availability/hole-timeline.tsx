import type { ChannelAvailability } from '../../../shared/contract/completeness';
import { holeCauseOf } from '../../../shared/model/hole';
import { dateTimeText, spanText } from '../../ui/time-words';
import { type TimelineMark, timelineMarks } from './timeline-marks';
import { tr } from '../../strings/translate';

interface Props {
  readonly channel: ChannelAvailability;
  readonly window: { readonly from: number; readonly to: number };
  /** The trend around a hole. */
  readonly pathOf: (hole: { readonly from: number; readonly to: number }) => string;
}

const letterFromPct = 5;

/** A channel's window from left to right with its holes hatched; each leads to its trend. */
export function HoleTimeline({ channel, window, pathOf }: Props) {
  const marks = timelineMarks(channel.spans, window);
  return (
    <div
      className="bt-timeline"
      role="group"
      aria-label={tr('{name}: {length} marks', { name: channel.name, length: marks.length })}
    >
      {marks.map((mark) => (
        <a
          key={`${mark.from} ${mark.cause}`}
          href={pathOf(mark)}
          className="bt-timeline-mark"
          data-filled={mark.filled || undefined}
          tabIndex={-1}
          style={{ left: `${mark.left}%`, width: `${mark.width}%`, color: `var(--bt-hole-${mark.cause})` }}
          title={markWords(mark)}
          aria-label={markWords(mark)}
        >
          {mark.width >= letterFromPct && !mark.filled && <span>{holeCauseOf(mark.cause).letter}</span>}
        </a>
      ))}
    </div>
  );
}

function markWords({ cause, from, to, holes, filled, open }: TimelineMark): string {
  const { letter, words } = holeCauseOf(cause);
  const many = holes > 1 ? `${holes} holes, ` : '';
  const end = open ? 'goes on' : spanText(to - from);
  return `${letter} ${words}${filled ? ', filled later' : ''}: ${many}${dateTimeText(from)}, ${end}`;
}

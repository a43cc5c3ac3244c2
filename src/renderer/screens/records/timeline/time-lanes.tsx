import { Menu } from '@mantine/core';
import { type KeyboardEvent, useSyncExternalStore } from 'react';
import type { TimelineItem } from '../../../../shared/model/records/timeline';
import { useTrendGroup } from '../../../ui/chart/trend-context';
import { dateTimeText } from '../../../ui/time-words';
import { useNow } from '../../../ui/use-now';
import { laneIds, type LaneMark, laneMarks, laneWords } from './lanes';
import { tr } from '../../../strings/translate';

interface Props {
  readonly items: readonly TimelineItem[];
  readonly onOpen: (item: TimelineItem) => void;
}

/** Everything that happened, under the trends and on their time axis. Arrows go from mark to mark, Enter opens. */
export function TimeLanes({ items, onOpen }: Props) {
  const { view, now } = useTrendGroup();
  useSyncExternalStore(view.subscribe, view.choice);
  useNow(1000);
  const marks = laneMarks(items, view.window(now()));
  return (
    <section
      className="bt-lanes"
      aria-label={tr('What happened, on the time axis of the trends')}
      onKeyDown={walk}
    >
      {laneIds.map((lane) => {
        const own = marks.filter((mark) => mark.lane === lane);
        return (
          <div
            key={lane}
            className="bt-lane"
            data-lane={lane}
            role="group"
            aria-label={`${laneWords[lane]}: ${own.length}`}
          >
            <span className="bt-lane-name">{tr(laneWords[lane])}</span>
            <div className="bt-lane-marks">
              {own.map((mark) => (
                <Mark
                  key={`${mark.items[0]?.at} ${mark.items[0]?.words}`}
                  mark={mark}
                  first={mark === marks[0]}
                  onOpen={onOpen}
                />
              ))}
            </div>
          </div>
        );
      })}
    </section>
  );
}

function Mark({
  mark,
  first,
  onOpen,
}: {
  readonly mark: LaneMark;
  readonly first: boolean;
  readonly onOpen: Props['onOpen'];
}) {
  const { items, left, width, lane } = mark;
  const [item] = items;
  if (!item) return null;
  const words =
    items.length === 1
      ? itemWords(item)
      : tr('{length} at {dateTimeText}', { length: items.length, dateTimeText: dateTimeText(item.at) });
  const shape = {
    type: 'button',
    className: 'bt-lane-mark',
    'data-wide': width > 1.2 || undefined,
    'data-level': item.kind === 'deviation' || item.kind === 'proposal' ? item.detail : undefined,
    style: { left: `${left}%`, ...(width > 1.2 ? { width: `${width}%` } : {}) },
    title: words,
    'aria-label': words,
    tabIndex: first ? 0 : -1,
  } as const;
  const text = lane === 'phases' && width > 6 ? item.words : items.length > 1 ? String(items.length) : '';
  if (items.length === 1)
    return (
      <button {...shape} onClick={() => onOpen(item)}>
        {text}
      </button>
    );
  return (
    <Menu withinPortal position="bottom-start">
      <Menu.Target>
        <button {...shape}>{text}</button>
      </Menu.Target>
      <Menu.Dropdown>
        {items.map((one) => (
          <Menu.Item key={`${one.at} ${one.words}`} onClick={() => onOpen(one)}>
            {itemWords(one)}
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  );
}

const itemWords = ({ at, words, by }: TimelineItem): string =>
  `${dateTimeText(at)} ${words}${by === null ? '' : `, ${by}`}`;

/** One stop for the Tab key; arrows walk from mark to mark in order of time, up and down between lanes. */
function walk(event: KeyboardEvent<HTMLElement>): void {
  const from = event.target;
  if (!(from instanceof HTMLElement) || !from.classList.contains('bt-lane-mark')) return;
  const marks = [...event.currentTarget.querySelectorAll<HTMLElement>('.bt-lane-mark')];
  const x = from.offsetLeft;
  const lane = from.closest('.bt-lane');
  const inTime = marks.toSorted((a, b) => a.offsetLeft - b.offsetLeft);
  const near = (other: Element | null | undefined): HTMLElement | undefined =>
    marks
      .filter((mark) => mark.closest('.bt-lane') === other)
      .toSorted((a, b) => Math.abs(a.offsetLeft - x) - Math.abs(b.offsetLeft - x))[0];
  const lanes = [...new Set(marks.map((mark) => mark.closest('.bt-lane')))];
  const at = lanes.indexOf(lane);
  const to = {
    ArrowRight: inTime[inTime.indexOf(from) + 1],
    ArrowLeft: inTime[inTime.indexOf(from) - 1],
    ArrowDown: near(lanes[at + 1]),
    ArrowUp: near(lanes[at - 1]),
  }[event.key];
  if (!event.key.startsWith('Arrow')) return;
  // The trends around take arrows for their cursor.
  event.stopPropagation();
  event.preventDefault();
  to?.focus();
}

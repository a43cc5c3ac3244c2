import { Button, TextInput } from '@mantine/core';
import { IconGripVertical } from '@tabler/icons-react';
import { type KeyboardEvent, type RefObject, useMemo, useState } from 'react';
import type { UnitSummary } from '../../../shared/contract/units';
import type { Channel } from '../../../shared/model/channel';
import type { ChannelId } from '../../../shared/model/identity';
import { rowName } from '../unit/row-name';
import { dragChannels } from './drag-channels';
import { foundChannels } from './found-channels';
import { tr } from '../../strings/translate';

interface Props {
  readonly units: readonly UnitSummary[];
  readonly search: RefObject<HTMLInputElement | null>;
  /** Puts channels into the active panel, or into a new one. */
  readonly add: (channels: readonly ChannelId[]) => void;
}

/** Every channel by unit: searched, marked, dragged onto a panel, or put there with Enter. */
export function ChannelTree({ units, search, add }: Props) {
  const [words, setWords] = useState('');
  const [marked, setMarked] = useState<ReadonlySet<ChannelId>>(new Set());
  const found = useMemo(() => foundChannels(units, words), [units, words]);
  const count = found.reduce((sum, { channels }) => sum + channels.length, 0);
  const mark = (id: ChannelId): void =>
    setMarked((before) => (before.has(id) ? new Set([...before].filter((one) => one !== id)) : new Set([...before, id]))); // prettier-ignore
  const put = (channels: readonly ChannelId[]): void => {
    add(channels);
    setMarked(new Set());
  };
  return (
    <aside className="bt-ws-tree" aria-label={tr('Channels')} onKeyDown={moveBetweenRows}>
      <TextInput
        ref={search}
        size="xs"
        aria-label={tr('Search channels')}
        placeholder={tr('Search channels')}
        value={words}
        onChange={(event) => setWords(event.currentTarget.value)}
      />
      <div className="bt-ws-tree-list">
        {count === 0 && <p className="bt-panel-note">{tr('No channel is called so.')}</p>}
        {found.map(({ unit, channels }) => (
          <details key={unit.id} open>
            <summary
              draggable
              onDragStart={(event) =>
                dragChannels(
                  event.dataTransfer,
                  channels.map(({ id }) => id),
                )
              }
              title={tr('Drag to put all {length} of {name} on a panel', {
                length: channels.length,
                name: unit.name,
              })}
            >
              {unit.name} <small>{channels.length}</small>
            </summary>
            <ul>
              {channels.map((channel) => (
                <TreeRow
                  key={channel.id}
                  channel={channel}
                  marked={marked}
                  mark={mark}
                  put={() => put(marked.has(channel.id) ? [...marked] : [channel.id])}
                />
              ))}
            </ul>
          </details>
        ))}
      </div>
      <Button
        size="compact-sm"
        variant="default"
        disabled={marked.size === 0}
        onClick={() => put([...marked])}
      >
        {marked.size === 0
          ? tr('Space marks, Enter adds')
          : tr('Add {size} to the panel', { size: marked.size })}
      </Button>
    </aside>
  );
}

interface RowProps {
  readonly channel: Channel;
  readonly marked: ReadonlySet<ChannelId>;
  readonly mark: (id: ChannelId) => void;
  readonly put: () => void;
}

function TreeRow({ channel, marked, mark, put }: RowProps) {
  const on = marked.has(channel.id);
  return (
    <li>
      <button
        type="button"
        className="bt-ws-channel"
        draggable
        aria-pressed={on}
        data-channel={channel.id}
        title={`${channel.name} (${channel.tag}), ${channel.unit}. Drag it onto a panel; Enter adds it to the active one.`}
        onDragStart={(event) => dragChannels(event.dataTransfer, on ? [...marked] : [channel.id])}
        onClick={() => mark(channel.id)}
        onDoubleClick={put}
        onKeyDown={(event) => {
          if (event.key !== 'Enter') return;
          event.preventDefault();
          put();
        }}
      >
        <IconGripVertical size={12} aria-hidden />
        <span>{rowName(channel)}</span>
        <small>{channel.unit}</small>
      </button>
    </li>
  );
}

/** Up and down go from row to row, from the search as well. */
function moveBetweenRows(event: KeyboardEvent<HTMLElement>): void {
  const step = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0;
  if (step === 0) return;
  const stops = [...event.currentTarget.querySelectorAll<HTMLElement>('input, .bt-ws-channel')].filter(
    (one) => one.offsetParent !== null,
  );
  const here = stops.indexOf(document.activeElement as HTMLElement);
  const next = stops[here + step];
  if (!next) return;
  event.preventDefault();
  next.focus();
}

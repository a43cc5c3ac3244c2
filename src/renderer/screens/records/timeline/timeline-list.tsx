import { Select } from '@mantine/core';
import { useState } from 'react';
import type { TimelineItem } from '../../../../shared/model/records/timeline';
import { Panel } from '../../../ui/panel';
import { dateTimeText } from '../../../ui/time-words';
import { laneIds, laneOf, laneWords, leadsOn } from './lanes';
import { tr } from '../../../strings/translate';

interface Props {
  readonly items: readonly TimelineItem[];
  readonly onOpen: (item: TimelineItem) => void;
}

/** The same as a table: every item in words, newest first. */
export function TimelineList({ items, onOpen }: Props) {
  const [lane, setLane] = useState<string | null>(null);
  const shown = items
    .filter((item) => lane === null || laneOf(item) === lane)
    .toSorted((a, b) => b.at - a.at);
  return (
    <Panel
      title={tr('Everything in order: {length}', { length: shown.length })}
      aside={
        <Select
          aria-label={tr('Kind')}
          placeholder={tr('All kinds')}
          clearable
          w={170}
          data={laneIds.map((id) => ({ value: id, label: tr(laneWords[id]) }))}
          value={lane}
          onChange={(next) => setLane(next)}
        />
      }
    >
      <div className="bt-scroll-x" tabIndex={0} role="group" aria-label={tr('Everything in order')}>
        <table className="bt-table" aria-label={tr('Everything in order')}>
          <thead>
            <tr>
              <th>{tr('Time')}</th>
              <th>{tr('Kind')}</th>
              <th>{tr('What')}</th>
              <th>{tr('Who')}</th>
            </tr>
          </thead>
          <tbody>
            {shown.map((item) => (
              <tr key={`${item.at} ${item.kind} ${item.ref} ${item.words}`}>
                <td data-nowrap>{dateTimeText(item.at)}</td>
                <td data-nowrap>{tr(laneWords[laneOf(item)])}</td>
                <td>
                  {!leadsOn(item) ? (
                    tr(item.words)
                  ) : (
                    <button type="button" className="bt-link-button" onClick={() => onOpen(item)}>
                      {tr(item.words)}
                    </button>
                  )}
                </td>
                <td data-nowrap>{item.by}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </Panel>
  );
}

import { Fragment, useEffect, useMemo, useState } from 'react';
import { type Channel, type ChannelGroup, channelGroups } from '../../../shared/model/channel';
import { useStation } from '../../station/station-context';
import { everyAligned } from '../../ui/aligned-ticker';
import { ValueRow } from './value-row';
import { createValueRows } from './value-rows';
import './value-table.css';

const groupWords: Readonly<Record<ChannelGroup, string>> = {
  biomass: 'Biomass',
  'dissolved-oxygen': 'Dissolved oxygen',
  ph: 'pH and base',
  temperature: 'Temperature',
  gas: 'Gas',
  'off-gas': 'Off-gas and metabolism',
  feed: 'Feeds and weight',
  mechanical: 'Stirrer',
  state: 'State',
};

/** Every current value of a unit, grouped, with range, quality and age. Numbers tick outside of React. */
export function ValueTable({ channels }: { readonly channels: readonly Channel[] }) {
  const { clock } = useStation();
  const [rows] = useState(() => createValueRows(() => clock.now()));
  const groups = useMemo(() => grouped(channels), [channels]);

  useEffect(() => everyAligned(1000, () => rows.age()), [rows]);

  return (
    // The list is longer than a small window: the keyboard must be able to scroll it.
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex
    <aside className="bt-values" aria-label="Current values" tabIndex={0}>
      <table>
        <colgroup>
          {columns.map((name) => (
            <col key={name} className={`bt-col-${name}`} />
          ))}
        </colgroup>
        <thead className="bt-unseen">
          <tr>
            <th>Name</th>
            <th>Value</th>
            <th>Unit</th>
            <th>Within its range</th>
            <th>Quality</th>
            <th>Age</th>
          </tr>
        </thead>
        <tbody>
          {groups.map(([group, members]) => (
            <Fragment key={group}>
              <tr className="bt-values-group">
                <th colSpan={6} scope="rowgroup">
                  {groupWords[group]}
                </th>
              </tr>
              {members.map((channel) => (
                <ValueRow key={channel.id} channel={channel} rows={rows} />
              ))}
            </Fragment>
          ))}
        </tbody>
      </table>
    </aside>
  );
}

const columns = ['name', 'value', 'unit', 'range', 'quality', 'age'] as const;

/** The phase is told in words in the header; ends of intervals and deviations are drawn around what they are about. */
const toldElsewhere = /^Phase$|_(?:low|high|sigma)$/;

function grouped(channels: readonly Channel[]): [ChannelGroup, Channel[]][] {
  const shown = channels.filter((channel) => !toldElsewhere.test(channel.tag));
  return channelGroups
    .map((group): [ChannelGroup, Channel[]] => [group, shown.filter((channel) => channel.group === group)])
    .filter(([, members]) => members.length > 0);
}

import { Fragment, useEffect, useMemo, useState } from 'react';
import type { Channel, ChannelGroup } from '../../../shared/model/channel';
import { useStation } from '../../station/station-context';
import { everyAligned } from '../../ui/aligned-ticker';
import { groupedChannels, groupWords } from './value-groups';
import { ValueRow } from './value-row';
import { createValueRows } from './value-rows';
import { tr } from '../../strings/translate';
import './value-table.css';

/** Every current value of a unit, grouped, with range, quality and age. Numbers tick outside of React. */
export function ValueTable({ channels }: { readonly channels: readonly Channel[] }) {
  const { clock } = useStation();
  const [rows] = useState(() => createValueRows(() => clock.now()));
  const groups = useMemo(() => groupedChannels(channels), [channels]);

  useEffect(() => everyAligned(1000, () => rows.age()), [rows]);

  return (
    <table>
      <ValueTableHead />
      <tbody>
        {groups.map(([group, members]) => (
          <Fragment key={group}>
            <ValueGroup group={group} />
            {members.map((channel) => (
              <ValueRow key={channel.id} channel={channel} channels={channels} rows={rows} />
            ))}
          </Fragment>
        ))}
      </tbody>
    </table>
  );
}

/** The columns of a value table; their names are for those who do not see it. */
export function ValueTableHead() {
  return (
    <>
      <colgroup>
        {columns.map((name) => (
          <col key={name} className={`bt-col-${name}`} />
        ))}
      </colgroup>
      <thead className="bt-unseen">
        <tr>
          <th>{tr('Name')}</th>
          <th>{tr('Value')}</th>
          <th>{tr('Unit')}</th>
          <th>{tr('Within its range')}</th>
          <th>{tr('Quality')}</th>
          <th>{tr('Age')}</th>
        </tr>
      </thead>
    </>
  );
}

/** The heading of a group of channels. */
export function ValueGroup({ group }: { readonly group: ChannelGroup }) {
  return (
    <tr className="bt-values-group">
      <th colSpan={6} scope="rowgroup">
        {tr(groupWords[group])}
      </th>
    </tr>
  );
}

const columns = ['name', 'value', 'unit', 'range', 'quality', 'age'] as const;

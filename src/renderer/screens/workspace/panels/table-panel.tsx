import { useRef } from 'react';
import type { Channel } from '../../../../shared/model/channel';
import type { ChannelId } from '../../../../shared/model/identity';
import { rowName } from '../../unit/row-name';
import { channelsFor } from '../channel-lookup';
import { useFollowedValue } from './follow-value';
import { usePanelPlace } from './panel-context';
import { NothingChosen, Scrolled } from './panel-frame';
import { tr } from '../../../strings/translate';

interface Props {
  readonly id: string;
  readonly title: string;
  readonly ids: readonly ChannelId[];
}

/** Values of many channels, now or at the cursor. */
export function TablePanel({ id, title, ids }: Props) {
  const { channels: lookup } = usePanelPlace();
  const channels = channelsFor(ids, lookup);
  if (channels.length === 0)
    return (
      <NothingChosen id={id} words={tr('No channels yet: drag some here from the tree, or choose them.')} />
    );
  const several = new Set(channels.map(({ unitId }) => unitId)).size > 1;
  return (
    <Scrolled name={title}>
      <table className="bt-table bt-ws-table">
        <thead>
          <tr>
            {several && <th scope="col">{tr('Unit')}</th>}
            <th scope="col">{tr('Quantity')}</th>
            <th scope="col" data-number>
              {tr('Value')}
            </th>
            <th scope="col">{tr('Unit')}</th>
            <th scope="col">{tr('When')}</th>
          </tr>
        </thead>
        <tbody>
          {channels.map((channel) => (
            <Row key={channel.id} channel={channel} several={several} />
          ))}
        </tbody>
      </table>
    </Scrolled>
  );
}

function Row({ channel, several }: { readonly channel: Channel; readonly several: boolean }) {
  const row = useRef<HTMLTableRowElement>(null);
  const value = useRef<HTMLTableCellElement>(null);
  const when = useRef<HTMLSpanElement>(null);
  const doubt = useRef<HTMLElement>(null);
  useFollowedValue(channel, { row, value, when, doubt });
  return (
    <tr ref={row} data-tag={channel.tag}>
      {several && <td data-nowrap>{channel.unitId}</td>}
      <th scope="row" title={`${channel.name} (${channel.tag})`}>
        {rowName(channel)}
      </th>
      <td data-number ref={value}>
        –
      </td>
      <td data-nowrap>{channel.unit}</td>
      <td data-nowrap>
        <span ref={when} /> <b className="bt-ws-doubt" ref={doubt} />
      </td>
    </tr>
  );
}

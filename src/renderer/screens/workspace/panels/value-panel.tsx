import { useRef } from 'react';
import type { Channel } from '../../../../shared/model/channel';
import type { ChannelId } from '../../../../shared/model/identity';
import { rowName } from '../../unit/row-name';
import { useFollowedValue } from './follow-value';
import { usePanelPlace } from './panel-context';
import { NothingChosen } from './panel-frame';
import { tr } from '../../../strings/translate';

/** One number, as large as its panel allows. */
export function ValuePanel({ id, channelId }: { readonly id: string; readonly channelId: ChannelId | null }) {
  const { channels } = usePanelPlace();
  const channel = channelId === null ? undefined : channels.get(channelId);
  if (!channel)
    return <NothingChosen id={id} words={channelId === null ? tr('No channel is chosen.') : `There is no channel ${channelId}.`} />; // prettier-ignore
  return <Large channel={channel} />;
}

function Large({ channel }: { readonly channel: Channel }) {
  const { units } = usePanelPlace();
  const [row, value, when, doubt] = [useRef<HTMLDivElement>(null), useRef<HTMLSpanElement>(null), useRef<HTMLSpanElement>(null), useRef<HTMLSpanElement>(null)]; // prettier-ignore
  useFollowedValue(channel, { row, value, when, doubt });
  const unit = units.find(({ id }) => id === channel.unitId);
  return (
    <div className="bt-ws-value" ref={row} data-tag={channel.tag}>
      <span className="bt-ws-value-name">
        {rowName(channel)} · {unit?.name ?? channel.unitId}
        {unit?.simulated === true && tr(' (simulated)')}
      </span>
      <span className="bt-ws-value-number">
        <span ref={value}>–</span> <small>{channel.unit}</small>
      </span>
      <span className="bt-ws-value-foot">
        <span ref={when} /> <b ref={doubt} />
      </span>
    </div>
  );
}

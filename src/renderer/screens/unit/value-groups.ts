import { type Channel, type ChannelGroup, channelGroups } from '../../../shared/model/channel';
import { tr } from '../../strings/translate';

export const groupWords: Readonly<Record<ChannelGroup, string>> = {
  biomass: tr('Biomass'),
  'dissolved-oxygen': tr('Dissolved oxygen'),
  ph: tr('pH and base'),
  temperature: tr('Temperature'),
  gas: tr('Gas'),
  'off-gas': tr('Off-gas and metabolism'),
  feed: tr('Feeds and weight'),
  mechanical: tr('Stirrer'),
  state: tr('State'),
};

/**
 * The phase is told in words in the header; ends of intervals and deviations are drawn around what they are about; what
 * a shadow model says stands apart, beside the twin.
 */
export function isToldElsewhere({ tag }: Pick<Channel, 'tag'>): boolean {
  return /^Phase$|_(?:low|high|sigma|model|features|shadow)$/.test(tag);
}

/** The channels of a value table, group by group. */
export function groupedChannels(channels: readonly Channel[]): [ChannelGroup, Channel[]][] {
  const shown = channels.filter((channel) => !isToldElsewhere(channel));
  return channelGroups
    .map((group): [ChannelGroup, Channel[]] => [group, shown.filter((channel) => channel.group === group)])
    .filter(([, members]) => members.length > 0);
}

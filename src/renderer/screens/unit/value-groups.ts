import { type Channel, type ChannelGroup, channelGroups } from '../../../shared/model/channel';

export const groupWords: Readonly<Record<ChannelGroup, string>> = {
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

import { useMemo } from 'react';
import type { UnitSummary } from '../../../shared/contract/units';
import type { Channel } from '../../../shared/model/channel';
import type { ChannelId } from '../../../shared/model/identity';

export type ChannelLookup = ReadonlyMap<ChannelId, Channel>;

/** Every channel of the plant by its id; the same map while the channels are the same. */
export function useChannelLookup(units: readonly UnitSummary[]): ChannelLookup {
  const key = units.map(({ channels }) => channels);
  // The query keeps the identity of channel lists that did not change.
  // oxlint-disable-next-line react/exhaustive-deps
  return useMemo(() => new Map(key.flat().map((channel) => [channel.id, channel])), key);
}

/** Those of the ids that there are, in their order. */
export function channelsFor(ids: readonly ChannelId[], lookup: ChannelLookup): Channel[] {
  return ids.flatMap((id) => lookup.get(id) ?? []);
}

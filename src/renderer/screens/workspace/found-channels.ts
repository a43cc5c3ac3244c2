import type { UnitSummary } from '../../../shared/contract/units';
import type { Channel } from '../../../shared/model/channel';

export interface FoundUnit {
  readonly unit: UnitSummary;
  readonly channels: readonly Channel[];
}

/** Channels of which every word of the search is somewhere in unit, name, tag or symbol; all where nothing is asked. */
export function foundChannels(units: readonly UnitSummary[], search: string): FoundUnit[] {
  const words = search.toLowerCase().split(/\s+/).filter(Boolean);
  return units.flatMap((unit) => {
    const channels = unit.channels.filter((channel) => {
      const text = `${unit.id} ${unit.name} ${channel.tag} ${channel.name} ${channel.unit}`.toLowerCase();
      return words.every((word) => text.includes(word));
    });
    return channels.length === 0 ? [] : [{ unit, channels }];
  });
}

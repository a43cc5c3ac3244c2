import { catalogueFor } from '../../../shared/model/channel-catalogue';
import { tr } from '../../strings/translate';

const ofChannel = tr('unit of the channel');

/** What a fault's size is counted in, with the channel's own symbol where it is that: `% per day`. */
export function sizeUnitOn(sizeUnit: string, tag: string | null): string {
  const channel = catalogueFor('15L').find((definition) => definition.tag === tag);
  if (!channel || !sizeUnit.startsWith(ofChannel)) return sizeUnit;
  return sizeUnit.replace(ofChannel, channel.unit || 'units');
}

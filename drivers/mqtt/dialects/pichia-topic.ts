import pichiaMap from '../../../resources/channel-maps/pichia.json';

const addresses = new Map(Object.entries<string>(pichiaMap.tags).map(([address, tag]) => [tag, address]));
const ownBranches = ['pressure/', 'offgas/', 'telemetry/', 'control/'];

/** Where a channel of the catalogue stands in the Pichia topic tree. */
export function pichiaTopic(unitKey: string, tag: string): string {
  const address = addresses.get(tag) ?? tag;
  const branch = ownBranches.some((prefix) => address.startsWith(prefix)) ? '' : 'sensors/';
  return `bioprocess/pichia/${unitKey}/${branch}${address}`;
}

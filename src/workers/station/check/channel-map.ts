import { catalogueFor } from '../../../shared/model/channel-catalogue';
import orcOldMap from '../../../../resources/channel-maps/orc-old.json';
import orcMap from '../../../../resources/channel-maps/orc.json';
import pichiaMap from '../../../../resources/channel-maps/pichia.json';

const maps = [pichiaMap, orcMap, orcOldMap];
const catalogue = catalogueFor('15L');

/** Names are compared without case and with single spaces. */
export function plainName(name: string): string {
  return name.trim().toLowerCase().replace(/\s+/g, ' ');
}

/**
 * Tag at the source -> tag of the catalogue, over all dialects (their addresses do not collide; a test watches that).
 * A tag of the catalogue always means itself.
 */
export const defaultTags: ReadonlyMap<string, string> = new Map([
  ...maps.flatMap((map) => Object.entries<string>(map.tags)),
  ...catalogue.map((definition) => [definition.tag, definition.tag] as const),
]);

/** Name a device gives -> tag of the catalogue; the catalogue's own tags and names are understood too. */
export const defaultNames: ReadonlyMap<string, string> = new Map([
  ...maps.flatMap((map) => Object.entries<string>(map.names)),
  ...catalogue.map((definition) => [plainName(definition.name), definition.tag] as const),
  ...catalogue.map((definition) => [plainName(definition.tag), definition.tag] as const),
]);

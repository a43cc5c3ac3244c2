import type { EdgeLayout, NamePlace } from '../../src/shared/model/edge-store';
import { createDecoder } from '../mqtt/decode';
import type { StoredSeries } from './influx-store';

/** What a stored series calls itself. */
export interface SeriesName {
  readonly unitKey: string;
  readonly tag: string;
}

const decode = createDecoder('auto');
const anyPayload = new TextEncoder().encode('0');

/** Reads unit and tag of a series by a layout; null where it does not name both. */
export function nameSeries(series: StoredSeries, layout: EdgeLayout): SeriesName | null {
  const unitKey = placed(layout.unit, series, 'unitKey');
  const tag = placed(layout.channel, series, 'tag');
  return unitKey === null || tag === null ? null : { unitKey, tag };
}

function placed(
  place: NamePlace,
  { measurement, tags, field }: StoredSeries,
  of: keyof SeriesName,
): string | null {
  switch (place.from) {
    case 'measurement':
      return measurement;
    case 'field':
      return field;
    case 'tag':
      return tags[place.key] ?? null;
    case 'topic':
      return topicNames(tags[place.key])?.[of] ?? null;
    case 'fixed':
      return place.name;
    default:
      return place satisfies never;
  }
}

/** A topic's names as our own decoder reads them; a topic nobody knows is its own tag and has no unit. */
function topicNames(topic: string | undefined): SeriesName | null {
  const [reading] = topic === undefined ? [] : decode(topic, anyPayload, 0, false).readings;
  return reading ? { unitKey: reading.unitKey, tag: reading.tag } : null;
}

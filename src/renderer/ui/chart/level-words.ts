import { type SeriesLevel, seriesLevels } from '../../../shared/contract/series';
import type { Channel } from '../../../shared/model/channel';
import type { HistoryTrace } from './trace';

const words: Readonly<Record<SeriesLevel, string>> = { raw: 'raw', '30s': '30 s', '10min': '10 min' };

/**
 * What the drawn points of a panel are, in words: every sample (`raw`), cells of 30 s or of 10 min; `raw, min–max` where
 * samples share a pixel.
 */
export function levelWords(
  channels: readonly Channel[],
  feed: { history(channel: Channel): HistoryTrace | null },
): string {
  const found = channels
    .flatMap((channel) => feed.history(channel) ?? [])
    .filter((h) => h.columns.t.length > 0);
  const levels = seriesLevels.filter((level) => found.some((history) => history.level === level));
  const joined = found.some((history) => history.level === 'raw' && history.coverMs > 0);
  return levels.map((level) => (level === 'raw' && joined ? 'raw, min–max' : words[level])).join(' + ');
}

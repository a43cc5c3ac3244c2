import { type SeriesLevel, seriesLevels } from '../../../shared/contract/series';
import type { Channel } from '../../../shared/model/channel';
import type { HistoryTrace } from './trace';
import { tr } from '../../strings/translate';

const words: Readonly<Record<SeriesLevel, string>> = { raw: tr('raw'), '30s': '30 s', '10min': '10 min' };

/** What one drawn point of a panel stands for, in words: every sample (`raw`), a cell of 30 s or of 10 min. */
export function levelWords(
  channels: readonly Channel[],
  feed: { history(channel: Channel): HistoryTrace | null },
): string {
  const found = channels
    .flatMap((channel) => feed.history(channel) ?? [])
    .filter((h) => h.columns.t.length > 0);
  const levels = seriesLevels.filter((level) => found.some((history) => history.level === level));
  return levels.map((level) => words[level]).join(' + ');
}

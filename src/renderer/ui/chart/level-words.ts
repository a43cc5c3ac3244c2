import { type SeriesLevel, seriesLevels } from '../../../shared/contract/series';
import type { Channel } from '../../../shared/model/channel';
import type { HistoryTrace } from './trace';
import type { TrendSpec } from './trend-spec';
import { tr } from '../../strings/translate';

const words: Readonly<Record<SeriesLevel, string>> = { raw: tr('raw'), '30s': '30 s', '10min': '10 min' };

/**
 * What one drawn point of a panel stands for, in words: every sample (`raw`), a cell of 30 s or of 10 min. Where it is not
 * the same for every line, each is named.
 */
export function levelWords(
  { series }: Pick<TrendSpec, 'series'>,
  feed: { history(channel: Channel): HistoryTrace | null },
): string {
  const found = series.flatMap(({ channel, label }) => {
    const history = feed.history(channel);
    return history && history.columns.t.length > 0 ? [{ label, level: history.level }] : [];
  });
  const levels = seriesLevels.filter((level) => found.some((one) => one.level === level));
  if (levels.length < 2) return levels.map((level) => words[level]).join('');
  return levels
    .map((level) => {
      const names = found.filter((one) => one.level === level).map(({ label }) => label);
      return `${words[level]}: ${names.join(', ')}`;
    })
    .join(' · ');
}

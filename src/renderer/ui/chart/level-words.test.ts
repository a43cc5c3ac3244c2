import { expect, test } from 'vitest';
import type { Channel } from '../../../shared/model/channel';
import type { SeriesLevel } from '../../../shared/contract/series';
import { levelWords } from './level-words';
import type { HistoryTrace } from './trace';
import type { TrendSeries } from './trend-spec';

function saidOf(levels: Readonly<Record<string, SeriesLevel>>): string {
  const series = Object.keys(levels).map((label) => ({
    label,
    channel: { id: label } as unknown as Channel,
  })) as unknown as TrendSeries[];
  const columns = { t: new Float64Array(2) } as HistoryTrace['columns'];
  return levelWords(
    { series },
    {
      history: ({ id }) => ({ columns, level: levels[id] ?? 'raw', coverMs: 0 }),
    },
  );
}

test('one level is said for all lines; of several, each line says its own', () => {
  expect(saidOf({ pH: '30s', DO: '30s' })).toBe('30 s');
  expect(saidOf({ pH: 'raw', OUR: '10min', DO: 'raw' })).toBe('raw: pH, DO · 10 min: OUR');
});

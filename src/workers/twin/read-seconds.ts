import { unpackColumns } from '../../shared/contract/series-columns';
import type { UnitSummary } from '../../shared/contract/units';
import { callDeadline } from './call-deadline';
import { secondsTags, type Seconds } from './derive/seconds';
import type { StationClient } from './followed-batch';

/** Points asked for per second, so that none stands for two readings. */
const perSecond = 2;
const mostPoints = 10_000;

/** The readings of a unit as they were recorded, good ones only. */
export async function readSeconds(
  client: StationClient,
  unit: UnitSummary,
  from: number,
  to: number,
): Promise<Seconds> {
  const known = secondsTags.flatMap((tag) => {
    const channel = unit.channels.find((candidate) => candidate.tag === tag);
    return channel ? [{ tag, id: channel.id }] : [];
  });
  if (known.length === 0) return {};
  const widthPx = Math.min(mostPoints, Math.ceil(((to - from) / 1000) * perSecond));
  const { head, data } = await client.series.read(
    { channels: known.map(({ id }) => id), from, to, widthPx },
    callDeadline(),
  );
  const columns = unpackColumns(
    await data.arrayBuffer(),
    head.channels.map(({ points }) => points),
  );
  return Object.fromEntries(
    known.map(({ tag }, i) => {
      const { t, mean, good } = columns[i] ?? { t: [], mean: [], good: [] };
      // The reader widens a window to whole points; and what is not raw is no second.
      const isRaw = head.channels[i]?.level === 'raw';
      const rows = [...t.keys()].filter(
        (row) =>
          isRaw &&
          (t[row] ?? 0) >= from &&
          (t[row] ?? to) < to &&
          (good[row] ?? 0) >= 50 &&
          Number.isFinite(mean[row]),
      );
      return [tag, { t: rows.map((row) => t[row] ?? 0), value: rows.map((row) => mean[row] ?? 0) }];
    }),
  );
}

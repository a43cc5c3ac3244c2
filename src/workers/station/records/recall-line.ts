import { channelId } from '../../../shared/model/identity';
import { qualityLevel } from '../../../shared/model/quality';
import { gateTags, rememberedMs, type LineMemory, type LinePoint } from './line-memory';
import type { RecordsDeps } from './records-deps';

/** Enough for a quarter of an hour at four values a second. */
const most = 4000;

/** Puts what was recorded before a start back into memory, so that a gate needs no new quarter of an hour. */
export async function recallLine({ plant, historian, latest }: RecordsDeps, line: LineMemory): Promise<void> {
  for (const unit of plant.units()) {
    for (const tag of gateTags) {
      const channel = plant.channel(channelId(unit.id, tag));
      const newest = channel && latest(channel.series)?.t;
      if (!channel || newest === undefined) continue;
      const raw = await historian.raw({
        series: channel.series,
        from: newest - rememberedMs,
        to: newest + 1,
        limit: most,
      });
      const points = Array.from(raw.t, (t, i): LinePoint => ({
        t,
        value: raw.value[i] ?? Number.NaN,
        good: qualityLevel(raw.quality[i] ?? 0) === 'good',
      }));
      line.fill(
        unit.id,
        tag,
        points.filter(({ value }) => !Number.isNaN(value)),
      );
    }
  }
}

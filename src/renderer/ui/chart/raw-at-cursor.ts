import type { BinaryBody, SeriesHead } from '../../../shared/contract/series';
import { unpackColumns, type SeriesColumns } from '../../../shared/contract/series-columns';
import type { Channel } from '../../../shared/model/channel';
import type { ChannelId } from '../../../shared/model/identity';
import type { SeriesRequest } from './trend-feed';

/** A sample as it was recorded; `value` is NaN where it holds no number. */
export interface RawSample {
  readonly t: number;
  readonly value: number;
}

export interface RawParts {
  read(request: SeriesRequest): Promise<{ head: SeriesHead; data: BinaryBody }>;
  /** The cursor, epoch ms; null while there is none. */
  cursor(): number | null;
  /** Runs its argument after so many ms; returns what takes it back. */
  after(ms: number, run: () => void): () => void;
}

/** The recorded samples under the cursor, fetched where the picture shows means of many. */
export interface RawAtCursor {
  join(channel: Channel, changed: () => void): () => void;
  /** The cursor moved. */
  moved(): void;
  /** The sample nearest to the cursor, not more than three cadences away; undefined until it is known. */
  sample(channel: Channel): RawSample | null | undefined;
}

const restMs = 150;
/** Half the stretch looked through: three samples of the slowest instrument. */
const reachMs = 30_000;

export function createRawAtCursor(parts: RawParts): RawAtCursor {
  const members = new Set<{ readonly channel: Channel; readonly changed: () => void }>();
  let found = new Map<ChannelId, SeriesColumns>();
  let foundAt: number | null = null;
  let takeBack = (): void => undefined;

  const fetch = async (t: number): Promise<void> => {
    const channels = [...new Set([...members].map(({ channel }) => channel.id))].slice(0, 200);
    if (channels.length === 0) return;
    const [from, to] = [Math.max(0, Math.floor(t - reachMs)), Math.ceil(t + reachMs)];
    try {
      const { head, data } = await parts.read({ channels, from, to, widthPx: 10_000 });
      const columns = unpackColumns(
        await data.arrayBuffer(),
        head.channels.map(({ points }) => points),
      );
      if (parts.cursor() !== t) return;
      // An answer of cells would not be what was recorded.
      found = new Map(
        head.channels.flatMap(({ id, level }, index) => {
          const one = columns[index];
          return one && level === 'raw' ? [[id, one] as const] : [];
        }),
      );
      foundAt = t;
    } catch {
      // The mean that is shown stays; the page says by itself that its station is away.
      return;
    }
    for (const { changed } of members) changed();
  };

  return {
    join: (channel, changed) => {
      const member = { channel, changed };
      members.add(member);
      return () => members.delete(member);
    },
    moved: () => {
      takeBack();
      const t = parts.cursor();
      if (t !== null) takeBack = parts.after(restMs, () => void fetch(t));
    },
    sample: (channel) => {
      const columns = found.get(channel.id);
      const t = parts.cursor();
      return columns && t !== null && t === foundAt ? nearest(columns, t, 3 * channel.cadenceMs) : undefined;
    },
  };
}

function nearest({ t: times, mean }: SeriesColumns, t: number, reach: number): RawSample | null {
  let best: RawSample | null = null;
  times.forEach((at, index) => {
    const apart = Math.abs(at - t);
    if (apart <= Math.max(reach, reachMs / 3) && apart < Math.abs((best?.t ?? Number.POSITIVE_INFINITY) - t))
      best = { t: at, value: mean[index] ?? Number.NaN };
  });
  return best;
}

import { trackTags, trackWindowMs, batchTrack, type BatchTrack } from '../../../shared/calc/batch-track';
import type { WindowColumns } from '../../../shared/calc/aligned-curve';
import { unpackColumns, type SeriesColumns } from '../../../shared/contract/series-columns';
import type { Channel } from '../../../shared/model/channel';
import { channelId, type BatchId } from '../../../shared/model/identity';
import type { Batch } from '../../../shared/model/process-unit';
import { Refusal } from '../../../shared/model/refusal';
import { vesselFactsOf } from '../../../shared/model/vessel-facts';
import type { ComparisonsDeps } from './comparisons-deps';

/** A batch with the windows of channels that were asked of it. */
export interface LoadedBatch {
  readonly batch: Batch;
  readonly track: BatchTrack;
  /** Channels asked for by tag; nothing for one it never had. */
  readonly columns: ReadonlyMap<string, WindowColumns>;
}

interface Kept {
  readonly key: string;
  readonly track: BatchTrack;
  readonly columns: Map<string, WindowColumns | null>;
  usedAt: number;
}

/** Batches in memory at once; each takes about 2 MB. */
const mostKept = 80;
/** No batch is looked at for longer than this: somebody forgot to end it. */
const longestMs = 60 * 86_400_000;
const bothFormulas = ['OUR', 'CER', 'RQ'] as const;

/** Batches as columns of 30 s windows, read from history once and kept while nothing about them changes. */
export function createTrackStore(deps: ComparisonsDeps) {
  const kept = new Map<BatchId, Kept>();

  const read = async (batch: Batch, tags: readonly string[]): Promise<Map<string, WindowColumns | null>> => {
    const { from, to, windows } = placeOf(batch, deps);
    const found = tags.map((tag) => deps.plant.channel(channelId(batch.unitId, tag)));
    const channels = found.filter((channel): channel is Channel => channel !== undefined);
    const made = new Map<string, WindowColumns | null>(tags.map((tag) => [tag, null]));
    if (channels.length === 0 || windows === 0) return made;
    const { head, data } = await deps.history.grid({ channels, from, to });
    const columns = unpackColumns(
      data,
      head.channels.map(({ points }) => points),
    );
    channels.forEach((channel, k) => {
      const cells = columns[k];
      if (cells && cells.t.length > 0) made.set(channel.tag, onRaster(cells, from, windows));
    });
    return made;
  };

  const load = async (id: BatchId, tags: readonly string[]): Promise<LoadedBatch> => {
    const batch = deps.plant.batches().find((one) => one.id === id);
    if (!batch) throw new Refusal('NOT_FOUND', `There is no batch ${id}`, 'batchIds');
    const key = keyOf(batch, deps);
    let known = kept.get(id);
    if (known?.key !== key) {
      const columns = await read(batch, trackTags);
      known = { key, track: trackOf(batch, columns, deps), columns, usedAt: 0 };
      kept.set(id, known);
    }
    known.usedAt = deps.now();
    const { columns, track } = known;
    const missing = tags.filter((tag) => !columns.has(tag));
    if (missing.length > 0) for (const [tag, values] of await read(batch, missing)) columns.set(tag, values);
    for (const tag of bothFormulas) {
      const mean = track.columns[tag];
      if (!columns.get(tag) && mean) columns.set(tag, { mean, min: mean, max: mean });
    }
    forget();
    const asked = new Map<string, WindowColumns>();
    for (const tag of tags) {
      const values = columns.get(tag);
      if (values) asked.set(tag, values);
    }
    return { batch, track, columns: asked };
  };

  const forget = (): void => {
    const oldest = [...kept].toSorted(([, a], [, b]) => b.usedAt - a.usedAt).slice(mostKept);
    for (const [id] of oldest) kept.delete(id);
  };

  return { load };
}

export type TrackStore = ReturnType<typeof createTrackStore>;

function placeOf(batch: Batch, deps: ComparisonsDeps): { from: number; to: number; windows: number } {
  const until = Math.min(batch.endedAt ?? deps.plantNow(batch), batch.inoculatedAt + longestMs);
  const from = Math.floor(batch.inoculatedAt / trackWindowMs) * trackWindowMs;
  const windows = Math.max(0, Math.floor((until - from) / trackWindowMs));
  return { from, to: from + windows * trackWindowMs, windows };
}

/** Changes with all that may change what is kept: late samples, the end, and time for a batch that runs. */
function keyOf(batch: Batch, deps: ComparisonsDeps): string {
  const { windows } = placeOf(batch, deps);
  return `${batch.inoculatedAt} ${batch.endedAt ?? 'runs'} ${windows} ${deps.history.lateVersionOf(batch.unitId)}`;
}

function trackOf(
  batch: Batch,
  columns: ReadonlyMap<string, WindowColumns | null>,
  deps: ComparisonsDeps,
): BatchTrack {
  const unit = deps.plant.units().find(({ id }) => id === batch.unitId);
  const { from, windows } = placeOf(batch, deps);
  const rangeOf = (tag: string) =>
    deps.plant.channel(channelId(batch.unitId, tag))?.range ?? { low: 0, high: 100 };
  const means = [...columns].flatMap(([tag, values]) => (values ? [[tag, values.mean] as const] : []));
  return batchTrack(Object.fromEntries(means), {
    inoculatedAt: batch.inoculatedAt,
    from,
    windows,
    startVolumeL: unit?.startVolumeL ?? 1,
    analysers: { o2: rangeOf('OffGas_O2'), co2: rangeOf('OffGas_CO2') },
    vessel: vesselFactsOf(unit ?? { scale: '15L' }),
  });
}

/** Cells of less than half good samples are none (science.md D7). */
function onRaster(cells: SeriesColumns, from: number, windows: number): WindowColumns {
  const blank = (): Float64Array => new Float64Array(windows).fill(Number.NaN);
  const made = { mean: blank(), min: blank(), max: blank() };
  for (let k = 0; k < cells.t.length; k += 1) {
    const i = Math.round(((cells.t[k] ?? 0) - from) / trackWindowMs);
    if (i < 0 || i >= windows || (cells.n[k] ?? 0) === 0 || (cells.good[k] ?? 0) < 50) continue;
    made.mean[i] = cells.mean[k] ?? Number.NaN;
    made.min[i] = cells.min[k] ?? Number.NaN;
    made.max[i] = cells.max[k] ?? Number.NaN;
  }
  return made;
}

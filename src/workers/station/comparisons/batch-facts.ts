import { medianInPlace } from '../../../shared/calc/statistics';
import { unpackColumns } from '../../../shared/contract/series-columns';
import type { BatchFacts } from '../../../shared/contract/comparisons';
import type { Batch } from '../../../shared/model/process-unit';
import type { ComparisonsDeps } from './comparisons-deps';

interface Measured {
  readonly key: string;
  readonly qualityPct: number | null;
  readonly bytes: number;
  readonly readings: number;
}

const tenMinMs = 600_000;

/** Verdict, data quality and size of every batch. What has ended is measured once. */
export function createBatchFacts(deps: ComparisonsDeps) {
  const kept = new Map<string, Measured>();

  const measured = async (batch: Batch): Promise<Measured> => {
    const to = batch.endedAt ?? deps.plantNow(batch);
    const key = `${batch.inoculatedAt} ${Math.floor(to / tenMinMs)} ${deps.history.lateVersionOf(batch.unitId)}`;
    const known = kept.get(batch.id);
    if (known?.key === key) return known;
    const series = deps.plant.channelsOf(batch.unitId).map((channel) => channel.series);
    const [size] = deps.sizes([{ series, from: batch.inoculatedAt, to }]);
    const made = {
      key,
      qualityPct: await qualityOf(batch, to),
      bytes: size?.bytes ?? 0,
      readings: size?.readings ?? 0,
    };
    kept.set(batch.id, made);
    return made;
  };

  /** Of instruments that reported at all: good samples of those due at the rate each of them sends at. */
  const qualityOf = async (batch: Batch, to: number): Promise<number | null> => {
    const channels = deps.plant
      .channelsOf(batch.unitId)
      .filter(({ kind, tag }) => kind === 'measured' && !tag.endsWith('_offline'));
    const from = batch.inoculatedAt;
    if (channels.length === 0 || to - from < 1000) return null;
    const widthPx = Math.min(10_000, Math.max(2, Math.ceil((to - from) / tenMinMs) + 1));
    const { head, data } = await deps.history.read({ channels: [...channels], from, to }, widthPx);
    const columns = unpackColumns(
      data,
      head.channels.map(({ points }) => points),
    );
    let [good, due] = [0, 0];
    channels.forEach(({ cadenceMs }, k) => {
      const cells = columns[k];
      if (!cells || cells.n.every((n) => n === 0)) return;
      // A source that sends less often than it might, but evenly, lacks nothing.
      const widthMs = cellWidth(cells.t);
      const rate = Math.min(widthMs / cadenceMs, usualCount(cells.n));
      due += ((to - from) / widthMs) * rate;
      cells.n.forEach((n, i) => (good += (Math.min(n, rate) * (cells.good[i] ?? 0)) / 100));
    });
    return due === 0 ? null : Math.min(100, (100 * good) / due);
  };

  return async (): Promise<BatchFacts[]> => {
    const facts: BatchFacts[] = [];
    for (const batch of deps.plant.batches()) {
      const { qualityPct, bytes, readings } = await measured(batch);
      facts.push({ batchId: batch.id, ...deps.papers(batch.id), qualityPct, bytes, readings });
      await deps.pause();
    }
    return facts;
  };
}

/** Median of the counts of cells that hold anything. */
function usualCount(counts: Float64Array): number {
  const filled = counts.filter((n) => n > 0);
  return medianInPlace(filled) ?? 0;
}

/** Least distance between two cells: they lie on an even raster, some of them empty. */
function cellWidth(t: Float64Array): number {
  let least = Number.POSITIVE_INFINITY;
  for (let i = 1; i < t.length; i += 1) least = Math.min(least, (t[i] ?? 0) - (t[i - 1] ?? 0));
  return Number.isFinite(least) && least > 0 ? least : tenMinMs;
}

import { lttb } from '../../../../shared/calc/lttb';
import type { PixelTrace } from '../reduce-to-pixels';
import { createHoleJudge, type HistoryTrace } from '../trace';
import type { TimeWindow } from '../time-view';

/**
 * A line of at most about `points` points chosen by LTTB, ready to be drawn: it has no envelope, and what it leaves out is
 * not to be seen. Stretches between holes are thinned out one by one, each by its share.
 */
export function thinOut(
  { columns: { t, mean }, coverMs }: HistoryTrace,
  cadenceMs: number,
  { from, to }: TimeWindow,
  widthPx: number,
  points: number,
): PixelTrace {
  const judge = createHoleJudge(cadenceMs);
  const runs: { t: number[]; value: number[] }[] = [];
  let broken = true;
  t.forEach((at, index) => {
    broken = judge.holeBefore(at, coverMs) || broken;
    const value = mean[index] ?? Number.NaN;
    if (Number.isNaN(value)) {
      broken = true;
      return;
    }
    if (broken) runs.push({ t: [], value: [] });
    broken = false;
    runs.at(-1)?.t.push(at + coverMs / 2);
    runs.at(-1)?.value.push(value);
  });
  const total = runs.reduce((sum, run) => sum + run.t.length, 0);
  const kept = runs.flatMap((run) =>
    lttb(run.t, run.value, Math.max(3, Math.round((points * run.t.length) / total))).map((index, nth) => ({
      x: (((run.t[index] ?? 0) - from) * widthPx) / (to - from),
      value: run.value[index] ?? 0,
      hole: nth === 0 ? 1 : 0,
    })),
  );
  const values = Float64Array.from(kept, ({ value }) => value);
  return {
    length: kept.length,
    x: Float32Array.from(kept, ({ x }) => x),
    low: values,
    high: values,
    mean: values,
    hole: Uint8Array.from(kept, ({ hole }) => hole),
    doubt: new Uint8Array(Math.ceil(widthPx) + 1),
    lowest: values.reduce((least, value) => Math.min(least, value), Number.POSITIVE_INFINITY),
    highest: values.reduce((most, value) => Math.max(most, value), Number.NEGATIVE_INFINITY),
  };
}

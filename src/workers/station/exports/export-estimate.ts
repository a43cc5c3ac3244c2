import type { ExportTask } from './export-task';

export interface ExportEstimate {
  readonly parts: number;
  readonly channels: number;
  /** At most: as many as come at the cadence of each channel. */
  readonly samples: number;
  readonly rows: number;
  readonly bytes: number;
}

/** Bytes a value and a row on data of this kind (measured on campaigns of simulated batches). */
const bytesOf = {
  parquet: { wide: { value: 0.6, quality: 0.02, row: 1 }, long: { value: 3, quality: 0, row: 1 } },
  csv: { wide: { value: 6, quality: 2, row: 26 }, long: { value: 0, quality: 0, row: 120 } },
} as const;

const meanFactor = 3;

/** How large an export may become, from windows and cadences; nothing is read for it. */
export function estimateOf({ parts, plan }: ExportTask): ExportEstimate {
  let samples = 0;
  let rows = 0;
  for (const { spans, channels } of parts) {
    const spanMs = spans.reduce((sum, { from, to }) => sum + to - from, 0);
    const counts = channels.flatMap(({ series, cadenceMs }) =>
      series === 0 ? [] : [Math.ceil(spanMs / Math.max(cadenceMs, plan.gridMs, 1))],
    );
    const cells = counts.reduce((sum, count) => sum + count, 0);
    samples += cells;
    rows += plan.shape === 'long' ? cells : Math.max(0, ...counts);
  }
  const { value, quality, row } = bytesOf[plan.format][plan.shape];
  // Means have every digit there is.
  const digits = plan.gridMs > 0 && plan.statistic === 'mean' ? meanFactor : 1;
  const bytes = Math.round(samples * (value * digits + (plan.quality ? quality : 0)) + rows * row);
  return { parts: parts.length, channels: parts[0]?.channels.length ?? 0, samples, rows, bytes };
}

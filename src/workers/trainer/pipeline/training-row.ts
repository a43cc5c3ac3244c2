/** One window with the sample that was drawn in it. */
export interface TrainingRow {
  readonly batchId: string;
  /** End of the window and time of the sample, epoch ms; the sample is never the later one. */
  readonly t: number;
  readonly sampledAt: number;
  readonly ageH: number;
  readonly phase: string;
  /** Features as float32, NaN where missing. */
  readonly x: Float32Array;
  readonly measured: number;
}

/** All windows of one batch as a model sees them. */
export interface ReplayedBatch {
  readonly id: string;
  readonly name: string;
  readonly unitId: string;
  readonly simulated: boolean;
  readonly inoculatedAt: number;
  readonly endedAt: number;
  readonly ends: Float64Array;
  readonly phases: readonly string[];
  /** Row by row, as many numbers as there are features. */
  readonly values: Float32Array;
  readonly rows: readonly TrainingRow[];
  /** Samples that carry the target, also those that could not be used. */
  readonly samples: readonly { readonly at: number; readonly measured: number }[];
  readonly leftOut: readonly string[];
}

/** The features of one window of a batch. */
export function windowOf(batch: ReplayedBatch, index: number, width: number): Float32Array {
  return batch.values.subarray(index * width, (index + 1) * width);
}

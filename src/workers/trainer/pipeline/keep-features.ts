import type { ReplayedBatch } from './training-row';

/** A batch with some of its features, in the order of `names`. */
export function keepFeatures(
  batch: ReplayedBatch,
  from: readonly string[],
  names: readonly string[],
): ReplayedBatch {
  if (names.length === from.length) return batch;
  const places = names.map((name) => from.indexOf(name));
  const pick = (source: Float32Array, start: number): Float32Array =>
    Float32Array.from(places, (place) => source[start + place] as number);
  const values = new Float32Array(batch.ends.length * names.length);
  for (let i = 0; i < batch.ends.length; i += 1)
    values.set(pick(batch.values, i * from.length), i * names.length);
  return { ...batch, values, rows: batch.rows.map((row) => ({ ...row, x: pick(row.x, 0) })) };
}

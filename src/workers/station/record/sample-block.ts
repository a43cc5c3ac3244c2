import type { RecordedSample } from './recorded-sample';

/**
 * Samples as columns over one buffer, so that a whole block changes threads without a copy.
 * Float64 holds every field exactly: series, quality and epoch ms are integers below 2^53. NaN stands for null.
 */
export interface SampleBlock {
  /** Rows there is room for. */
  readonly capacity: number;
  readonly series: Float64Array;
  readonly t: Float64Array;
  readonly value: Float64Array;
  readonly quality: Float64Array;
  readonly seen: Float64Array;
  /** 0 live, else the number of the source that filled the sample in. */
  readonly origin: Float64Array;
}

const columns = ['series', 't', 'value', 'quality', 'seen', 'origin'] as const;

/** Views into a packed buffer. */
export function blockOf(packed: ArrayBuffer): SampleBlock {
  const capacity = packed.byteLength / 8 / columns.length;
  const column = (index: number): Float64Array => new Float64Array(packed, index * capacity * 8, capacity);
  return {
    capacity,
    series: column(0),
    t: column(1),
    value: column(2),
    quality: column(3),
    seen: column(4),
    origin: column(5),
  };
}

/** Room for a number of samples. */
export function emptyBlock(capacity: number): SampleBlock {
  return blockOf(new ArrayBuffer(capacity * columns.length * 8));
}

/** Copies all rows of one block into another from a row on. */
export function copyBlock(from: SampleBlock, to: SampleBlock, atRow: number): void {
  for (const name of columns) to[name].set(from[name], atRow);
}

/** Joins packed samples in the order given. */
export function joinPacked(parts: readonly ArrayBuffer[]): ArrayBuffer {
  const [only] = parts;
  if (only && parts.length === 1) return only;
  const joined = new ArrayBuffer(parts.reduce((bytes, part) => bytes + part.byteLength, 0));
  const block = blockOf(joined);
  let row = 0;
  for (const part of parts) {
    const from = blockOf(part);
    copyBlock(from, block, row);
    row += from.capacity;
  }
  return joined;
}

/**
 * Packs samples for the writer. Values that are not finite are kept as null.
 * @throws TypeError where a series, time or quality is not an integer: one such row would hold up all behind it
 */
export function packSamples(samples: readonly RecordedSample[]): ArrayBuffer {
  const packed = new ArrayBuffer(samples.length * columns.length * 8);
  const block = blockOf(packed);
  samples.forEach((sample, index) => {
    block.series[index] = whole(sample.series, 'series');
    block.t[index] = whole(sample.t, 't');
    block.value[index] = Number.isFinite(sample.value) ? Number(sample.value) : Number.NaN;
    block.quality[index] = whole(sample.quality, 'quality');
    block.seen[index] = whole(sample.seenAt, 'seenAt');
    if (sample.origin !== undefined) block.origin[index] = whole(sample.origin, 'origin');
  });
  return packed;
}

function whole(value: number, name: string): number {
  if (!Number.isSafeInteger(value) || value < 0)
    throw new TypeError(`A sample's ${name} is a whole number, not ${value}`);
  return value;
}

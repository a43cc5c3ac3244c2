import { deflateRawSync, inflateRawSync } from 'node:zlib';
import { ByteReader } from './byte-reader';
import { ByteWriter } from './byte-writer';
import { ChunkDamaged } from './chunk-damaged';
import { decodeResiduals } from './decode-residuals';
import { encodeResiduals } from './encode-residuals';

/** How a block of whole numbers is written. */
const kinds = { constant: 0, residuals: 1, steps: 2, deflated: 3 } as const;

/** A block of residuals shorter than this is not tried another way. */
const worthDeflating = 48;

const attempt = new ByteWriter();
const stepBytes = new ByteWriter();
const stepCounts = new Uint32Array(256);
let scratch = new Int32Array(1024);

function reserve(count: number): void {
  if (scratch.length < count) scratch = new Int32Array(2 * count);
}

/** Writes `count` (at least 1) whole numbers of at most 2^53 either way. */
export function encodeIntegers(out: ByteWriter, numbers: Float64Array, count: number): void {
  const first = numbers[0] ?? 0;
  const divisor = divisorOf(numbers, count);
  if (divisor === 0) {
    out.byte(kinds.constant);
    out.signed(first);
    return;
  }
  reserve(count);
  let fits = true;
  for (let at = 0; at < count && fits; at += 1) {
    const scaled = ((numbers[at] ?? 0) - first) / divisor;
    scratch[at] = scaled;
    fits = scratch[at] === scaled;
  }
  attempt.clear();
  if (fits) encodeResiduals(attempt, scratch, count);
  const plain = fits && !mayDeflateBetter(count) ? null : stepsOf(numbers, count, divisor);
  if (plain && (!fits || plain.bytes.length < 0.85 * attempt.length)) {
    out.byte(plain.kind);
    out.signed(first);
    out.count(divisor);
    out.count(plain.bytes.length);
    out.bytes(plain.bytes);
    return;
  }
  out.byte(kinds.residuals);
  out.signed(first);
  out.count(divisor);
  out.bytes(attempt.written());
}

/** Reads `count` numbers; each comes out as number / `scale`. */
export function decodeIntegers(
  reader: ByteReader,
  target: Float64Array,
  offset: number,
  count: number,
  scale = 1,
): void {
  const kind = reader.byte();
  const first = reader.signed();
  if (kind === kinds.constant) {
    target.fill(first / scale, offset, offset + count);
    return;
  }
  const divisor = reader.count();
  if (kind === kinds.residuals) {
    reserve(count);
    decodeResiduals(reader, scratch, count);
    for (let at = 0; at < count; at += 1)
      target[offset + at] = (first + divisor * (scratch[at] ?? 0)) / scale;
    return;
  }
  if (kind !== kinds.steps && kind !== kinds.deflated)
    throw new ChunkDamaged(`The chunk holds numbers of an unknown kind (${kind}).`);
  const bytes = reader.bytes(reader.count());
  const steps = new ByteReader(kind === kinds.deflated ? inflated(bytes, 9 * count) : bytes);
  let number = first;
  target[offset] = first / scale;
  for (let at = 1; at < count; at += 1) {
    number += divisor * steps.signed();
    target[offset + at] = number / scale;
  }
}

/** Inflates at most `limit` bytes. */
export function inflated(bytes: Uint8Array, limit: number): Uint8Array {
  try {
    return inflateRawSync(bytes, { maxOutputLength: Math.max(1, limit) });
  } catch (error) {
    throw new ChunkDamaged('A deflated part of the chunk cannot be read.', { cause: error });
  }
}

/** Steps from number to number, deflated where that helps. */
function stepsOf(
  numbers: Float64Array,
  count: number,
  divisor: number,
): { readonly kind: number; readonly bytes: Uint8Array } {
  stepBytes.clear();
  for (let at = 1; at < count; at += 1)
    stepBytes.signed(((numbers[at] ?? 0) - (numbers[at - 1] ?? 0)) / divisor);
  const bytes = stepBytes.written();
  const packed = deflateRawSync(bytes, { level: 6 });
  return packed.length < bytes.length
    ? { kind: kinds.deflated, bytes: packed }
    : { kind: kinds.steps, bytes };
}

/** True where steps repeat so much that deflate may be smaller by more than it costs; noise never does. */
function mayDeflateBetter(count: number): boolean {
  if (attempt.length < worthDeflating) return false;
  stepCounts.fill(0);
  for (let at = 1; at < count; at += 1) {
    const slot = ((scratch[at] ?? 0) - (scratch[at - 1] ?? 0)) & 255;
    stepCounts[slot] = (stepCounts[slot] ?? 0) + 1;
  }
  let bits = 0;
  for (const times of stepCounts) if (times > 0) bits += times * Math.log2((count - 1) / times);
  return bits < 8 * attempt.length;
}

/** Greatest common divisor of the distances from the first number; 0 when there is none but the first. */
function divisorOf(numbers: Float64Array, count: number): number {
  const first = numbers[0] ?? 0;
  let divisor = 0;
  for (let at = 1; at < count && divisor !== 1; at += 1) {
    let rest = Math.abs((numbers[at] ?? 0) - first);
    while (rest !== 0) [divisor, rest] = [rest, divisor % rest];
  }
  return divisor;
}

import type { ByteReader } from './byte-reader';
import { ChunkDamaged } from './chunk-damaged';
import { predictors } from './predictors';
import { decodeSlots, escapeSymbol, plainBitsOf, slotBits, tableOf } from './residual-tables';

/** The inverse of `encodeResiduals`: puts `count` numbers into `numbers`. */
export function decodeResiduals(reader: ByteReader, numbers: Int32Array, count: number): void {
  const kind = reader.byte();
  const { follow, slope } = predictors[kind & 15] ?? predictors[0];
  const wordCount = reader.count();
  const plainCount = reader.count();
  const { body } = reader;
  let at = reader.at + 4;
  reader.bytes(2 * wordCount);
  const end = reader.at;
  plainFrom(reader.bytes(plainCount));
  let state =
    ((body[at - 4] ?? 0) << 16) |
    ((body[at - 3] ?? 0) << 24) |
    (body[at - 2] ?? 0) |
    ((body[at - 1] ?? 0) << 8);
  let level = 0;
  let trend = 0;
  let size = 8 << (kind >> 4);
  numbers[0] = 0;
  for (let i = 1; i < count; i += 1) {
    const guess = (level + (trend >> 8)) | 0;
    const whole = (guess + 128) >> 8;
    const fraction = (guess - (whole << 8)) | 0;
    const table = tableOf(size, fraction < 0 ? -fraction : fraction);
    const slot = state & ((1 << slotBits) - 1);
    const word = decodeSlots[(table << slotBits) | slot] ?? 0;
    state = Math.imul((word >>> 6) & 4095, state >>> slotBits) + slot - (word >>> 18);
    if (state < 1 << 15) {
      state = (state << 16) | (body[at] ?? 0) | ((body[at + 1] ?? 0) << 8);
      at += 2;
    }
    let folded = word & 63;
    if (size >= 8192 || folded === escapeSymbol) folded = unfoldPlain(folded, plainBitsOf(size));
    const sided = (folded >>> 1) ^ -(folded & 1);
    const residual = fraction < 0 ? sided : -sided | 0;
    const number = (whole + residual) | 0;
    numbers[i] = number;
    const far = residual < 0 ? -residual : residual;
    size += ((far > 1 << 20 ? 1 << 20 : far) << 6) - (size >> 4);
    const miss = ((number << 8) - guess) | 0;
    const octave = i < 128 ? 31 - Math.clz32(i + 1) : 7;
    level = (guess + (miss >> (octave < follow ? octave : follow))) | 0;
    trend = (trend + Math.imul(miss, slope)) | 0;
  }
  if (state !== 1 << 15 || at !== end)
    throw new ChunkDamaged('The numbers of the chunk do not end where they should.');
}

let plain: Uint8Array = new Uint8Array(0);
let plainAt = 0;

function plainFrom(bytes: Uint8Array): void {
  plain = bytes;
  plainAt = 0;
}

function unfoldPlain(symbol: number, low: number): number {
  const below = low === 0 ? 0 : takePlain(low);
  let high = symbol;
  if (symbol === escapeSymbol) {
    const length = takePlain(6);
    high = length < 2 ? length : (takePlain(length - 1) | (1 << (length - 1))) >>> 0;
  }
  return ((high << low) | below) >>> 0;
}

function takePlain(count: number): number {
  let value = 0;
  for (let done = 0; done < count;) {
    const part = Math.min(8 - (plainAt & 7), count - done);
    value |= (((plain[plainAt >> 3] ?? 0) >>> (plainAt & 7)) & ((1 << part) - 1)) << done;
    plainAt += part;
    done += part;
  }
  return value;
}

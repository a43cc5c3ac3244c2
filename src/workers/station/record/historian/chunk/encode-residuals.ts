import type { ByteWriter } from './byte-writer';
import { predictors } from './predictors';
import { encodeSymbols, escapeSymbol, plainBitsOf, slotBits, symbolBits, tableOf } from './residual-tables';

/** So many numbers show which predictors may be the best. */
const tried = 150;

let tables = new Uint8Array(0);
let symbols = new Uint8Array(0);
let words = new Uint16Array(0);
let plain = new Uint8Array(0);
let plainAt = 0;

/**
 * Writes numbers of 32 bits, the first of which is 0, as residuals of the predictor that makes them smallest.
 * Arithmetic wraps at 32 bits here and in the decoder alike, so any numbers come back.
 */
export function encodeResiduals(out: ByteWriter, numbers: Int32Array, count: number): void {
  const { best, start } = choose(numbers, count);
  reserve(count);
  model(numbers, count, best, start, Number.POSITIVE_INFINITY, true);
  out.byte(best | (start << 4));
  const used = entropyCode(count);
  out.count(used);
  out.count((plainAt + 7) >> 3);
  out.bytes(new Uint8Array(words.buffer, 2 * (words.length - used), 2 * used));
  out.bytes(plain.subarray(0, (plainAt + 7) >> 3));
}

/** Tries every predictor on the first numbers, the three best of them on all. */
function choose(numbers: Int32Array, count: number): { readonly best: number; readonly start: number } {
  const tries = predictors.map((_, id) => {
    const start = startOctave(numbers, count, id);
    return {
      id,
      start,
      bits: model(numbers, Math.min(count, tried), id, start, Number.POSITIVE_INFINITY, false),
    };
  });
  tries.sort((a, b) => a.bits - b.bits);
  let best = tries[0] ?? { id: 0, start: 0 };
  if (count <= tried) return { best: best.id, start: best.start };
  let bestBits = Number.POSITIVE_INFINITY;
  for (const one of tries.slice(0, 3)) {
    const bits = model(numbers, count, one.id, one.start, bestBits, false);
    if (bits >= bestBits) continue;
    best = one;
    bestBits = bits;
  }
  return { best: best.id, start: best.start };
}

function reserve(count: number): void {
  if (tables.length < count) {
    tables = new Uint8Array(count);
    symbols = new Uint8Array(count);
    words = new Uint16Array(count + 4);
    plain = new Uint8Array(9 * count + 8);
  }
  plain.fill(0, 0, 9 * count + 8);
  plainAt = 0;
}

/** Octave of the first running size, 0 to 15: that of the mean residual from one number to the next. */
function startOctave(numbers: Int32Array, count: number, id: number): number {
  const { slope } = predictors[id] ?? predictors[0];
  let sum = 0;
  let looked = 1;
  for (let at = 2; at < count && at < 34; at += 1, looked += 1) {
    const step = (numbers[at] ?? 0) - (numbers[at - 1] ?? 0);
    const before = (numbers[at - 1] ?? 0) - (numbers[at - 2] ?? 0);
    sum += Math.min(1 << 20, Math.abs(slope === 256 ? step - before : step));
  }
  return Math.max(0, Math.min(15, 28 - Math.clz32((1024 * sum) / looked)));
}

/**
 * Runs predictor and size over the numbers; keeps tables, symbols and plain bits if told.
 * @returns the bits they cost, or more than `limit` as soon as that is sure
 */
function model(
  numbers: Int32Array,
  count: number,
  id: number,
  start: number,
  limit: number,
  keep: boolean,
): number {
  const { follow, slope } = predictors[id] ?? predictors[0];
  let level = 0;
  let trend = 0;
  let size = 8 << start;
  let bits = 0;
  for (let at = 1; at < count && bits <= limit; at += 1) {
    const number = numbers[at] ?? 0;
    const guess = (level + (trend >> 8)) | 0;
    const whole = (guess + 128) >> 8;
    const fraction = (guess - (whole << 8)) | 0;
    const residual = (number - whole) | 0;
    const sided = fraction < 0 ? residual : -residual | 0;
    const folded = ((sided << 1) ^ (sided >> 31)) >>> 0;
    const table = tableOf(size, fraction < 0 ? -fraction : fraction);
    const low = plainBitsOf(size);
    const high = folded >>> low;
    const word = high < escapeSymbol ? (encodeSymbols[table * 64 + high] ?? 0) : 0;
    const symbol = word === 0 ? escapeSymbol : high;
    if (keep) {
      tables[at] = table;
      symbols[at] = symbol;
      if (low > 0) putPlain(folded & ((1 << low) - 1), low);
      if (word === 0) putEscape(high);
    } else {
      bits += low + (symbolBits[table * 64 + symbol] ?? 0);
      if (word === 0) bits += 6 + 31 - Math.clz32(high | 1);
    }
    const far = Math.abs(residual);
    size += ((far > 1 << 20 ? 1 << 20 : far) << 6) - (size >> 4);
    const miss = ((number << 8) - guess) | 0;
    const octave = 31 - Math.clz32(at + 1);
    level = (guess + (miss >> (octave < follow ? octave : follow))) | 0;
    trend = (trend + Math.imul(miss, slope)) | 0;
  }
  return bits;
}

function putPlain(value: number, count: number): void {
  for (let done = 0; done < count;) {
    const at = plainAt >> 3;
    const room = Math.min(8 - (plainAt & 7), count - done);
    plain[at] = (plain[at] ?? 0) | (((value >>> done) & ((1 << room) - 1)) << (plainAt & 7));
    plainAt += room;
    done += room;
  }
}

/** Number of bits in six bits, then the bits below the highest. */
function putEscape(value: number): void {
  const length = 32 - Math.clz32(value);
  putPlain(length, 6);
  if (length > 1) putPlain(value & ~(1 << (length - 1)), length - 1);
}

/** From the last symbol to the first, so that decoding goes forward. Returns how many words at the end of the room. */
function entropyCode(count: number): number {
  let state = 1 << 15;
  let at = words.length;
  for (let i = count - 1; i > 0; i -= 1) {
    const word = encodeSymbols[(tables[i] ?? 0) * 64 + (symbols[i] ?? 0)] ?? 0;
    const frequency = word & 4095;
    if (state >= frequency * 2 ** (31 - slotBits)) {
      at -= 1;
      words[at] = state & 65535;
      state >>>= 16;
    }
    const rest = state % frequency;
    state = (((state - rest) / frequency) << slotBits) + rest + (word >>> 12);
  }
  words[at - 1] = state & 65535;
  words[at - 2] = state >>> 16;
  return words.length - at + 2;
}

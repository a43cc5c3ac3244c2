import { crc32 } from 'node:zlib';
import { emptyRaw } from '../../raw-columns';
import type { GroupedSamples, SeriesGroup } from './grouped-samples';

/**
 * One commit as bytes: format, CRC-32 of all that follows, count of samples and of series, then for each series its
 * number and count, times as differences, values (whole numbers of their last decimal as differences where that is
 * exact, else as they are), quality, arrival as delay behind the time, origin. A column of one number throughout is
 * that number. Integers are zigzag base-128, eight bytes at most.
 */
const format = 1;
const headBytes = 5;
/** Most bytes of one integer: they lie below 2^53, differences below 2^54. */
const mostBytes = 8;
const uniform = 0;
const each = 1;

/** A row of the journal is not what was written. */
export class JournalDamaged extends Error {
  constructor(readonly words: string) {
    super(`A row of the journal is damaged: ${words}`);
    this.name = 'JournalDamaged';
  }
}

/** Grouped samples as the body of a journal row: exact to the last bit. */
export function encodeJournal({ groups, columns }: GroupedSamples): Uint8Array {
  const writer = new ByteWriter(headBytes + 2 * mostBytes + groups.length * 80 + columns.t.length * 40);
  writer.at = headBytes;
  writer.integer(columns.t.length);
  writer.integer(groups.length);
  for (const { series, from, to } of groups) {
    writer.integer(series);
    writer.integer(to - from);
    const t = columns.t.subarray(from, to);
    writer.integer(t[0] ?? 0);
    putColumn(writer, differences(t));
    putValues(writer, columns.value.subarray(from, to));
    putColumn(writer, columns.quality.subarray(from, to));
    putColumn(writer, columns.seen.subarray(from, to).map((seen, row) => seen - (t[row] ?? 0))); // prettier-ignore
    putColumn(writer, columns.origin.subarray(from, to));
  }
  return writer.sealed();
}

/** @throws JournalDamaged where the bytes are not what was written */
export function decodeJournal(body: Uint8Array): GroupedSamples {
  const reader = new ByteReader(body);
  reader.check();
  const columns = emptyRaw(reader.integer());
  const groups: SeriesGroup[] = [];
  const count = reader.integer();
  let from = 0;
  for (let index = 0; index < count; index += 1) {
    const series = reader.integer();
    const to = from + reader.integer();
    groups.push({ series, from, to });
    const t = columns.t.subarray(from, to);
    const first = reader.integer();
    takeColumn(reader, t.subarray(1));
    t[0] = first;
    for (let row = 1; row < t.length; row += 1) t[row] = (t[row] ?? 0) + (t[row - 1] ?? 0);
    takeValues(reader, columns.value.subarray(from, to));
    takeColumn(reader, columns.quality.subarray(from, to));
    const seen = columns.seen.subarray(from, to);
    takeColumn(reader, seen);
    for (let row = 0; row < t.length; row += 1) seen[row] = (seen[row] ?? 0) + (t[row] ?? 0);
    takeColumn(reader, columns.origin.subarray(from, to));
    from = to;
  }
  if (from !== columns.t.length) throw new JournalDamaged('counts differ');
  return { groups, columns };
}

function differences(numbers: Float64Array): Float64Array {
  const found = new Float64Array(Math.max(0, numbers.length - 1));
  for (let row = 0; row < found.length; row += 1) found[row] = (numbers[row + 1] ?? 0) - (numbers[row] ?? 0);
  return found;
}

function putColumn(writer: ByteWriter, numbers: Float64Array): void {
  const first = numbers[0] ?? 0;
  let row = 1;
  while (row < numbers.length && numbers[row] === first) row += 1;
  if (row < numbers.length) {
    writer.integer(each);
    for (const number of numbers) writer.integer(number);
    return;
  }
  writer.integer(uniform);
  writer.integer(first);
}

function takeColumn(reader: ByteReader, numbers: Float64Array): void {
  if (reader.integer() === uniform) numbers.fill(reader.integer());
  else for (let row = 0; row < numbers.length; row += 1) numbers[row] = reader.integer();
}

const mostDecimals = 6;
const asTheyAre = -1;
/** Differences of such numbers are exact. */
const mostWhole = 1e14;
const powers = [1, 10, 100, 1000, 10_000, 100_000, 1_000_000] as const;

function putValues(writer: ByteWriter, values: Float64Array): void {
  const decimals = decimalsOf(values);
  writer.integer(decimals);
  if (decimals === asTheyAre) {
    for (const value of values) writer.float(value);
    return;
  }
  const scale = powers[decimals] ?? 1;
  let last = 0;
  for (const value of values) {
    const whole = Math.round(value * scale);
    writer.integer(whole - last);
    last = whole;
  }
}

function takeValues(reader: ByteReader, values: Float64Array): void {
  const decimals = reader.integer();
  if (decimals === asTheyAre) {
    for (let row = 0; row < values.length; row += 1) values[row] = reader.float();
    return;
  }
  const scale = powers[decimals] ?? 1;
  let whole = 0;
  for (let row = 0; row < values.length; row += 1) {
    whole += reader.integer();
    values[row] = whole / scale;
  }
}

/** Decimals with which every value comes back to the last bit; -1 where there are none. */
function decimalsOf(values: Float64Array): number {
  let decimals = 0;
  let row = 0;
  while (row < values.length) {
    if (isExact(values[row] ?? Number.NaN, decimals)) row += 1;
    else if ((decimals += 1) > mostDecimals) return asTheyAre;
    // A value that needs few decimals may not survive many: all over again.
    else row = 0;
  }
  return decimals;
}

function isExact(value: number, decimals: number): boolean {
  const scale = powers[decimals] ?? 1;
  const whole = Math.round(value * scale);
  if (whole / scale !== value || whole > mostWhole || whole < -mostWhole) return false;
  return value !== 0 || 1 / value > 0;
}

const floatOf = new Float64Array(1);
const bytesOf = new Uint8Array(floatOf.buffer);

class ByteWriter {
  at = 0;
  readonly #bytes: Uint8Array;

  constructor(most: number) {
    this.#bytes = Buffer.allocUnsafe(most);
  }

  /** Any whole number up to 2^53 either way. */
  integer(number: number): void {
    // Zigzag by arithmetic: bit operations end at 32 bits.
    let rest = number < 0 ? -2 * number - 1 : 2 * number;
    while (rest >= 0x8000_0000) {
      this.#bytes[this.at++] = (rest % 128) | 0x80;
      rest = Math.floor(rest / 128);
    }
    while (rest >= 0x80) {
      this.#bytes[this.at++] = (rest & 0x7f) | 0x80;
      rest >>>= 7;
    }
    this.#bytes[this.at++] = rest;
  }

  float(number: number): void {
    floatOf[0] = number;
    this.#bytes.set(bytesOf, this.at);
    this.at += 8;
  }

  sealed(): Uint8Array {
    const all = this.#bytes.subarray(0, this.at);
    const view = new DataView(all.buffer, all.byteOffset);
    all[0] = format;
    view.setUint32(1, crc32(all.subarray(headBytes)), true);
    return all;
  }
}

class ByteReader {
  #at = headBytes;
  readonly #bytes;

  constructor(bytes: Uint8Array) {
    this.#bytes = bytes;
  }

  check(): void {
    const { buffer, byteOffset, length } = this.#bytes;
    if (length <= headBytes || this.#bytes[0] !== format) throw new JournalDamaged('unknown format');
    const wanted = new DataView(buffer, byteOffset).getUint32(1, true);
    if (crc32(this.#bytes.subarray(headBytes)) !== wanted) throw new JournalDamaged('checksum differs');
  }

  integer(): number {
    let factor = 1;
    let number = 0;
    for (;;) {
      const byte = this.#bytes[this.#at++];
      if (byte === undefined) throw new JournalDamaged('it ends too early');
      number += (byte & 0x7f) * factor;
      if (byte < 0x80) break;
      factor *= 128;
    }
    return number % 2 === 0 ? number / 2 : -(number + 1) / 2;
  }

  float(): number {
    for (let byte = 0; byte < 8; byte += 1) bytesOf[byte] = this.#bytes[this.#at + byte] ?? 0;
    this.#at += 8;
    return floatOf[0] ?? Number.NaN;
  }
}

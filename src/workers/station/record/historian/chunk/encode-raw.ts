import type { RawColumns } from '../../raw-columns';
import { arrivalDelays } from './arrival-delay';
import { mostRows } from './byte-reader';
import { ByteWriter } from './byte-writer';
import { encodeRuns } from './code-runs';
import { scaleExactly } from './decimal-scale';
import { encodeFloats } from './float-block';
import { encodeIntegers } from './integer-block';
import { rawParts, rawVersion } from './raw-parts';
import { sealBody } from './sealed-body';

const out = new ByteWriter();
const scratch = { column: new Float64Array(1024), scaled: new Float64Array(1024) };

/**
 * Packs rows `start` to `end` (exclusive, at least one) of a series into a sealed chunk. Times ascend and are distinct.
 * Everything comes back exactly but `seen`: its delay after `t` is kept in whole seconds, within one second.
 * Layout after check sum and version: parts, count, times, [nulls], values, [quality], [delays], [origin].
 * @throws RangeError when there is no row, or more than {@link mostRows}
 */
export function encodeRaw(columns: RawColumns, start: number, end: number): Uint8Array<ArrayBuffer> {
  const count = end - start;
  if (count < 1 || count > mostRows)
    throw new RangeError(`A chunk holds 1 to ${mostRows} samples, not ${count}.`);
  if (scratch.column.length < count) {
    scratch.column = new Float64Array(2 * count);
    scratch.scaled = new Float64Array(2 * count);
  }
  const { t, value, quality, seen, origin } = columns;
  const usable = presentOf(value, start, end);
  const decimals = scaleExactly(scratch.column, usable, scratch.scaled);
  const wholeTimes = areTimes(t, start, end);
  const delayed = isDelayed(t, seen, start, end);
  const parts =
    (usable > 0 && usable < count ? rawParts.nulls : 0) |
    (decimals === null ? rawParts.floats : 0) |
    (usable === 0 ? rawParts.empty : 0) |
    (isZero(quality, start, end) ? 0 : rawParts.quality) |
    (delayed ? rawParts.delays : 0) |
    (isZero(origin, start, end) ? 0 : rawParts.origin) |
    (wholeTimes ? 0 : rawParts.floatTimes);
  out.clear();
  out.byte(parts);
  out.count(count);
  if (wholeTimes) encodeTimes(t, start, count);
  else encodeFloats(out, t.subarray(start, end), count);
  if (parts & rawParts.nulls) encodeNulls(value, start, end);
  encodeValues(value, start, end, decimals);
  if (parts & rawParts.quality) encodeRuns(out, quality, start, end);
  if (delayed) {
    arrivalDelays(t, seen, start, end, scratch.column);
    encodeIntegers(out, scratch.column, count);
  }
  if (parts & rawParts.origin) encodeRuns(out, origin, start, end);
  return sealBody(out, rawVersion);
}

/** Start, step and what each time is off the grid of that step: nothing for a regular series. */
function encodeTimes(t: Float64Array, start: number, count: number): void {
  const first = t[start] ?? 0;
  const step = usualStep(t, start, count);
  out.signed(first);
  out.count(step);
  for (let at = 0; at < count; at += 1) scratch.column[at] = (t[start + at] ?? 0) - first - at * step;
  encodeIntegers(out, scratch.column, count);
}

/** The middle one of some steps, made round where a round one is near: the grid that jittered times lie about. */
function usualStep(t: Float64Array, start: number, count: number): number {
  if (count < 2) return 0;
  const looked = Math.min(count - 1, 63);
  const steps = new Float64Array(looked);
  for (let at = 0; at < looked; at += 1) {
    const row = start + Math.floor((at * (count - 1)) / looked);
    steps[at] = (t[row + 1] ?? 0) - (t[row] ?? 0);
  }
  steps.sort();
  const middle = steps[looked >> 1] ?? 0;
  for (const round of [1000, 500, 100, 50]) {
    const rounded = Math.round(middle / round) * round;
    if (Math.abs(middle - rounded) < 0.05 * rounded) return rounded;
  }
  return middle;
}

function encodeValues(value: Float64Array, start: number, end: number, decimals: number | null): void {
  const usable = presentOf(value, start, end);
  if (usable === 0) return;
  if (decimals === null) {
    encodeFloats(out, scratch.column, usable);
    return;
  }
  out.byte(decimals);
  encodeIntegers(out, scratch.scaled, usable);
}

/** Leaves the values that are not null in the scratch column; returns how many. */
function presentOf(value: Float64Array, start: number, end: number): number {
  let usable = 0;
  for (let at = start; at < end; at += 1) {
    const one = value[at] ?? Number.NaN;
    if (Number.isNaN(one)) continue;
    scratch.column[usable] = one;
    usable += 1;
  }
  return usable;
}

function encodeNulls(value: Float64Array, start: number, end: number): void {
  const nulls = Float64Array.from(value.subarray(start, end), (one) => (Number.isNaN(one) ? 1 : 0));
  encodeRuns(out, nulls, 0, end - start);
}

function areTimes(t: Float64Array, start: number, end: number): boolean {
  for (let at = start; at < end; at += 1) {
    const time = t[at] ?? 0;
    if (!Number.isInteger(time) || Object.is(time, -0) || Math.abs(time) > 2 ** 48) return false;
  }
  return true;
}

/** A delay of under a second either way counts as none. */
function isDelayed(t: Float64Array, seen: Float64Array, start: number, end: number): boolean {
  for (let at = start; at < end; at += 1) if (Math.abs((seen[at] ?? 0) - (t[at] ?? 0)) >= 1000) return true;
  return false;
}

function isZero(codes: Float64Array, start: number, end: number): boolean {
  for (let at = start; at < end; at += 1) if (codes[at] !== 0) return false;
  return true;
}

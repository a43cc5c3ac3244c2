import type { RowAdder, RowsToAdd } from './histogram';
import { webAssembly, type WasmMemory, type WasmModule } from './web-assembly';

/*
 * The loop of `addNumbers` as WebAssembly, written by hand: without bounds checks it takes about three quarters of the
 * time. Two functions, with an index and without; all arguments are places in memory, in bytes:
 *   (words, from, toWhole, to, numbers, sums), where from and to run over the index, or over the words themselves, and
 *   toWhole is where several rows at once end.
 */

const i32 = 0x7f;
const f64 = 0x7c;
const op = {
  block: [0x02, 0x40],
  loop: [0x03, 0x40],
  end: [0x0b],
  leaveIf: [0x0d, 0],
  add: [0x6a],
  and: [0x71],
  shiftLeft: [0x74],
  shiftRight: [0x76],
  notBelow: [0x4f],
  below: [0x49],
  addDouble: [0xa0],
} as const;
const get = (local: number): number[] => [0x20, local];
const set = (local: number): number[] => [0x21, local];
const keep = (local: number): number[] => [0x22, local];
const whole = (value: number): number[] => [0x41, ...signed(value)];
const load = (offset: number): number[] => [0x28, 2, ...unsigned(offset)];
const loadDouble = (offset: number): number[] => [0x2b, 3, ...unsigned(offset)];
const storeDouble = (offset: number): number[] => [0x39, 3, ...unsigned(offset)];

/** Arguments, then the locals. */
const local = {
  words: 0,
  from: 1,
  toWhole: 2,
  to: 3,
  numbers: 4,
  sums: 5,
  word: 6,
  value: 7,
  bin: 8,
} as const;
const rowsAtOnce = 4;
const histogramBytes = 8 * 256;

interface Exports {
  readonly indexed: AddNumbers;
  readonly plain: AddNumbers;
}
type AddNumbers = (
  words: number,
  from: number,
  toWhole: number,
  to: number,
  numbers: number,
  sums: number,
) => void;

let compiled: WasmModule | undefined;

/** The adder over arrays that all lie in one memory. */
export function compiledAdders(memory: WasmMemory): RowAdder {
  compiled ??= new webAssembly.Module(moduleBytes());
  const instance = new webAssembly.Instance(compiled, { m: { m: memory } });
  const { indexed, plain } = instance.exports as Exports;
  const add = ({ words, index, rows }: RowsToAdd, numbers: Float64Array, sums: Float64Array): void => {
    const run = index ? indexed : plain;
    const from = (index ?? words).byteOffset;
    const toWhole = from + 4 * (rows - (rows % rowsAtOnce));
    run(words.byteOffset, from, toWhole, from + 4 * rows, numbers.byteOffset, sums.byteOffset);
  };
  return (rows) => {
    add(rows, rows.packed, rows.sums);
    if (rows.hessian) add(rows, rows.hessian, rows.hessianSums);
  };
}

function body(isIndexed: boolean): number[] {
  return [...loop(isIndexed, rowsAtOnce, local.toWhole), ...loop(isIndexed, 1, local.to), ...op.end];
}

/** Adds so many rows in each turn, until an end. */
function loop(isIndexed: boolean, rows: number, end: number): number[] {
  return [
    op.block,
    [get(local.from), get(end), op.notBelow, op.leaveIf].flat(),
    op.loop,
    Array.from({ length: rows }, (_, row) => addRow(isIndexed, row)).flat(),
    [get(local.numbers), whole(8 * rows), op.add, set(local.numbers)].flat(),
    [get(local.from), whole(4 * rows), op.add, keep(local.from), get(end), op.below, op.leaveIf].flat(),
    [op.end, op.end].flat(),
  ].flat();
}

function addRow(isIndexed: boolean, row: number): number[] {
  const indexed = [get(local.from), load(4 * row), whole(2), op.shiftLeft, get(local.words), op.add, load(0)];
  return [
    (isIndexed ? indexed : [get(local.from), load(4 * row)]).flat(),
    set(local.word),
    [get(local.numbers), loadDouble(8 * row), set(local.value)].flat(),
    [0, 1, 2, 3].flatMap(addToBin),
  ].flat();
}

/** sums[bin of one feature] += value; the bin times 8 by one shift. */
function addToBin(feature: number): number[] {
  const by = 8 * feature - 3;
  const shift = by < 0 ? [whole(-by), op.shiftLeft] : [whole(by), op.shiftRight];
  const offset = feature * histogramBytes;
  return [
    [get(local.word), ...shift, whole(255 * 8), op.and].flat(),
    [get(local.sums), op.add, keep(local.bin)].flat(),
    [get(local.bin), loadDouble(offset), get(local.value), op.addDouble, storeDouble(offset)].flat(),
  ].flat();
}

function moduleBytes(): Uint8Array {
  const text = (name: string): number[] => [name.length, ...new TextEncoder().encode(name)];
  const section = (id: number, content: number[]): number[] => [id, ...unsigned(content.length), ...content];
  const code = (isIndexed: boolean): number[] => {
    const inner = [3, 1, i32, 1, f64, 1, i32, ...body(isIndexed)];
    return [...unsigned(inner.length), ...inner];
  };
  const shared = 3;
  const head = [0x00, 0x61, 0x73, 0x6d, 1, 0, 0, 0];
  return Uint8Array.from([
    ...head,
    ...section(1, [1, 0x60, 6, i32, i32, i32, i32, i32, i32, 0]),
    ...section(2, [1, ...text('m'), ...text('m'), 2, shared, ...unsigned(1), ...unsigned(65_536)]),
    ...section(3, [2, 0, 0]),
    ...section(7, [2, ...text('indexed'), 0, 0, ...text('plain'), 0, 1]),
    ...section(10, [2, ...code(true), ...code(false)]),
  ]);
}

/** Variable-length numbers of the format (LEB128). */
function unsigned(value: number): number[] {
  const rest = Math.floor(value / 128);
  return rest === 0 ? [value] : [(value % 128) + 128, ...unsigned(rest)];
}

function signed(value: number): number[] {
  return value < 64 ? [value] : [(value % 128) + 128, ...signed(Math.floor(value / 128))];
}

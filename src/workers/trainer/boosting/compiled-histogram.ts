import type { RowAdder, RowsToAdd } from './histogram';
import { webAssembly, type WasmMemory, type WasmModule } from './web-assembly';

/*
 * The loop of `addNumbers` as WebAssembly, written by hand: without bounds checks it takes about three quarters of the
 * time. Two functions, with an index and without; all arguments are places in memory, in bytes:
 *   (words, from, to, numbers, sums), where from and to run over the index, or over the words themselves.
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
  load: [0x28, 2, 0],
  addDouble: [0xa0],
} as const;
const get = (local: number): number[] => [0x20, local];
const set = (local: number): number[] => [0x21, local];
const keep = (local: number): number[] => [0x22, local];
const whole = (value: number): number[] => [0x41, ...signed(value)];
const loadDouble = (offset: number): number[] => [0x2b, 3, ...unsigned(offset)];
const storeDouble = (offset: number): number[] => [0x39, 3, ...unsigned(offset)];

/** Arguments, then the locals. */
const local = { words: 0, from: 1, to: 2, numbers: 3, sums: 4, word: 5, value: 6, bin: 7 } as const;
const histogramBytes = 8 * 256;

interface Exports {
  readonly indexed: AddNumbers;
  readonly plain: AddNumbers;
}
type AddNumbers = (words: number, from: number, to: number, numbers: number, sums: number) => void;

let compiled: WasmModule | undefined;

/** The adder over arrays that all lie in one memory. */
export function compiledAdders(memory: WasmMemory): RowAdder {
  compiled ??= new webAssembly.Module(moduleBytes());
  const instance = new webAssembly.Instance(compiled, { m: { m: memory } });
  const { indexed, plain } = instance.exports as Exports;
  const add = ({ words, index, rows }: RowsToAdd, numbers: Float64Array, sums: Float64Array): void => {
    const run = index ? indexed : plain;
    const from = (index ?? words).byteOffset;
    run(words.byteOffset, from, from + 4 * rows, numbers.byteOffset, sums.byteOffset);
  };
  return (rows) => {
    add(rows, rows.packed, rows.sums);
    if (rows.hessian) add(rows, rows.hessian, rows.hessianSums);
  };
}

function body(isIndexed: boolean): number[] {
  const word = isIndexed
    ? [
        ...get(local.from),
        ...op.load,
        ...whole(2),
        ...op.shiftLeft,
        ...get(local.words),
        ...op.add,
        ...op.load,
      ]
    : [...get(local.from), ...op.load];
  return [
    ...op.block,
    ...[...get(local.from), ...get(local.to), ...op.notBelow, ...op.leaveIf],
    ...op.loop,
    ...[...word, ...set(local.word), ...get(local.numbers), ...loadDouble(0), ...set(local.value)],
    ...[0, 1, 2, 3].flatMap(addToBin),
    ...[...get(local.numbers), ...whole(8), ...op.add, ...set(local.numbers)],
    ...[
      ...get(local.from),
      ...whole(4),
      ...op.add,
      ...keep(local.from),
      ...get(local.to),
      ...op.below,
      ...op.leaveIf,
    ],
    ...[...op.end, ...op.end, ...op.end],
  ];
}

/** sums[bin of one feature] += value. */
function addToBin(feature: number): number[] {
  const shifted = feature === 0 ? [] : [...whole(8 * feature), ...op.shiftRight];
  const offset = feature * histogramBytes;
  return [
    ...[...get(local.word), ...shifted, ...whole(255), ...op.and, ...whole(3), ...op.shiftLeft],
    ...[...get(local.sums), ...op.add, ...keep(local.bin)],
    ...[
      ...get(local.bin),
      ...loadDouble(offset),
      ...get(local.value),
      ...op.addDouble,
      ...storeDouble(offset),
    ],
  ];
}

function moduleBytes(): Uint8Array {
  const text = (name: string): number[] => [name.length, ...new TextEncoder().encode(name)];
  const section = (id: number, content: number[]): number[] => [id, ...unsigned(content.length), ...content];
  const code = (isIndexed: boolean): number[] => {
    const inner = [3, 1, i32, 1, f64, 1, i32, ...body(isIndexed)];
    return [...unsigned(inner.length), ...inner];
  };
  const shared = 3;
  return Uint8Array.from([
    ...[0x00, 0x61, 0x73, 0x6d, 1, 0, 0, 0],
    ...section(1, [1, 0x60, 5, i32, i32, i32, i32, i32, 0]),
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

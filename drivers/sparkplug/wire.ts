/** A payload that is no protocol buffer, or one that ends in the middle. */
export class WireProblem extends Error {}

/** One field of a message: its number and what stands in it. */
export type WireField =
  | { readonly field: number; readonly wire: 'varint'; readonly value: bigint }
  | { readonly field: number; readonly wire: 'fixed64' | 'fixed32' | 'bytes'; readonly bytes: Uint8Array };

const mostVarintBytes = 10;

/**
 * The fields of a protocol buffer message, in their order. Bytes are views of the input.
 * @throws WireProblem where the bytes are none
 */
export function* readFields(bytes: Uint8Array): Generator<WireField, void> {
  let at = 0;
  const varint = (): bigint => {
    let value = 0n;
    for (let index = 0; index < mostVarintBytes; index += 1) {
      const byte = bytes[at];
      if (byte === undefined) throw new WireProblem('ends inside a number');
      at += 1;
      value |= BigInt(byte & 0x7f) << BigInt(7 * index);
      if (byte < 0x80) return BigInt.asUintN(64, value);
    }
    throw new WireProblem('holds a number longer than 64 bits');
  };
  const take = (length: number): Uint8Array => {
    if (length > bytes.length - at) throw new WireProblem('ends inside a field');
    at += length;
    return bytes.subarray(at - length, at);
  };
  while (at < bytes.length) {
    const key = varint();
    const field = Number(key >> 3n);
    if (field < 1 || field > 0x1fffffff) throw new WireProblem('has a field with an impossible number');
    switch (Number(key & 7n)) {
      case 0:
        yield { field, wire: 'varint', value: varint() };
        break;
      case 1:
        yield { field, wire: 'fixed64', bytes: take(8) };
        break;
      case 2: {
        const length = varint();
        yield { field, wire: 'bytes', bytes: take(length > 0x7fffffffn ? 0x7fffffff : Number(length)) };
        break;
      }
      case 5:
        yield { field, wire: 'fixed32', bytes: take(4) };
        break;
      default:
        throw new WireProblem('has a field of a type no Sparkplug payload has');
    }
  }
}

/** Puts a protocol buffer message together. */
export interface WireWriter {
  /** Negative numbers are written as 64-bit two's complement. */
  varint(field: number, value: number | bigint): void;
  float(field: number, value: number): void;
  double(field: number, value: number): void;
  bytes(field: number, value: Uint8Array): void;
  text(field: number, value: string): void;
  done(): Uint8Array;
}

const encoder = new TextEncoder();

export function createWireWriter(): WireWriter {
  const out: number[] = [];
  const raw = (value: bigint): void => {
    let rest = BigInt.asUintN(64, value);
    for (; rest > 0x7fn; rest >>= 7n) out.push(Number(rest & 0x7fn) | 0x80);
    out.push(Number(rest));
  };
  const key = (field: number, wire: number): void => raw((BigInt(field) << 3n) | BigInt(wire));
  const fixed = (fill: (view: DataView) => void, length: number): void => {
    const bytes = new Uint8Array(length);
    fill(new DataView(bytes.buffer));
    out.push(...bytes);
  };
  const bytes = (field: number, value: Uint8Array): void => {
    key(field, 2);
    raw(BigInt(value.length));
    for (const byte of value) out.push(byte);
  };
  return {
    varint: (field, value) => {
      key(field, 0);
      raw(BigInt(value));
    },
    float: (field, value) => {
      key(field, 5);
      fixed((view) => view.setFloat32(0, value, true), 4);
    },
    double: (field, value) => {
      key(field, 1);
      fixed((view) => view.setFloat64(0, value, true), 8);
    },
    bytes,
    text: (field, value) => bytes(field, encoder.encode(value)),
    done: () => Uint8Array.from(out),
  };
}

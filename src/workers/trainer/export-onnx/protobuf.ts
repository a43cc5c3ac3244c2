/** One encoded field of a protobuf message, ready to be joined with others. */
export type Field = Uint8Array;

const text = new TextEncoder();

/** Joins encoded fields into a message. */
export function message(...fields: readonly (Field | readonly Field[])[]): Uint8Array {
  return concat(fields.flatMap((field) => (field instanceof Uint8Array ? [field] : [...field])));
}

/** A whole number (wire type 0). Safe integers, not negative: ONNX needs no others here. */
export function varintField(number: number, value: number): Field {
  if (!Number.isSafeInteger(value) || value < 0) throw new RangeError(`Not a field value: ${value}`);
  return concat([varint(number * 8), varint(value)]);
}

/** Bytes, text or an embedded message (wire type 2). */
export function bytesField(number: number, value: Uint8Array | string): Field {
  const body = typeof value === 'string' ? text.encode(value) : value;
  return concat([varint(number * 8 + 2), varint(body.length), body]);
}

/** A single-precision number (wire type 5). */
export function floatField(number: number, value: number): Field {
  return concat([varint(number * 8 + 5), floatBytes([value])]);
}

/** Little-endian single-precision numbers one after the other. */
export function floatBytes(values: readonly number[]): Uint8Array {
  const view = new DataView(new ArrayBuffer(values.length * 4));
  values.forEach((value, i) => view.setFloat32(i * 4, value, true));
  return new Uint8Array(view.buffer);
}

/** Little-endian double-precision numbers one after the other. */
export function doubleBytes(values: readonly number[]): Uint8Array {
  const view = new DataView(new ArrayBuffer(values.length * 8));
  values.forEach((value, i) => view.setFloat64(i * 8, value, true));
  return new Uint8Array(view.buffer);
}

function varint(value: number): Uint8Array {
  const bytes: number[] = [];
  let rest = value;
  while (rest >= 128) {
    bytes.push((rest % 128) + 128);
    rest = Math.floor(rest / 128);
  }
  return Uint8Array.from([...bytes, rest]);
}

function concat(parts: readonly Uint8Array[]): Uint8Array {
  const joined = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
  let offset = 0;
  for (const part of parts) {
    joined.set(part, offset);
    offset += part.length;
  }
  return joined;
}

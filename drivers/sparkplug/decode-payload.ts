import { dataTypes, type DataType, type Metric, type MetricValue, type Payload } from './payload';
import { readFields, WireProblem, type WireField } from './wire';

/** A payload as it is, or in words why it cannot be one. */
export type PayloadDecoded = { readonly payload: Payload } | { readonly refused: string };

/** Bytes of a payload at most: a birth of a large plant is a few hundred kilobytes. */
const mostBytes = 4_000_000;

/** Decodes a Sparkplug B payload. It never throws. */
export function decodePayload(bytes: Uint8Array): PayloadDecoded {
  if (bytes.length > mostBytes) return { refused: 'The payload is larger than 4 MB' };
  try {
    return { payload: payloadOf(bytes) };
  } catch (problem) {
    if (problem instanceof WireProblem) return { refused: `The payload ${problem.message}` };
    throw problem;
  }
}

type Open<T> = { -readonly [K in keyof T]: T[K] };

function payloadOf(bytes: Uint8Array): Payload {
  const metrics: Metric[] = [];
  const payload: Open<Payload> = { metrics };
  for (const field of readFields(bytes))
    switch (field.field) {
      case 1:
        payload.timestamp = Number(integer(field));
        break;
      case 2:
        metrics.push(metricOf(chunk(field)));
        break;
      case 3:
        payload.seq = Number(integer(field));
        break;
      case 4:
        payload.uuid = text(field);
        break;
    }
  return payload;
}

/** The value as it stands on the wire; what it means depends on the type, which may come after it. */
interface RawValue {
  readonly field: WireField;
}

function metricOf(bytes: Uint8Array): Metric {
  const metric: Open<Metric> = {};
  let raw: RawValue | undefined;
  let isNull = false;
  for (const field of readFields(bytes))
    switch (field.field) {
      case 1:
        metric.name = text(field);
        break;
      case 2:
        metric.alias = integer(field);
        break;
      case 3:
        metric.timestamp = Number(integer(field));
        break;
      case 4:
        metric.type = typeOf(integer(field));
        break;
      case 5:
        metric.historical = integer(field) !== 0n;
        break;
      case 6:
        metric.transient = integer(field) !== 0n;
        break;
      case 7:
        isNull = integer(field) !== 0n;
        break;
      case 9:
        metric.properties = propertiesOf(chunk(field));
        break;
      default:
        if (field.field >= 10 && field.field <= 19) raw = { field };
    }
  const unsupported = raw && unsupportedFields[raw.field.field];
  if (unsupported) metric.unsupported = unsupported;
  else if (isNull) metric.value = null;
  else if (raw) metric.value = valueOf(raw.field, metric.type);
  return metric;
}

const unsupportedFields: Readonly<Record<number, Metric['unsupported']>> = {
  17: 'dataset',
  18: 'template',
  19: 'extension',
};

/**
 * A value of the type its birth told, where the message itself did not: numbers of both signs share one form on the
 * wire.
 */
export function retyped(value: MetricValue, type: DataType | undefined): MetricValue {
  const bits = type === undefined ? undefined : signedBits[type];
  if (bits === undefined) return value;
  if (typeof value === 'bigint') return bits === 64 ? BigInt.asIntN(64, value) : value;
  return typeof value === 'number' && Number.isInteger(value)
    ? Number(BigInt.asIntN(bits, BigInt(value)))
    : value;
}

const signedBits: Readonly<Partial<Record<DataType, number>>> = { Int8: 8, Int16: 16, Int32: 32, Int64: 64 };

function valueOf(field: WireField, type: DataType | undefined): MetricValue {
  switch (field.field) {
    case 10:
      // Some clients write a negative 32-bit number with 64 bits.
      return retyped(Number(BigInt.asUintN(32, integer(field))), type);
    case 11:
      return retyped(integer(field), type);
    case 12:
      return float(field);
    case 13:
      return double(field);
    case 14:
      return integer(field) !== 0n;
    case 15:
      return text(field);
    default:
      return Uint8Array.from(chunk(field));
  }
}

type Property = NonNullable<Metric['properties']>[string];

function propertiesOf(bytes: Uint8Array): NonNullable<Metric['properties']> {
  const keys: string[] = [];
  const values: (Property | undefined)[] = [];
  for (const field of readFields(bytes))
    if (field.field === 1) keys.push(text(field));
    else if (field.field === 2) values.push(propertyOf(chunk(field)));
  if (keys.length !== values.length)
    throw new WireProblem('has a property set with keys and values that do not match');
  return Object.fromEntries(
    keys.flatMap((key, index) => {
      const value = values[index];
      return value === undefined ? [] : [[key, value]];
    }),
  );
}

/** Undefined for a set within the set. */
function propertyOf(bytes: Uint8Array): Property | undefined {
  let type: DataType | undefined;
  let raw: WireField | undefined;
  for (const field of readFields(bytes))
    if (field.field === 1) type = typeOf(integer(field));
    else if (field.field === 2 && integer(field) !== 0n) return null;
    else if (field.field >= 3) raw = field;
  if (!raw || raw.field > 8) return undefined;
  // The values of a property are numbered as those of a metric, seven lower.
  const value = valueOf({ ...raw, field: raw.field + 7 }, type);
  return value instanceof Uint8Array ? undefined : value;
}

function typeOf(code: bigint): DataType {
  return dataTypes[Number(code)] ?? 'Unknown';
}

function integer(field: WireField): bigint {
  if (field.wire !== 'varint') throw new WireProblem('has a field of another type than Sparkplug gives it');
  return field.value;
}

function chunk(field: WireField): Uint8Array {
  return bytesOf(field, 'bytes');
}

function bytesOf(field: WireField, wire: WireField['wire']): Uint8Array {
  if (field.wire === 'varint' || field.wire !== wire)
    throw new WireProblem('has a field of another type than Sparkplug gives it');
  return field.bytes;
}

const strict = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

function text(field: WireField): string {
  try {
    return strict.decode(chunk(field));
  } catch (problem) {
    if (problem instanceof WireProblem) throw problem;
    throw new WireProblem('holds text that is not UTF-8');
  }
}

function view(bytes: Uint8Array): DataView {
  return new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
}

function float(field: WireField): number {
  return view(bytesOf(field, 'fixed32')).getFloat32(0, true);
}

function double(field: WireField): number {
  return view(bytesOf(field, 'fixed64')).getFloat64(0, true);
}

import { dataTypes, type DataType, type Metric, type Payload } from './payload';
import { createWireWriter, type WireWriter } from './wire';

/**
 * Encodes a payload as Sparkplug B 3.0 writes it: fields in the order of their numbers.
 * @throws Error where a metric's value does not fit its type
 */
export function encodePayload({ timestamp, metrics, seq, uuid }: Payload): Uint8Array {
  const out = createWireWriter();
  if (timestamp !== undefined) out.varint(1, timestamp);
  for (const metric of metrics) out.bytes(2, metricBytes(metric));
  if (seq !== undefined) out.varint(3, seq);
  if (uuid !== undefined) out.text(4, uuid);
  return out.done();
}

function metricBytes(metric: Metric): Uint8Array {
  const { name, alias, timestamp, type, historical, transient, properties } = metric;
  const out = createWireWriter();
  if (name !== undefined) out.text(1, name);
  if (alias !== undefined) out.varint(2, alias);
  if (timestamp !== undefined) out.varint(3, timestamp);
  if (type !== undefined) out.varint(4, dataTypes.indexOf(type));
  if (historical) out.varint(5, 1);
  if (transient) out.varint(6, 1);
  if (metric.value === null) out.varint(7, 1);
  if (properties) out.bytes(9, propertyBytes(properties));
  writeValue(out, metric);
  return out.done();
}

function writeValue(out: WireWriter, { name, type, value }: Metric): void {
  if (value === undefined || value === null) return;
  if (typeof value === 'boolean') return out.varint(14, value ? 1 : 0);
  if (typeof value === 'string') return out.text(15, value);
  if (value instanceof Uint8Array) return out.bytes(16, value);
  if (type === 'Float') return out.float(12, Number(value));
  if (type === 'Double') return out.double(13, Number(value));
  if (longTypes.has(type)) return out.varint(11, value);
  if (shortTypes.has(type)) return out.varint(10, BigInt.asUintN(32, BigInt(value)));
  throw new Error(`${name ?? 'A metric'} of type ${type ?? 'none'} cannot hold a number`);
}

const longTypes: ReadonlySet<DataType | undefined> = new Set(['Int64', 'UInt64', 'DateTime'] as const);
const shortTypes: ReadonlySet<DataType | undefined> = new Set([
  'Int8',
  'Int16',
  'Int32',
  'UInt8',
  'UInt16',
  'UInt32',
] as const);

/** Whole numbers as Int32, others as Double. */
function propertyBytes(properties: NonNullable<Metric['properties']>): Uint8Array {
  const out = createWireWriter();
  for (const key of Object.keys(properties)) out.text(1, key);
  for (const value of Object.values(properties)) {
    const one = createWireWriter();
    if (value === null) one.varint(2, 1);
    else if (typeof value === 'string') {
      one.varint(1, dataTypes.indexOf('String'));
      one.text(8, value);
    } else if (typeof value === 'boolean') {
      one.varint(1, dataTypes.indexOf('Boolean'));
      one.varint(7, value ? 1 : 0);
    } else if (typeof value === 'number' && !Number.isInteger(value)) {
      one.varint(1, dataTypes.indexOf('Double'));
      one.double(6, value);
    } else {
      one.varint(1, dataTypes.indexOf('Int32'));
      one.varint(3, BigInt.asUintN(32, BigInt(value)));
    }
    out.bytes(2, one.done());
  }
  return out.done();
}

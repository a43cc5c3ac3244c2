/** Data types of Sparkplug B 3.0 (6.4.17), by their number. */
export const dataTypes = [
  'Unknown',
  'Int8',
  'Int16',
  'Int32',
  'Int64',
  'UInt8',
  'UInt16',
  'UInt32',
  'UInt64',
  'Float',
  'Double',
  'Boolean',
  'String',
  'DateTime',
  'Text',
  'UUID',
  'DataSet',
  'Bytes',
  'File',
  'Template',
  'PropertySet',
  'PropertySetList',
  'Int8Array',
  'Int16Array',
  'Int32Array',
  'Int64Array',
  'UInt8Array',
  'UInt16Array',
  'UInt32Array',
  'UInt64Array',
  'FloatArray',
  'DoubleArray',
  'BooleanArray',
  'StringArray',
  'DateTimeArray',
] as const;
export type DataType = (typeof dataTypes)[number];

/** 64-bit numbers and times stay exact as bigint; `null` is a metric that says it has no value. */
export type MetricValue = number | bigint | boolean | string | Uint8Array | null;

export interface Metric {
  readonly name?: string;
  readonly alias?: bigint;
  /** Epoch ms. */
  readonly timestamp?: number;
  /** Absent in many data messages: the birth told it. */
  readonly type?: DataType;
  readonly historical?: boolean;
  readonly transient?: boolean;
  /** Absent where the metric carries none that can be told without its type, or none at all. */
  readonly value?: MetricValue;
  /** Numbers and texts of the metric's property set by key; sets within sets are passed over. */
  readonly properties?: Readonly<Record<string, number | bigint | boolean | string | null>>;
  /** What the metric carries that a number cannot come of: shown to a person. */
  readonly unsupported?: 'dataset' | 'template' | 'extension';
}

export interface Payload {
  /** Epoch ms. */
  readonly timestamp?: number;
  readonly metrics: readonly Metric[];
  readonly seq?: number;
  readonly uuid?: string;
}

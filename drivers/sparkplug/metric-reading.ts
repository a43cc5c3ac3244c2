import { qualityLevel, qualityOf } from '../../src/shared/model/quality';
import type { Reading } from '../../src/shared/model/reading';
import { retyped } from './decode-payload';
import type { DataType, Metric, MetricValue } from './payload';

type Fault = NonNullable<Reading['fault']>;

/** What a birth said about a metric. */
export interface KnownMetric {
  readonly name: string;
  readonly type: DataType;
  readonly unit?: string;
}

export interface MetricPlace {
  readonly unitKey: string;
  readonly known: KnownMetric;
  /** Time of the payload, where the metric has none of its own. */
  readonly payloadTime: number | undefined;
  readonly seenTime: number;
  /** What the host itself holds against it. */
  readonly doubt: Fault | undefined;
}

/** The property of metrics that our own bridge adds: the code of our quality table. */
export const ownQualityProperty = 'btQuality';

/** A number's reading; undefined where the metric holds text or bytes: no channel is made of those. */
export function metricReading(metric: Metric, place: MetricPlace): Reading | undefined {
  const { known, payloadTime, seenTime } = place;
  const raw = metric.value === undefined ? null : retyped(metric.value, metric.type ?? known.type);
  const number = numberOf(raw);
  if (number === undefined) return undefined;
  const fault =
    qualityFault(metric.properties) ?? place.doubt ?? (number.exact ? undefined : 'uncertain-source');
  const unit = unitOf(metric.properties) ?? known.unit;
  return {
    unitKey: place.unitKey,
    tag: known.name,
    value: number.value,
    sourceTime: metric.timestamp ?? payloadTime ?? null,
    seenTime,
    ...(unit ? { unit } : {}),
    ...(fault ? { fault } : number.value === null ? { fault: 'not-a-number' as const } : {}),
  };
}

/** 64-bit numbers beyond 2^53 lose digits as a number: they are kept, and doubted. */
function numberOf(raw: MetricValue): { readonly value: number | null; readonly exact: boolean } | undefined {
  if (raw === null) return { value: null, exact: true };
  if (typeof raw === 'number') return { value: Number.isFinite(raw) ? raw : null, exact: true };
  if (typeof raw === 'bigint') return { value: Number(raw), exact: BigInt(Number(raw)) === raw };
  return typeof raw === 'boolean' ? { value: raw ? 1 : 0, exact: true } : undefined;
}

/** The unit symbol, as the property most edge nodes give it in. */
export function unitOf(properties: Metric['properties']): string | undefined {
  const unit = properties?.['engUnit'];
  return typeof unit === 'string' && unit !== '' ? unit : undefined;
}

const own = ['not-a-number', 'sensor-fault', 'uncertain-source', 'bad-source', 'check-function'] as const;

function qualityFault(properties: Metric['properties']): Fault | undefined {
  const ownCode = properties?.[ownQualityProperty];
  if (typeof ownCode === 'number') return ownFault(ownCode);
  const given = properties?.['Quality'];
  if (given === undefined || given === null) return undefined;
  return typeof given === 'number' ? sparkplugFault(given) : 'uncertain-source';
}

function ownFault(code: number): Fault | undefined {
  const { id } = qualityOf(code);
  const level = qualityLevel(code);
  return own.find((fault) => fault === id) ?? (level === 'good' ? undefined : `${level}-source`);
}

/** Sparkplug names 192 good, 0 bad and 500 stale; what lies between is read as OPC does. */
function sparkplugFault(given: number): Fault | undefined {
  const code = given >>> 0;
  if (code === staleQuality) return 'bad-source';
  if (code >= 0x40000000) return code >= 0x80000000 ? 'bad-source' : 'uncertain-source';
  if (code >= 192) return undefined;
  return code >= 64 ? 'uncertain-source' : 'bad-source';
}

const staleQuality = 500;

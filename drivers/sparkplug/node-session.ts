import type { Reading } from '../../src/shared/model/reading';
import type { RefusalKind } from '../driver';
import { isBatchMetric } from './batch-metrics';
import { metricReading, unitOf, type KnownMetric } from './metric-reading';
import type { Metric, Payload } from './payload';

/** What a birth declared of an edge node itself or of one of its devices. */
export interface Declared {
  readonly unitKey: string;
  readonly alive: boolean;
  readonly byName: ReadonlyMap<string, KnownMetric>;
  readonly byAlias: ReadonlyMap<bigint, KnownMetric>;
}

/** Metrics of one birth at most; further ones are not known. */
const mostMetrics = 20_000;

/** Metrics that steer the session or tell of the batch, and measure nothing. */
function isOfTheSession(name: string): boolean {
  return (
    name === 'bdSeq' ||
    name.startsWith('Node Control/') ||
    name.startsWith('Device Control/') ||
    isBatchMetric(name)
  );
}

/** Reads the declarations out of a birth. */
export function declare(unitKey: string, { metrics }: Payload): Declared {
  const byName = new Map<string, KnownMetric>();
  const byAlias = new Map<bigint, KnownMetric>();
  for (const { name, alias, type, properties } of metrics.slice(0, mostMetrics)) {
    if (name === undefined || isOfTheSession(name)) continue;
    const unit = unitOf(properties);
    const known: KnownMetric = { name, type: type ?? 'Unknown', ...(unit ? { unit } : {}) };
    byName.set(name, known);
    if (alias !== undefined) byAlias.set(alias, known);
  }
  return { unitKey, alive: true, byName, byAlias };
}

export interface MetricsRead {
  readonly readings: Reading[];
  readonly problem?: RefusalKind;
}

export interface ReadAs {
  readonly seenTime: number;
  /** True for a birth: what it says has no value yet was not measured as nothing. */
  readonly birth: boolean;
  readonly doubt?: Reading['fault'];
  /** Only metrics that had the same meaning before count. */
  readonly asBefore?: Declared | undefined;
}

/** The readings of a payload's metrics by what was declared; what cannot be told apart is refused, never guessed. */
export function readMetrics(declared: Declared, { metrics, timestamp }: Payload, how: ReadAs): MetricsRead {
  const readings: Reading[] = [];
  let problem: RefusalKind | undefined;
  for (const metric of metrics) {
    if (metric.transient || (metric.name !== undefined && isOfTheSession(metric.name))) continue;
    if (how.birth && (metric.value === null || metric.value === undefined) && !metric.unsupported) continue;
    const known = knownOf(declared, metric);
    if (metric.unsupported) problem ??= 'unsupported-type';
    else if (!known) problem ??= 'before-birth';
    else if (how.asBefore && knownOf(how.asBefore, metric)?.name !== known.name) problem ??= 'out-of-order';
    else {
      const place = { unitKey: declared.unitKey, known, payloadTime: timestamp, seenTime: how.seenTime };
      const reading = metricReading(metric, { ...place, doubt: how.doubt });
      if (reading) readings.push(reading);
    }
  }
  return problem ? { readings, problem } : { readings };
}

/** A metric that names itself and its type needs no birth; an alias always does. */
function knownOf({ byName, byAlias }: Declared, { name, alias, type }: Metric): KnownMetric | undefined {
  if (name === undefined) return alias === undefined ? undefined : byAlias.get(alias);
  return byName.get(name) ?? (type === undefined ? undefined : { name, type });
}

/** What becomes of everything declared when its source is gone: nothing measured, and the source says so. */
export function readingsOfDeath(
  { unitKey, byName }: Declared,
  diedAt: number | null,
  seenTime: number,
): Reading[] {
  const numeric = [...byName.values()].filter(({ type }) => !textTypes.has(type));
  return numeric.map(({ name }) => ({
    unitKey,
    tag: name,
    value: null,
    sourceTime: diedAt,
    seenTime,
    fault: 'bad-source' as const,
  }));
}

const textTypes: ReadonlySet<KnownMetric['type']> = new Set([
  'String',
  'Text',
  'UUID',
  'Bytes',
  'File',
  'DataSet',
  'Template',
] as const);

import type { BatchAnnouncement } from '../driver';
import type { Metric, Payload } from './payload';

/** What our own edge nodes say of the batch on a device, in its birth. */
const [idName, nameName, beginName, endName, simulatedName] = [
  'Batch/Id',
  'Batch/Name',
  'Batch/InoculatedAt',
  'Batch/EndedAt',
  'Properties/Simulated',
] as const;

/** @returns undefined where the birth tells of no batch */
export function batchIn(unitKey: string, { metrics }: Payload): BatchAnnouncement | undefined {
  const value = (name: string): Metric['value'] => metrics.find((metric) => metric.name === name)?.value;
  const [id, begun, ended, name] = [value(idName), value(beginName), value(endName), value(nameName)];
  if (typeof id !== 'string' || id === '' || id.length > 80 || typeof begun !== 'bigint') return undefined;
  return {
    unitKey,
    batchId: id,
    name: (typeof name === 'string' && name !== '' ? name : id).slice(0, 80),
    inoculatedAt: Number(begun),
    endedAt: typeof ended === 'bigint' ? Number(ended) : null,
    simulated: value(simulatedName) === true,
  };
}

/** The metrics that {@link batchIn} reads. */
export function batchMetrics(
  batch: Pick<BatchAnnouncement, 'batchId' | 'name' | 'inoculatedAt' | 'endedAt'> | undefined,
  simulated: boolean,
): Metric[] {
  const told: Metric = { name: simulatedName, type: 'Boolean', value: simulated };
  if (!batch) return [told];
  return [
    told,
    { name: idName, type: 'String', value: batch.batchId },
    { name: nameName, type: 'String', value: batch.name },
    { name: beginName, type: 'DateTime', value: BigInt(batch.inoculatedAt) },
    { name: endName, type: 'DateTime', value: batch.endedAt === null ? null : BigInt(batch.endedAt) },
  ];
}

/** True for metrics that tell of the batch and are no measurement. */
export function isBatchMetric(name: string): boolean {
  return name.startsWith('Batch/') || name === simulatedName;
}

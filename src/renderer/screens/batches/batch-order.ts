import type { BatchSummary } from '../../../shared/contract/units';
import type { FactsById } from './use-batch-facts';

/** What the list can be sorted by. */
export type OrderKey =
  'name' | 'unit' | 'started' | 'duration' | 'state' | 'verdict' | 'quality' | 'size' | 'samples';

export interface BatchOrder {
  readonly by: OrderKey;
  readonly falling: boolean;
}

export const newestFirst: BatchOrder = { by: 'started', falling: true };

/** The same column again turns the order round; numbers and times begin with the largest. */
export function nextOrder(order: BatchOrder, by: OrderKey): BatchOrder {
  if (order.by === by) return { by, falling: !order.falling };
  return { by, falling: !['name', 'unit', 'state', 'verdict'].includes(by) };
}

/** Batches in order; what is not known comes last, whichever way round. */
export function ordered(
  batches: readonly BatchSummary[],
  { by, falling }: BatchOrder,
  facts: FactsById,
  now: number,
): BatchSummary[] {
  const valueOf = (batch: BatchSummary): string | number | null => {
    const known = facts.get(batch.id);
    const values: Record<OrderKey, () => string | number | null> = {
      name: () => batch.name,
      unit: () => batch.unitName,
      started: () => batch.inoculatedAt,
      duration: () => (batch.endedAt ?? batch.plantNow ?? now) - batch.inoculatedAt,
      state: () => (batch.endedAt === null ? 'running' : (known?.state ?? 'ended')),
      verdict: () => known?.verdict ?? null,
      quality: () => known?.qualityPct ?? null,
      size: () => known?.bytes ?? null,
      samples: () => batch.samples,
    };
    return values[by]();
  };
  const compared = (a: string | number, b: string | number): number =>
    typeof a === 'number' && typeof b === 'number'
      ? a - b
      : String(a).localeCompare(String(b), 'en', { numeric: true });
  return batches.toSorted((one, other) => {
    const [a, b] = [valueOf(one), valueOf(other)];
    if (a === null || b === null) return (a === null ? 1 : 0) - (b === null ? 1 : 0);
    return falling ? compared(b, a) : compared(a, b);
  });
}

import type { Batch } from '../../../shared/model/process-unit';
import { tr } from '../../strings/translate';

/** The stretches offered for a unit. */
export const availabilityWindows = [
  { id: 'batch', words: tr('Batch'), spanMs: null },
  { id: '24h', words: '24 h', spanMs: 86_400_000 },
  { id: '7d', words: tr('7 days'), spanMs: 7 * 86_400_000 },
  { id: '30d', words: tr('30 days'), spanMs: 30 * 86_400_000 },
] as const;

/** What the page asks for: a batch by its id, or a unit's last so many ms. */
export type AvailabilityChoice =
  | { readonly kind: 'batch'; readonly batchId: Batch['id'] }
  | { readonly kind: 'last'; readonly unitId: Batch['unitId']; readonly spanMs: number };

/** The choice an address stands for; the batch where there is one, else the last day. */
export function choiceFor(
  unitId: Batch['unitId'],
  window: string | null,
  batchId: string | null,
  batches: readonly Batch[],
): AvailabilityChoice {
  const span = availabilityWindows.find(({ id }) => id === window)?.spanMs;
  if (span) return { kind: 'last', unitId, spanMs: span };
  const batch = batches.find(({ id }) => id === batchId) ?? batches[0];
  return batch ? { kind: 'batch', batchId: batch.id } : { kind: 'last', unitId, spanMs: 86_400_000 };
}

import type { BatchSummary } from '../../../shared/contract/units';

export interface BatchFilter {
  readonly words: string;
  readonly unit: string | null;
  readonly state: 'all' | 'running' | 'ended';
  readonly role: string | null;
}

export const noFilter: BatchFilter = { words: '', unit: null, state: 'all', role: null };

/** The batches that fit: every word typed is somewhere in name, id, unit, campaign, role or design. */
export function filtered(batches: readonly BatchSummary[], filter: BatchFilter): BatchSummary[] {
  const words = filter.words.toLowerCase().split(/\s+/).filter(Boolean);
  return batches.filter((batch) => {
    if (filter.unit !== null && batch.unitId !== filter.unit) return false;
    if (filter.state !== 'all' && (batch.endedAt === null) !== (filter.state === 'running')) return false;
    if (filter.role !== null && batch.role !== filter.role) return false;
    const { name, id, unitName, campaign, role, design } = batch;
    const text = [name, id, unitName, campaign, role, design].join(' ').toLowerCase();
    return words.every((word) => text.includes(word));
  });
}

/** What a choice offers: every value that occurs, in order. */
export function occurring(
  batches: readonly BatchSummary[],
  pick: (batch: BatchSummary) => readonly [string, string] | null,
): { value: string; label: string }[] {
  const found = new Map(batches.flatMap((batch) => [pick(batch)].filter((pair) => pair !== null)));
  return [...found]
    .map(([value, label]) => ({ value, label }))
    .toSorted((a, b) => a.label.localeCompare(b.label, 'en', { numeric: true }));
}

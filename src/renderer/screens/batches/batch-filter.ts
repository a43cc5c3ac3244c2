import type { BatchSummary } from '../../../shared/contract/units';
import type { FactsById } from './use-batch-facts';

export interface BatchFilter {
  readonly words: string;
  readonly unit: string | null;
  readonly state: 'all' | 'running' | 'ended';
  readonly role: string | null;
  /** A strain, medium or product. */
  readonly about: string | null;
  readonly verdict: string | null;
  readonly quality: 'all' | 'good' | 'poor';
  /** Days as a date field gives them, `2026-11-21`; empty for any. Both are included. */
  readonly from: string;
  readonly to: string;
}

export const noFilter: BatchFilter = {
  words: '',
  unit: null,
  state: 'all',
  role: null,
  about: null,
  verdict: null,
  quality: 'all',
  from: '',
  to: '',
};

/** From here on the data of a batch are called complete, % good of those that were due. */
export const goodFromPct = 99;

const noFacts: FactsById = new Map();

/** The batches that fit: every word typed is somewhere in name, id, unit, campaign, role, design, strain or medium. */
export function filtered(
  batches: readonly BatchSummary[],
  filter: BatchFilter,
  facts: FactsById = noFacts,
): BatchSummary[] {
  const words = filter.words.toLowerCase().split(/\s+/).filter(Boolean);
  return batches.filter((batch) => {
    if (filter.unit !== null && batch.unitId !== filter.unit) return false;
    if (filter.state !== 'all' && (batch.endedAt === null) !== (filter.state === 'running')) return false;
    if (filter.role !== null && batch.role !== filter.role) return false;
    if (!isWithin(batch.inoculatedAt, filter)) return false;
    const known = facts.get(batch.id);
    const papers = [known?.organism, known?.medium, known?.process];
    if (filter.about !== null && !papers.includes(filter.about)) return false;
    if (filter.verdict !== null && known?.verdict !== filter.verdict) return false;
    if (filter.quality !== 'all') {
      const pct = known?.qualityPct ?? null;
      if (pct === null || pct >= goodFromPct !== (filter.quality === 'good')) return false;
    }
    const { name, id, unitName, campaign, role, design } = batch;
    const text = [name, id, unitName, campaign, role, design, ...papers].join(' ').toLowerCase();
    return words.every((word) => text.includes(word));
  });
}

/** Begun on one of the days, in the zone of the window. */
function isWithin(inoculatedAt: number, { from, to }: BatchFilter): boolean {
  if (from !== '' && inoculatedAt < dayOf(from)) return false;
  return to === '' || inoculatedAt < dayOf(to) + 86_400_000;
}

function dayOf(day: string): number {
  const at = new Date(`${day}T00:00:00`).getTime();
  return Number.isNaN(at) ? 0 : at;
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

/** Every strain, medium and product that occurs. */
export function occurringPapers(facts: FactsById): string[] {
  const all = [...facts.values()].flatMap(({ organism, medium, process }) => [organism, medium, process]);
  return [...new Set(all.filter((words) => words !== null))].toSorted((a, b) => a.localeCompare(b, 'en'));
}

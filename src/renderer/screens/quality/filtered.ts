import { duesOf } from '../../../shared/model/quality/clocks';
import type { QualityItem } from '../../../shared/model/quality/item';
import type { QualityKind } from '../../../shared/model/quality/machine';
import { machines, stateOf } from '../../../shared/model/quality/machines';
import { titleOf } from './quality-words';

export interface QualityFilter {
  readonly kind: QualityKind | 'all';
  readonly show: 'open' | 'overdue' | 'sign' | 'all';
  readonly words: string;
}

/** Items that fit; those overdue first, the longest overdue at the top, then in the order given. */
export function filtered(items: readonly QualityItem[], filter: QualityFilter, now: number): QualityItem[] {
  const words = filter.words.trim().toLowerCase();
  return items
    .filter(({ kind }) => filter.kind === 'all' || kind === filter.kind)
    .filter((item) => isShown(item, filter.show, now))
    .filter((item) => words === '' || textOf(item).includes(words))
    .toSorted((a, b) => before(overdueSince(a, now), overdueSince(b, now)));
}

function isShown(item: QualityItem, show: QualityFilter['show'], now: number): boolean {
  switch (show) {
    case 'all':
      return true;
    case 'sign':
      return item.pending !== null;
    case 'overdue':
      return isOverdue(item, now);
    case 'open':
      // What is in force has nothing left to do, unless its time is over.
      return (!stateOf(machines[item.kind], item.state).final && !isSettled(item)) || isOverdue(item, now);
    default:
      return show satisfies never;
  }
}

const settled: ReadonlySet<string> = new Set(['training qualified', 'procedure effective']);

function isSettled({ kind, state, pending }: QualityItem): boolean {
  return pending === null && settled.has(`${kind} ${state}`);
}

function isOverdue(item: QualityItem, now: number): boolean {
  return overdueSince(item, now) < Infinity;
}

function overdueSince(item: QualityItem, now: number): number {
  const [due] = duesOf(item);
  return due && due.at < now ? due.at : Infinity;
}

function textOf(item: QualityItem): string {
  return `${item.id} ${titleOf(item)} ${item.batchId ?? ''} ${item.unitId ?? ''}`.toLowerCase();
}

function before(a: number, b: number): number {
  return a === b ? 0 : a - b;
}

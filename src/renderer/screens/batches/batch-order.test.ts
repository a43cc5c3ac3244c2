import { expect, it } from 'vitest';
import { batchSummarySchema, type BatchSummary } from '../../../shared/contract/units';
import { newestFirst, nextOrder, ordered } from './batch-order';
import type { FactsById } from './use-batch-facts';

const batch = (id: string, inoculatedAt: number, endedAt: number | null): BatchSummary =>
  batchSummarySchema.parse({
    id,
    unitId: 'R1',
    unitName: 'Reactor 1',
    name: `Batch ${id}`,
    inoculatedAt,
    endedAt,
    simulated: true,
    role: null,
    campaign: null,
    design: null,
    samples: 0,
    notes: 0,
    plantNow: null,
  });
const all = [batch('2', 10, 20), batch('10', 30, 90), batch('1', 20, null)];
const facts = new Map([
  ['10', { qualityPct: 98 }],
  ['2', { qualityPct: 100 }],
]) as unknown as FactsById;
const ids = (by: Parameters<typeof nextOrder>[1], falling: boolean): string =>
  ordered(all, { by, falling }, facts, 100)
    .map(({ id }) => id)
    .join(' ');

it('sorts names as people count, times by length, and puts what is not known last either way', () => {
  expect([ids('name', false), ids('started', true), ids('duration', true)]).toEqual([
    '1 2 10',
    '10 1 2',
    '1 10 2',
  ]);
  expect([ids('quality', false), ids('quality', true)]).toEqual(['10 2 1', '2 10 1']);
});

it('turns round on the second click, and begins with what is asked most', () => {
  const byName = nextOrder(newestFirst, 'name');
  expect([byName.falling, nextOrder(byName, 'name').falling, nextOrder(byName, 'size').falling]).toEqual([
    false,
    true,
    true,
  ]);
});

import { expect, it } from 'vitest';
import { batchSummarySchema, type BatchSummary } from '../../../shared/contract/units';
import { filtered, noFilter, occurring } from './batch-filter';

const batch = (id: string, change: Partial<BatchSummary> = {}): BatchSummary =>
  batchSummarySchema.parse({
    id,
    unitId: 'R1',
    unitName: 'Reactor 1',
    name: `Batch ${id}`,
    inoculatedAt: 0,
    endedAt: 1,
    simulated: true,
    role: null,
    campaign: null,
    design: null,
    samples: 0,
    notes: 0,
    plantNow: null,
    ...change,
  });
const all = [
  batch('a', { role: 'hold-out', design: 'Glycerol 30 g/L', campaign: 'Spring' }),
  batch('b', { endedAt: null }),
  batch('c', { unitId: batch('x').unitId, unitName: 'Other', role: 'training' }),
];
const ids = (filter: Partial<typeof noFilter>): string =>
  filtered(all, { ...noFilter, ...filter })
    .map(({ id }) => id)
    .join('');

it('finds by all words wherever they stand, by state and by role', () => {
  expect([ids({}), ids({ words: 'SPRING glycerol' }), ids({ words: 'spring methanol' })]).toEqual([
    'abc',
    'a',
    '',
  ]);
  expect([ids({ state: 'running' }), ids({ state: 'ended', role: 'training' }), ids({ unit: 'R9' })]).toEqual(
    ['b', 'c', ''],
  );
});

it('offers each role once', () => {
  expect(
    occurring([...all, ...all], ({ role }) => (role === null ? null : [role, role])).map(
      ({ value }) => value,
    ),
  ).toEqual(['hold-out', 'training']);
});

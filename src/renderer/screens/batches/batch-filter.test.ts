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

it('finds by verdict, data and day, and by what a batch is of once that is known', () => {
  const facts = new Map([
    ['a', { verdict: 'released', qualityPct: 99.9, organism: 'X-33', medium: null, process: null }],
    ['b', { verdict: 'open', qualityPct: 80, organism: null, medium: 'BSM', process: null }],
  ]) as unknown as Parameters<typeof filtered>[2];
  const found = (filter: Partial<typeof noFilter>): string =>
    filtered(all, { ...noFilter, ...filter }, facts)
      .map(({ id }) => id)
      .join('');
  expect([found({ verdict: 'released' }), found({ quality: 'poor' }), found({ about: 'BSM' })]).toEqual([
    'a',
    'b',
    'b',
  ]);
  expect([found({ words: 'x-33' }), found({ from: '1969-12-30', to: '1970-01-02' })]).toEqual(['a', 'abc']);
  expect(found({ from: '1970-01-03' })).toBe('');
});

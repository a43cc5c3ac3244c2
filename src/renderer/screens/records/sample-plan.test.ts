import { expect, it } from 'vitest';
import type { KeptRecord } from '../../../shared/model/records/record';
import { samplePlan } from './sample-plan';

const hour = 3_600_000;
const t0 = Date.UTC(2026, 2, 4);
const recipe = { samplesPlannedH: [0, 2, 4, 24], sampleToleranceMin: 15 };
const sample = (plannedH: number, status = 'submitted') =>
  ({ kind: 'sample', status, body: { plannedH } }) as unknown as KeptRecord;
const states = (records: readonly KeptRecord[], ageH: number, endedAt: number | null = null) =>
  samplePlan(recipe, records, { t0, endedAt, now: t0 + ageH * hour }).map(({ state }) => state);

it('says of each planned sample whether it is drawn, due, late or to come', () => {
  expect(states([sample(0)], 1.7)).toEqual(['drawn', 'later', 'later', 'later']);
  expect(states([sample(0)], 1.76)).toEqual(['drawn', 'due', 'later', 'later']);
  expect(states([sample(0)], 2.3)).toEqual(['drawn', 'overdue', 'later', 'later']);
  expect(states([sample(0)], 3.9)).toEqual(['drawn', 'overdue', 'due', 'later']);
  // Nobody can enter it any more.
  expect(states([sample(0)], 4.1)).toEqual(['drawn', 'missed', 'due', 'later']);
  expect(states([sample(0, 'voided')], 0.1)).toEqual(['due', 'later', 'later', 'later']);
});

it('takes the end of the batch for the last one, and knows nothing before inoculation', () => {
  const endedAt = t0 + 20 * hour;
  expect(states([sample(0), sample(4)], 20.1, endedAt)).toEqual(['drawn', 'missed', 'drawn', 'due']);
  expect(samplePlan(recipe, [], { t0: null, endedAt: null, now: t0 }).map(({ dueAt }) => dueAt)).toEqual([
    null,
    null,
    null,
    null,
  ]);
});

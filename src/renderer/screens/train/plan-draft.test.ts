import { expect, test } from 'vitest';
import type { TrainingBatch } from '../../../shared/contract/training';
import type { BatchId, UnitId } from '../../../shared/model/identity';
import { byRole, draftProblem, firstDraft, usedAs, withScale, withUse } from './plan-draft';

const batch = (id: string, role: string, scale: '1L' | '15L' = '15L', n = 12): TrainingBatch => ({
  id: id as BatchId,
  name: id,
  unitId: 'R-1' as UnitId,
  scale,
  simulated: true,
  inoculatedAt: 0,
  endedAt: 1,
  role,
  design: '',
  samples: { OD600: n, DCW: 0 },
});

const batches = [
  batch('a', 'training'),
  batch('b', ''),
  batch('c', 'hold-out'),
  batch('d', 'training', '1L'),
  batch('e', 'training', '15L', 0),
  batch('f', 'clean'),
  batch('g', 'contaminated'),
];
const [a = batch('', ''), , c = a] = batches;

test('roles of the campaign are taken over, of fitting batches with samples alone', () => {
  const { training, holdOut } = byRole(firstDraft(), batches);
  expect({ training, holdOut }).toEqual({ training: ['a', 'b', 'f'], holdOut: ['c'] });
});

test('a sealed batch cannot be put into training, and no batch is in two parts', () => {
  const once = withUse(firstDraft(), c, 'training');
  expect(once.training).toEqual([]);
  const moved = withUse(withUse(once, a, 'training'), a, 'hold-out');
  expect([moved.training, moved.holdOut, usedAs(moved, a.id)]).toEqual([[], ['a'], 'hold-out']);
});

test('another vessel drops what does not fit; a draft says what it lacks', () => {
  const draft = withScale(byRole(firstDraft(), batches), '1L', batches);
  expect([draft.training, draft.holdOut]).toEqual([[], []]);
  expect(draftProblem(draft)).toBe('Choose the batches to train on');
  expect(draftProblem(withUse(draft, a, 'training'))).toBeNull();
  expect(firstDraft([batch('x', '', '1L')])).toMatchObject({ scale: '1L', name: 'od600-1l' });
  expect(draftProblem({ ...withUse(draft, a, 'training'), name: 'Not A Name' })).toMatch(/lower-case/);
});

import { expect, it } from 'vitest';
import type { BatchNote, BatchNoteBody } from '../../shared/model/batch-note';
import { batchIdSchema } from '../../shared/model/identity';
import { notedFacts } from './read-notes';

const hour = 3_600_000;
const noteOf = (id: number, body: BatchNoteBody, replacedBy: number | null = null): BatchNote => ({
  ...body,
  id,
  batchId: batchIdSchema.parse('B1'),
  source: 'hand',
  enteredAt: body.at,
  enteredBy: 'operator',
  replaces: null,
  reason: null,
  replacedBy,
});

it('takes the samples that hold for withdrawals, and what was done for what it explains', () => {
  const { withdrawals, happenings } = notedFacts([
    noteOf(4, { kind: 'sample', at: 3 * hour, volumeMl: 12, words: '' }),
    noteOf(1, { kind: 'sample', at: hour, volumeMl: 100, words: '' }, 2),
    noteOf(2, { kind: 'sample', at: hour, volumeMl: 10, words: '' }),
    noteOf(3, { kind: 'sample', at: 2 * hour, volumeMl: 0, words: 'plate only' }),
    noteOf(5, { kind: 'event', at: 4 * hour, eventKind: 'addition', words: '2 mL of anti-foam' }),
    noteOf(6, { kind: 'event', at: 5 * hour, eventKind: 'struck-out', words: 'antifoam: wrong vessel' }),
    noteOf(7, { kind: 'event', at: 6 * hour, eventKind: 'observation', words: 'Smells of banana' }),
    noteOf(8, { kind: 'media', at: 0, recipe: 'BSM', components: [], words: '' }),
  ]);
  expect(withdrawals).toEqual([
    { t: hour, volumeL: 0.01 },
    { t: 3 * hour, volumeL: 0.012 },
  ]);
  expect(happenings.map(({ t, kind, words }) => [t / hour, kind, words])).toEqual([
    [1, 'sample', 'Sample of 10.0 mL'],
    [2, 'sample', 'Sample of 0.0 mL'],
    [3, 'sample', 'Sample of 12.0 mL'],
    [4, 'antifoam', '2 mL of anti-foam'],
  ]);
});

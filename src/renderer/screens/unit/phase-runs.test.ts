import { expect, it } from 'vitest';
import { batchNoteSchema } from '../../../shared/model/batch-note';
import { runsOfCodes, runsOfNotes } from './phase-runs';

it('joins equal codes, passes over what is not known, and ends with the batch', () => {
  expect(runsOfCodes([0, 10, 20, 30, 40], [0, 1, Number.NaN, 1, 2], 50)).toEqual([
    { phase: 'lag', from: 10, to: 40 },
    { phase: 'batch', from: 40, to: 50 },
  ]);
});

it('takes phases from the events of a batch that hold', () => {
  const note = (id: number, at: number, name: string, replacedBy: number | null = null) =>
    batchNoteSchema.parse({
      id,
      at,
      name,
      replacedBy,
      batchId: 'b',
      kind: 'event',
      eventKind: 'phase',
      words: '',
      source: 's',
      enteredAt: 1,
      enteredBy: 'import',
      replaces: null,
      reason: null,
    });
  expect(runsOfNotes([note(1, 0, 'lag'), note(2, 5, 'meoh', 9), note(3, 10, 'batch')], 20)).toEqual([
    { phase: 'lag', from: 0, to: 10 },
    { phase: 'batch', from: 10, to: 20 },
  ]);
});

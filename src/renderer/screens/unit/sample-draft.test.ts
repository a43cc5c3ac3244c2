import { expect, it } from 'vitest';
import type { SampleNote } from '../../../shared/model/batch-note';
import { draftOf, emptyDraft, noteFrom } from './sample-draft';

const now = new Date(2026, 3, 1, 12, 0).getTime();
const facts = { batch: { inoculatedAt: now - 7_200_000, endedAt: null }, now, brothL: 1 };
const at = now - 3_600_000;

it('takes a decimal comma and computes OD600 from reading and dilution', () => {
  const draft = { ...emptyDraft(at), volumeMl: '12,5', od600Reading: '0,408', dilution: '50', words: 'Foam' };
  expect(noteFrom(draft, facts)).toEqual({
    note: {
      kind: 'sample',
      at,
      volumeMl: 12.5,
      od600Reading: 0.408,
      dilution: 50,
      od600: 20.4,
      words: 'Foam',
    },
    problem: null,
  });
});

it.each([
  [{ volumeMl: '' }, 'volumeMl'],
  [{ od600: 'twelve' }, 'od600'],
  [{ od600: '-1' }, 'od600'],
  [{ at: '' }, 'at'],
  [{ volumeMl: '2000' }, 'volumeMl'],
])('names the field of %o', (change, field) => {
  expect(noteFrom({ ...emptyDraft(at), ...change }, facts).problem?.field).toBe(field);
});

it('a correction keeps seconds and number of what was not touched', () => {
  const before: SampleNote = { kind: 'sample', at: at + 17_000, volumeMl: 10, number: 3, words: '' };
  expect(noteFrom({ ...draftOf(before), volumeMl: '15' }, facts, before)).toMatchObject({
    note: { at: at + 17_000, number: 3, volumeMl: 15 },
  });
});

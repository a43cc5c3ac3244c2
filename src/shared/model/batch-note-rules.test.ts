import { expect, it } from 'vitest';
import { batchNoteBodySchema, od600Of, type SampleNote } from './batch-note';
import { noteProblem } from './batch-note-rules';

const hour = 3_600_000;
const running = { batch: { inoculatedAt: 10 * hour, endedAt: null }, now: 20 * hour, brothL: 1 };
const ended = { ...running, batch: { inoculatedAt: 10 * hour, endedAt: 15 * hour } };
const sample = (change: Partial<SampleNote> = {}): SampleNote => ({
  kind: 'sample',
  at: 12 * hour,
  volumeMl: 10,
  words: '',
  ...change,
});

it.each([
  ['a plain withdrawal', sample(), null],
  ['one drawn in the minute of inoculation', sample({ at: 10 * hour - 59_000 }), null],
  ['one before inoculation', sample({ at: 9 * hour }), 'before inoculation'],
  ['one in the future', sample({ at: 20 * hour + 61_000 }), 'in the future'],
  ['more than the broth', sample({ volumeMl: 1001 }), 'more than the broth in the vessel (1000 mL)'],
  ['a rounded OD600', sample({ od600Reading: 0.452, dilution: 50, od600: 22.6 }), null],
  [
    'an OD600 that contradicts its reading',
    sample({ od600Reading: 0.5, dilution: 10, od600: 50 }),
    'gives 5',
  ],
  ['a result before its sample', sample({ dcwGL: 3, dcwResultAt: 11 * hour }), 'before the sample was drawn'],
  ['a result of the future', sample({ dcwGL: 3, dcwResultAt: 30 * hour }), 'lies in the future'],
  ['a time without its result', sample({ dcwResultAt: 13 * hour }), 'Enter the dry cell weight'],
  ['an event before inoculation', { kind: 'event', at: hour, eventKind: 'x', words: 'x' } as const, null],
])('judges %s', (_, note, words) => {
  const problem = noteProblem(note, running);
  if (words === null) expect(problem).toBeNull();
  else expect(problem?.words).toContain(words);
});

it('refuses a sample after the end, and leaves an event there', () => {
  expect(noteProblem(sample({ at: 16 * hour }), ended)?.words).toContain('The batch had ended');
  expect(noteProblem({ kind: 'event', at: 16 * hour, eventKind: 'x', words: 'Harvested' }, ended)).toBeNull();
});

it('takes no negative figures, and computes OD600 where it is not given', () => {
  expect(batchNoteBodySchema.safeParse(sample({ od600: -1 })).success).toBe(false);
  expect(batchNoteBodySchema.safeParse(sample({ volumeMl: -1 })).success).toBe(false);
  expect([od600Of({ od600Reading: 0.4, dilution: 50 }), od600Of({ od600Reading: 0.4 }), od600Of({})]).toEqual(
    [20, 0.4, undefined],
  );
});

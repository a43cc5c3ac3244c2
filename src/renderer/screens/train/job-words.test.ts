import { expect, test } from 'vitest';
import { jobSteps } from './job-words';
import { firstDraft } from './plan-draft';

test('a job goes through its phases; a search stands among them only where one was asked for', () => {
  const plan = firstDraft();
  const at = (state: Parameters<typeof jobSteps>[0]['state'], tuned = false): string =>
    jobSteps({ state, plan: { ...plan, tuning: tuned ? { trials: 3, minutes: null } : null } })
      .map((step) => step.at.charAt(0))
      .join('');
  expect(at('queued')).toBe('aaaaaa');
  expect(at('training')).toBe('bbbnaa');
  expect(at('tuning', true)).toBe('bbnaaaa');
  expect(at('done')).toBe('bbbbbb');
  expect(at('failed')).toBe('aaaaaa');
});

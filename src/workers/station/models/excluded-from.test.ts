import { expect, it } from 'vitest';
import { batchIdSchema } from '../../../shared/model/identity';
import { excludedFrom } from './excluded-from';

const [a, b, c] = ['A', 'B', 'C'].map((id) => batchIdSchema.parse(id));

it('a batch that a deviation keeps from training is refused in training and hold-out alike, with its number', () => {
  const plan = { training: [a!, b!], holdOut: [c!] };
  expect(excludedFrom(plan, [])).toEqual([]);
  expect(excludedFrom(plan, [{ batchId: b!, id: 'DEV-2026-001' }, { batchId: c!, id: 'DEV-2026-002' }])).toEqual([
    { severity: 'refused', field: 'training', words: 'B is kept from training by DEV-2026-001: leave it out' },
    { severity: 'refused', field: 'holdOut', words: 'C is kept from training by DEV-2026-002: leave it out' },
  ]);
});

import { expect, test } from 'vitest';
import { qualityCode } from '../../../shared/model/quality';
import { numberText, valueLook } from './value-look';

const channel = { name: 'pH', unit: '', range: { low: 3, high: 8 }, cadenceMs: 1000 };
const now = 1_000_000;
const at = (ageMs: number, value: number | null, quality = 0) => ({
  t: now,
  seenAt: now - ageMs,
  value,
  quality,
});

test.each([
  ['good', at(500, 5.004), { text: '5.00', state: 'good', mark: '', position: 0.4008 }],
  [
    'uncertain',
    at(500, 9, qualityCode('above-range')),
    { text: '9.00', state: 'uncertain', mark: 'U', position: 1 },
  ],
  ['bad', at(500, null, qualityCode('not-a-number')), { text: '–', state: 'bad', mark: 'B', position: null }],
  [
    'stale before uncertain',
    at(5000, 9, qualityCode('stuck')),
    { text: '9.00', state: 'stale', mark: 'S', position: 1 },
  ],
  ['lost', at(31_000, 5.5), { text: '5.50', state: 'lost', mark: 'L', position: 0.5 }],
  ['never', undefined, { text: '–', state: 'never', mark: '', position: null }],
])('%s', (_, sample, expected) => {
  const { title, position, ...look } = valueLook(channel, sample, now, 2);
  expect({ ...look, position: position === null ? null : Number(position.toFixed(4)) }).toEqual(expected);
  expect(title).toMatch(/^pH: /);
});

test('a minus is a minus, and zero has none', () => {
  expect([numberText(-3.21, 1), numberText(-0.01, 1), numberText(12, 0)]).toEqual(['−3.2', '0.0', '12']);
});

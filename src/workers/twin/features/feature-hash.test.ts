import { createHash } from 'node:crypto';
import { expect, it } from 'vitest';
import { featureHash, featureHasher } from './feature-hash';

const features = [
  { name: 'ageH', version: 1 },
  { name: 'DO.now', version: 1 },
];

it('is the beginning of the SHA-256 of names, versions and the bits of the numbers', () => {
  const bytes = Buffer.alloc(16);
  bytes.writeDoubleLE(1.5, 0);
  bytes.writeDoubleLE(-30.25, 8);
  const whole = createHash('sha256').update('[["ageH",1],["DO.now",1]]').update(bytes).digest('hex');
  expect(featureHash(features, [1.5, -30.25])).toBe(Number.parseInt(whole.slice(0, 12), 16));
  expect(featureHasher(features)(Float64Array.of(1.5, -30.25))).toBe(featureHash(features, [1.5, -30.25]));
});

it('tells apart what differs in a bit, a name or a version, and takes missing for missing', () => {
  const hash = featureHash(features, [1.5, 30]);
  const others = [
    featureHash(features, [1.5, 30 + 2 ** -48]),
    featureHash(features, [30, 1.5]),
    featureHash(features, [1.5, null]),
    featureHash([{ name: 'ageH', version: 2 }, features[1] ?? { name: '', version: 0 }], [1.5, 30]),
    featureHash(features, [1.5, 0]),
    featureHash(features, [1.5, -0]),
  ];
  expect(new Set([hash, ...others]).size).toBe(7);
  expect(others.every((one) => Number.isSafeInteger(one) && one < 2 ** 48)).toBe(true);
  expect(featureHash(features, [1.5, null])).toBe(featureHash(features, Float64Array.of(1.5, Number.NaN)));
  expect(() => featureHash(features, [1])).toThrow('1 values for 2 features');
});

import { expect, test } from 'vitest';
import { masterKey, seal, unseal } from './sealed-secret';

const key = masterKey('ab'.repeat(32));
const refusal = expect.objectContaining({ name: 'StoreRefusal', kind: 'wrong-key' });

function flipped(sealed: Buffer): Buffer {
  const altered = Buffer.from(sealed);
  altered.writeUInt8(altered.readUInt8(altered.length - 1) ^ 1, altered.length - 1);
  return altered;
}

test('opens what it sealed, and never seals twice alike', () => {
  const [one, two] = [seal('pässword', 'hall/password', key), seal('pässword', 'hall/password', key)];
  expect([unseal(one, 'hall/password', key), unseal(two, 'hall/password', key)]).toEqual(['pässword', 'pässword']); // prettier-ignore
  expect(one.equals(two)).toBe(false);
  expect(one.includes('ssword')).toBe(false);
});

test.each([
  ['another key', (sealed: Buffer) => unseal(sealed, 'hall/password', masterKey('cd'.repeat(32)))],
  ['another place', (sealed: Buffer) => unseal(sealed, 'cellar/password', key)],
  ['an altered byte', (sealed: Buffer) => unseal(flipped(sealed), 'hall/password', key)],
  ['a stump', (sealed: Buffer) => unseal(sealed.subarray(0, 12), 'hall/password', key)],
])('refuses %s', (_, open) => {
  expect(() => open(seal('secret', 'hall/password', key))).toThrow(refusal);
});

test('a key is 32 bytes in hex', () => {
  for (const hex of ['', 'ab', 'zz'.repeat(32)]) expect(() => masterKey(hex)).toThrow(refusal);
});

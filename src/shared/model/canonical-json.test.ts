import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { canonicalJson } from './canonical-json';

const vectors = JSON.parse(
  readFileSync(new URL('../../../tests/fixtures/crypto-vectors/vectors.json', import.meta.url), 'utf8'),
) as {
  jcs_rfc8785: { name: string; input: string; output: string; sha256: string }[];
  jcs_numbers_appendix_B: { ieee754: string; text: string }[];
};

test.each(vectors.jcs_rfc8785)('RFC 8785: $name', ({ input, output, sha256 }) => {
  const text = canonicalJson(JSON.parse(input));
  expect(text).toBe(output);
  expect(createHash('sha256').update(text).digest('hex')).toBe(sha256);
});

test.each(vectors.jcs_numbers_appendix_B)('the number $ieee754 is $text', ({ ieee754, text }) => {
  expect(canonicalJson(Buffer.from(ieee754, 'hex').readDoubleBE())).toBe(text);
});

test.each([
  ['NaN', Number.NaN],
  ['infinity', -Infinity],
  ['half a surrogate pair', '\uD800'],
  ['half a pair as a key', { '\uDC00': 1 }],
  ['undefined in a list', [undefined]],
  ['a bigint', 1n],
  ['a function', () => 1],
])('%s has no canonical form', (_, value) => {
  expect(() => canonicalJson(value)).toThrow(TypeError);
});

test('text is not normalised, and what is undefined is left out', () => {
  expect(canonicalJson({ b: undefined, a: 'A\u030a', c: null })).toBe('{"a":"A\u030a","c":null}');
});

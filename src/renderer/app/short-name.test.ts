import { expect, test } from 'vitest';
import { shortName } from './short-name';

test.each([
  ['R-101', 'R-101'],
  ['Reactor 101', 'R101'],
  ['Pichia reactor 102', 'PR102'],
  ['Fermenter Süd', 'FS'],
  ['???????', '??????'],
])('%s is shortened to %s', (name, short) => {
  expect(shortName(name)).toBe(short);
});

import { expect, test } from 'vitest';
import { noKeys, pressName, takeKey } from './shortcut';

const known = ['mod+k', '?', 'g o', 'g c', 't'];

/** Presses keys 100 ms apart (or as given) and lists what they matched. */
function press(keys: readonly string[], stepMs = 100): (string | null)[] {
  let state = noKeys;
  return keys.map((key, index) => {
    const taken = takeKey(state, key, 1000 + index * stepMs, known);
    state = taken.state;
    return taken.match;
  });
}

test('single keys and sequences are matched', () => {
  expect(press(['?', 'g', 'o', 'mod+k'])).toEqual(['?', null, 'g o', 'mod+k']);
});

test('a broken sequence starts anew with the key that broke it', () => {
  expect(press(['g', 'g', 'c'])).toEqual([null, null, 'g c']);
  expect(press(['g', 't'])).toEqual([null, 't']);
});

test('a sequence does not wait for ever', () => {
  expect(press(['g', 'o'], 1500)).toEqual([null, null]);
});

test('a press is named with its modifiers, whatever the letter case', () => {
  const none = { ctrlKey: false, metaKey: false, altKey: false };
  expect(pressName({ ...none, key: 'K', metaKey: true })).toBe('mod+k');
  expect(pressName({ ...none, key: 'Enter', altKey: true })).toBe('alt+Enter');
});

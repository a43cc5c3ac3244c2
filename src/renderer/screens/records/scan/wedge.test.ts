import { expect, it } from 'vitest';
import { noWedge, takeWedgeKey } from './wedge';

function type(keys: readonly string[], gapMs: number): (string | null)[] {
  let state = noWedge;
  let at = 1000;
  return keys.map((key) => {
    at += gapMs;
    const taken = takeWedgeKey(state, key, at);
    ({ state } = taken);
    return taken.scanned;
  });
}

it('tells a scanner from a person, and a labelled code from a figure', () => {
  const code = Array.from('LOT:A-1').flatMap((key) => (key === key.toUpperCase() ? ['Shift', key] : [key]));
  expect(type([...code, 'Enter'], 8).at(-1)).toBe('LOT:A-1');
  expect(type([...code, 'Tab'], 8).at(-1)).toBe('LOT:A-1');
  expect(type([...code, 'Enter'], 140).at(-1)).toBeNull();
  expect(type([...Array.from('26,7'), 'Enter'], 2).at(-1)).toBeNull();
  expect(type([...Array.from('LOT:'), 'Enter'], 2).at(-1)).toBeNull();
});

it('begins anew after a pause: what a person typed before the scan is not part of it', () => {
  let { state } = takeWedgeKey(noWedge, 'x', 1000);
  let at = 2000;
  let scanned: string | null = null;
  for (const key of [...Array.from('PRB:7a'), 'Enter']) {
    at += 5;
    ({ state, scanned } = takeWedgeKey(state, key, at));
  }
  expect(scanned).toBe('PRB:7a');
});

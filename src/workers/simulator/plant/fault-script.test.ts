import { describe, expect, it } from 'vitest';
import { readFaultScript } from './fault-script';

describe('fault script', () => {
  it('reads kinds, channels, sizes and durations', () => {
    const text = '# drill 3\n2.5 stuck DO for=0.5\r\n\n10 foam size=0.7   # then this\n12 base-empty\n';
    expect(readFaultScript(text, 2)).toEqual({
      refused: [],
      faults: [
        { kind: 'stuck', tag: 'DO', fromH: 2.5, forH: 0.5 },
        { kind: 'foam', size: 0.7, fromH: 10 },
        { kind: 'base-empty', fromH: 12 },
      ],
    });
  });

  it('refuses a script with its lines', () => {
    const text =
      '12 foam\n13 gremlins\n1 foam\n14\n15 stuck pH DO\n16 foam size=\n17 foam colour=2\nsoon foam';
    const { faults, refused } = readFaultScript(text, 2);
    expect(faults).toEqual([]);
    expect(refused).toEqual([
      { line: 2, words: 'There is no fault called gremlins' },
      { line: 3, words: 'Begins at hour 1, but the batch is at hour 2.00' },
      { line: 4, words: 'A fault needs an hour and a kind' },
      { line: 5, words: 'DO is one word too many' },
      { line: 6, words: 'The size must be from 0.05 to 1 (times)' },
      { line: 7, words: 'colour is not a setting; use size or for' },
      { line: 8, words: 'The hour it begins at must be a number' },
    ]);
  });
});

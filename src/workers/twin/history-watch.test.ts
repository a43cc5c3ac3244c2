import { describe, expect, it } from 'vitest';
import { createHistoryWatch } from './history-watch';

describe('history watch', () => {
  it('waits until the past was still for three seconds', () => {
    const watch = createHistoryWatch();
    const answers = [
      [1, 0],
      [2, 1000],
      [2, 2000],
      [2, 4000],
      [2, 5000],
      [3, 6000],
      [3, 9000],
    ] as const;
    expect(answers.map(([version, now]) => watch.isStill(version, now))).toEqual([
      false,
      false,
      false,
      true,
      true,
      false,
      true,
    ]);
  });

  it('loses its patience with a source that is always late', () => {
    const watch = createHistoryWatch();
    const still = Array.from({ length: 40 }, (_, second) => watch.isStill(second, second * 1000));
    expect(still.indexOf(true)).toBe(30);
  });
});

import { expect, test } from 'vitest';
import { LossLog } from './loss-log';

test('keeps about a hundred losses of each fold, the newest among them', () => {
  const log = new LossLog();
  for (const fold of [1, 2])
    for (let trees = 1; trees <= 1000; trees += 1)
      log.add({ fold, trees, training: 1 / trees, validation: null });
  log.add({ fold: 3, trees: 1, training: 1, validation: 1 });
  for (const fold of [1, 2]) {
    const own = log.list().filter((loss) => loss.fold === fold);
    expect(own.length).toBeGreaterThan(50);
    expect(own.length).toBeLessThan(103);
    expect(own.map(({ trees }) => trees)).toEqual(own.map(({ trees }) => trees).toSorted((a, b) => a - b));
    expect([own[0]?.trees, own.at(-1)?.trees]).toEqual([1, 1000]);
  }
  expect(log.list().at(-1)).toEqual({ fold: 3, trees: 1, training: 1, validation: 1 });
});

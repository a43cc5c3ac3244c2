import { expect, it } from 'vitest';
import { duesOf, workingTimeAfter } from './clocks';
import { openItem } from './engine';

const hour = 3_600_000;
const friday = Date.UTC(2026, 0, 9, 15);

it('the clocks of a deviation go by its level, the nearest first', () => {
  const opened = (computedLevel: number) =>
    openItem(
      { id: 'D', kind: 'deviation', unitId: null, batchId: null, values: {}, computed: { computedLevel } },
      { personId: null, roles: [] },
      friday,
    );
  const hours = (level: number) => duesOf(opened(level)).map(({ id, at }) => [id, (at - friday) / hour]);
  expect(hours(1)).toEqual([
    ['review', 168],
    ['month', 720],
  ]);
  expect(hours(2)).toEqual([
    ['review', 24],
    ['month', 720],
  ]);
  expect(hours(3)).toEqual([
    ['review', 1],
    ['cause', 48],
    ['month', 720],
  ]);
});

it('a working day from Friday afternoon ends on Monday afternoon', () => {
  expect(workingTimeAfter(friday, 24 * hour)).toBe(Date.UTC(2026, 0, 12, 15));
  expect(workingTimeAfter(Date.UTC(2026, 0, 10, 12), hour)).toBe(Date.UTC(2026, 0, 12, 1));
});

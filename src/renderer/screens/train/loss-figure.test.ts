import { expect, test } from 'vitest';
import { lossFigure } from './loss-figure';

const plain = { logTarget: false, target: 'OD600' } as const;
const fold = (number: number, ...validation: number[]) =>
  validation.map((value, i) => ({ fold: number, trees: i + 1, training: value / 2, validation: value }));

test('the mean over folds counts a fold that stopped early with its last loss', () => {
  const figure = lossFigure([...fold(1, 25, 16, 9), ...fold(2, 25, 49)], plain);
  expect(figure?.words).toBe('Mean over 2 folds: least on batches left out with 1 tree, 5 AU.');
  const lines = figure?.spec.marks.filter((mark) => mark.kind === 'line') ?? [];
  expect(lines).toHaveLength(4);
  expect(lines.at(-1)?.points.map(({ y }) => y)).toEqual([5, Math.sqrt(32.5), Math.sqrt(29)]);
});

test('says nothing before there is a loss, and of one fold that it is the first', () => {
  expect(lossFigure([], plain)).toBeNull();
  expect(lossFigure(fold(1, 0.05, 0.04), { ...plain, logTarget: true })?.words).toContain(
    'First fold: least on batches left out with 2 trees, 20 %',
  );
});

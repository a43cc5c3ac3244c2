import type { FigureColour } from '../../ui/figure/figure-spec';

const few = [1, 2, 3, 4, 6, 7] as const;

/** A colour of its own for each of a few batches; from the oldest to the newest along one scale for many. */
export function batchColour(place: number, of: number): FigureColour {
  if (of <= few.length) return few[place] ?? 'ink';
  return { from: of === 1 ? 0 : place / (of - 1) };
}

import { describe, expect, it } from 'vitest';
import { fitBounds, freeDisplay } from './window-bounds';
import type { Bounds, Display } from './window-bounds';

const box = (x: number, y: number, width: number, height: number): Bounds => ({ x, y, width, height });
const laptop: Display = { id: 1, workArea: box(0, 0, 1366, 728) };
const wall: Display = { id: 2, workArea: box(1366, -200, 3840, 2160) };

describe('fitBounds', () => {
  it.each<[string, Bounds, Display, [Display, ...Display[]], Bounds]>([
    ['stays where it was left', box(1500, 0, 1200, 800), wall, [laptop, wall], box(1500, 0, 1200, 800)],
    [
      'goes with its display when that was moved',
      box(1500, 0, 1200, 800),
      wall,
      [laptop, { id: 2, workArea: box(0, -2160, 3840, 2160) }],
      box(134, -1960, 1200, 800),
    ],
    [
      'comes back from a display that is gone',
      box(1500, 0, 1200, 800),
      wall,
      [laptop],
      box(83, 0, 1200, 728),
    ],
    [
      'goes to the display that shows most of it when its own got another number',
      box(1500, 0, 1200, 800),
      wall,
      [laptop, { ...wall, id: 7 }],
      box(1500, 0, 1200, 800),
    ],
    ['is pulled in from beyond the edge', box(-900, 700, 1200, 700), laptop, [laptop], box(0, 28, 1200, 700)],
    ['is never smaller than the smallest', box(0, 0, 10, 10), laptop, [laptop], box(0, 0, 1024, 640)],
    [
      'shrinks to a display smaller than the smallest window',
      box(0, 0, 1200, 700),
      laptop,
      [{ id: 1, workArea: box(0, 0, 800, 600) }],
      box(0, 0, 800, 600),
    ],
  ])('%s', (_, bounds, display, displays, expected) => {
    expect(fitBounds({ bounds, display }, displays)).toEqual(expected);
  });

  it('is in the middle of the primary display the first time', () => {
    expect(fitBounds(undefined, [laptop, wall])).toEqual(box(0, 0, 1366, 728));
    expect(fitBounds(undefined, [wall, laptop])).toEqual(box(2566, 430, 1440, 900));
  });
});

it('a further window opens on a display that none is on, and on the usual one where all are taken', () => {
  const onLaptop = box(100, 20, 1200, 700);
  const onWall = box(1500, 0, 1200, 800);
  expect(freeDisplay([onLaptop], [laptop, wall])).toBe(wall);
  expect(freeDisplay([onWall], [laptop, wall])).toBe(laptop);
  expect(freeDisplay([onLaptop, onWall], [laptop, wall])).toBeUndefined();
});

import { afterEach, beforeEach, expect, test } from 'vitest';
import { openForward, type ForwardFile } from '../record/forward/open-forward';
import { scratchFolder } from '../record/testing/scratch-folder';
import { createAskAgain } from './ask-again';

let folder: string;
let file: ForwardFile;
beforeEach(() => {
  folder = scratchFolder();
  file = openForward(
    folder,
    () => undefined,
    () => 1,
  );
});
afterEach(() => {
  file.close();
});

const hole = { storeId: 'edge', series: 7, from: 1000, open: false };

test('an empty hole is asked about less and less often, up to every six hours', () => {
  const memory = createAskAgain(file.asked);
  const asked: number[] = [];
  for (let now = 0; now < 24 * 3_600_000; now += 1000)
    if (memory.isDue(hole, now)) {
      asked.push(now / 1000);
      memory.hadNothing(hole, now);
    }
  expect(asked).toEqual([
    0, 10, 30, 70, 150, 310, 630, 1270, 2550, 5110, 10_230, 20_470, 40_950, 62_550, 84_150,
  ]);
});

test('what is left of a hole, and a hole that has ended, are asked about as if for the first time', () => {
  const memory = createAskAgain(file.asked);
  for (let n = 0; n < 6; n += 1) memory.hadNothing({ ...hole, open: true }, 0);
  expect(memory.isDue({ ...hole, open: true }, 60_000)).toBe(false);
  expect(memory.isDue(hole, 0)).toBe(true);
  memory.hadSome({ ...hole, open: true }, 0);
  expect(memory.isDue({ ...hole, open: true }, 10_000)).toBe(true);
  file.asked.forgetStore('edge');
  memory.hadNothing(hole, 0);
  expect(memory.isDue(hole, 10_000)).toBe(true);
});

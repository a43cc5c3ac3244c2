import { expect, it } from 'vitest';
import { feedTo, proposedDraft, undoFeed } from './feed-draft';

it('gives a tag to one reading alone, and takes every step back', () => {
  const readings = [
    { reading: 'o2', words: 'O2', unit: '%', tag: 'OffGas_O2', sample: 20.9 },
    { reading: 'co2', words: 'CO2', unit: '%', tag: '', sample: 0.04 },
  ];
  const begun = proposedDraft({ readings });
  const moved = feedTo(begun, 'co2', 'OffGas_O2');
  expect(moved.feeds).toEqual({ o2: '', co2: 'OffGas_O2' });
  expect(feedTo(moved, 'co2', 'OffGas_O2')).toEqual(moved);
  const again = feedTo(moved, 'o2', 'OffGas_CO2');
  expect(undoFeed(undoFeed(again))).toEqual(begun);
  expect(undoFeed(begun)).toEqual(begun);
});

import { expect, it } from 'vitest';
import type { Channel } from '../../../shared/model/channel';
import { nearestLine } from './panel-traces';
import type { TrendSeries } from './trend-spec';

const line = (tag: string, axis: 'left' | 'right'): TrendSeries => ({
  channel: { tag, range: { low: 0, high: 10 } } as Channel,
  label: tag,
  axis,
  colour: 0,
  dashed: false,
  percentOfRange: tag === 'share',
  band: null,
  withheld: null,
});
const spec = {
  series: [line('OUR', 'left'), line('RQ', 'right'), line('share', 'left')],
  left: { unit: '', minSpan: 1 },
  right: null,
};
const axes = { left: { min: 0, max: 100, step: 20 }, right: { min: 0, max: 1, step: 0.2 } };
const at = (y: number, values: Readonly<Record<string, number>>) =>
  nearestLine(spec, axes, { y, height: 100 }, ({ tag }) => values[tag])?.tag;

it('finds the line under the pointer on its own axis and scale', () => {
  const values = { OUR: 90, RQ: 0.5, share: 1 };
  expect([at(12, values), at(48, values), at(88, values)]).toEqual(['OUR', 'RQ', 'share']);
});

it('passes over a line in a hole, and names the first where there is nothing at all', () => {
  expect(at(12, { RQ: 0.5 })).toBe('RQ');
  expect(at(12, {})).toBe('OUR');
});

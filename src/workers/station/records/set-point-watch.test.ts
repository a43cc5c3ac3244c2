import { expect, test } from 'vitest';
import { catalogueFor } from '../../../shared/model/channel-catalogue';
import { channelSchema } from '../../../shared/model/channel';
import { createSetPointWatch } from './set-point-watch';

const begin = Date.UTC(2026, 2, 4, 8);
const definition = catalogueFor('15L').find(({ tag }) => tag === 'Stir_SP');
const stirrer = channelSchema.parse({ ...definition, id: 'R1/Stir_SP', series: 1, unitId: 'R1' });

/** Steps found in values a second apart, seen as they came, with the second each was told at. */
function live(values: readonly number[], everyS = 1): string[] {
  const watch = createSetPointWatch();
  return values.flatMap((value, i) => {
    const t = begin + i * everyS * 1000;
    watch.observe(stirrer, { series: 1, t, value, quality: 0, seenAt: t });
    return watch
      .settled(t)
      .map(({ from, to, at }) => `${from} to ${to} at ${(at - begin) / 1000} told ${i * everyS}`);
  });
}
const held = (value: number, seconds: number): number[] => Array.from({ length: seconds }, () => value);

test('a step is told within 10 s, at once or over a short way', () => {
  expect(live([...held(500, 90), ...held(600, 10)])).toEqual(['500 to 600 at 90 told 95']);
  expect(live([...held(500, 90), 530, 560, 590, ...held(600, 10)])).toEqual(['500 to 600 at 90 told 98']);
  // What stood there when the station came up counts as standing.
  expect(live([...held(500, 5), ...held(600, 10)])).toEqual(['500 to 600 at 5 told 10']);
});

test('a spike, a loop that wanders, a long ramp and a value that never stood are no steps of a person', () => {
  expect(live([...held(500, 90), 600, ...held(500, 20)])).toEqual([]);
  expect(live(Array.from({ length: 900 }, (_, i) => 500 + 80 * Math.sin(i / 60)))).toEqual([]);
  expect(
    live([...held(500, 90), ...Array.from({ length: 60 }, (_, i) => 500 + 20 * i), ...held(1700, 20)]),
  ).toEqual([]);
  expect(live([...held(500, 90), ...held(503, 40), ...held(600, 20)])).toEqual([]);
});

test('a backlog has the steps that were in it, each at its own time; history has none', () => {
  const values = [...held(500, 90), ...held(600, 90), ...held(450, 90)];
  const toldAfter = (ms: number): number[][] => {
    const watch = createSetPointWatch();
    const seenAt = begin + ms;
    values.forEach((value, i) =>
      watch.observe(stirrer, { series: 1, t: begin + i * 1000, value, quality: 0, seenAt }),
    );
    return watch.settled(seenAt + 5000).map(({ from, to, at }) => [from, to, at - begin]);
  };
  expect(toldAfter(600_000)).toEqual([
    [500, 600, 90_000],
    [600, 450, 180_000],
  ]);
  expect(toldAfter(24 * 3_600_000)).toEqual([]);
});

test('history that comes after the newest value moves nothing', () => {
  const watch = createSetPointWatch();
  const take = (t: number, value: number): void =>
    watch.observe(stirrer, { series: 1, t, value, quality: 0, seenAt: begin + 700_000 });
  take(begin + 600_000, 592);
  for (let s = 0; s < 600; s += 1) take(begin + s * 1000, 300);
  take(begin + 601_000, 592);
  expect(watch.settled(begin + 900_000)).toEqual([]);
});

import { describe, expect, it } from 'vitest';
import { catalogueFor } from '../../../shared/model/channel-catalogue';
import { channelSchema, type Channel } from '../../../shared/model/channel';
import { qualityCode } from '../../../shared/model/quality';
import { createWatch } from './watch';

const definition = catalogueFor('15L').find((row) => row.tag === 'pH');
const pH: Channel = channelSchema.parse({ ...definition, id: 'R1/pH', series: 1, unitId: 'R1' });
const sample = (t: number, id: 'good' | 'stuck') => ({ series: 1, t, value: 5, quality: qualityCode(id) });

describe('watch', () => {
  it('tells a doubt once, after three samples, and that it is over after thirty good ones', () => {
    const watch = createWatch();
    const stuck = (count: number) => Array.from({ length: count }, () => 'stuck' as const);
    const good = (count: number) => Array.from({ length: count }, () => 'good' as const);
    const ids = [...good(1), ...stuck(1), ...good(1), ...stuck(3), ...good(29), ...stuck(3), ...good(30)];
    const told = ids.flatMap((id, i) => {
      const seen = watch.sample(pH, sample(i, id), i);
      return seen ? [[i, seen.words]] : [];
    });
    expect(told).toEqual([
      [5, 'pH is uncertain: Value has not moved at full resolution'],
      [67, 'pH is good again'],
    ]);
  });

  it('tells silence once and the return once', () => {
    const watch = createWatch();
    watch.sample(pH, sample(0, 'good'), 0);
    expect(watch.tick(29_000)).toEqual([]);
    expect(watch.tick(31_000).map((o) => o.words)).toEqual(['pH has stopped sending']);
    expect(watch.tick(32_000)).toEqual([]);
    expect(watch.sample(pH, sample(33_000, 'good'), 33_000)?.kind).toBe('channel-back');
  });
});

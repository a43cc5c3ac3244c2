import { describe, expect, it } from 'vitest';
import { catalogueFor } from '../../../shared/model/channel-catalogue';
import { channelSchema, type Channel } from '../../../shared/model/channel';
import { qualityCode } from '../../../shared/model/quality';
import { createWatch } from './watch';

const definition = catalogueFor('15L').find((row) => row.tag === 'pH');
const pH: Channel = channelSchema.parse({ ...definition, id: 'R1/pH', series: 1, unitId: 'R1' });
const sample = (t: number, id: 'good' | 'stuck') => ({ series: 1, t, value: 5, quality: qualityCode(id) });

describe('watch', () => {
  it('tells a change of quality once, after three samples in a row', () => {
    const watch = createWatch();
    const ids = [
      'good',
      'stuck',
      'good',
      'stuck',
      'stuck',
      'stuck',
      'stuck',
      'good',
      'good',
      'good',
    ] as const;
    const told = ids.map((id, i) => watch.sample(pH, sample(i, id), i)?.words ?? null);
    expect(told).toEqual([
      null,
      null,
      null,
      null,
      null,
      'pH is uncertain: Value has not moved at full resolution',
      null,
      null,
      null,
      'pH is good again',
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

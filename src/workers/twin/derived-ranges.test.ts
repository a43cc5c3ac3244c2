import { expect, it } from 'vitest';
import { derivedChannels } from '../../shared/model/derived-channel';
import type { VesselScale } from '../../shared/model/channel-catalogue';
import { vesselFactsOf } from '../../shared/model/vessel-facts';
import { createPlant } from '../simulator/plant/plant';
import { plantPresets } from '../simulator/plant/parameters';
import { simulatedVessel } from '../simulator/plant/simulated-vessel';
import { createBatchDerivation } from './batch-derivation';
import { cellValues, inputTags, windowMs } from './features/input-cell';

/** Largest and smallest of every derived channel over a whole batch without a fault. */
function extremes(preset: VesselScale, seed: number): Map<string, { low: number; high: number }> {
  const plant = createPlant({ preset, seed, variation: true });
  const columns = inputTags.map((tag) => plant.tags.indexOf(tag));
  const batch = createBatchDerivation({
    inoculatedAt: 0,
    startVolumeL: plantPresets[preset].startVolumeL,
    analysers: { o2: { low: 0, high: 100 }, co2: { low: 0, high: 25 } },
    vessel: vesselFactsOf({ scale: preset, vessel: simulatedVessel }),
  });
  const found = new Map<string, { low: number; high: number }>();
  const end = plantPresets[preset].endH * 3_600_000;
  for (let t = windowMs; t <= end; t += windowMs) {
    const sums = new Float64Array(columns.length);
    for (let second = 0; second < 30; second += 1) {
      plant.step();
      const { value } = plant.sensors();
      columns.forEach((column, j) => (sums[j]! += value[column]! / 30));
    }
    const window = batch.features({ end: t, values: cellValues((tag) => sums[inputTags.indexOf(tag)]!) });
    // A model that knows: OD600 as it truly is.
    const od = plant.truth().od600;
    const { outputs } = batch.finish(window, { value: od, low: od, high: od, quality: 'good' });
    for (const { tag } of derivedChannels) {
      const value = outputs[tag]?.value ?? null;
      // Over gas that was changing, a balance is told with its doubt.
      if (value === null || outputs[tag]?.quality !== 'good') continue;
      const { low, high } = found.get(tag) ?? { low: value, high: value };
      found.set(tag, { low: Math.min(low, value), high: Math.max(high, value) });
    }
  }
  return found;
}

it.each([
  ['15L', 1],
  ['15L', 2],
  ['1L', 1],
  ['1L', 2],
] as const)(
  'no derived value of a fault-free %s batch (seed %i) is outside its own range',
  (preset, seed) => {
    const found = extremes(preset, seed);
    const outside = derivedChannels.flatMap(({ tag, range: [low, high] }) => {
      const seen = found.get(tag);
      return seen && (seen.low < low || seen.high > high)
        ? [`${tag} ${seen.low.toPrecision(4)} to ${seen.high.toPrecision(4)}, range ${low} to ${high}`]
        : [];
    });
    expect(found.size).toBeGreaterThan(30);
    expect(outside).toEqual([]);
  },
  60_000,
);

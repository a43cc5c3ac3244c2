import { afterAll, beforeAll, expect, it } from 'vitest';
import { createPlant } from '../../src/workers/simulator/plant/plant';
import { startTwin, writeLine, type TwinUnderTest } from './twin-under-test';

const model = { name: 'od-by-probe', version: '1.0.0' };
const seed = 31;
const faultBeginsH = 4;
let twin: TwinUnderTest;

/** Between what values the probe of the same batch reads when nothing is wrong with it. */
function healthyRange(hours: number): { low: number; high: number } {
  const plant = createPlant({ preset: '15L', seed, variation: false });
  const column = plant.tags.indexOf('OD');
  const seen: number[] = [];
  while (plant.ageS() < hours * 3600) {
    plant.step();
    seen.push(plant.sensors().value[column] ?? 0);
  }
  return { low: Math.max(0.1, Math.min(...seen)), high: Math.max(...seen) };
}

beforeAll(async () => {
  const probe = healthyRange(10);
  twin = await startTwin(
    (modelsDir) =>
      writeLine(modelsDir, {
        ...model,
        intercept: 0.1,
        terms: [
          { feature: 'OD.mean_30min', form: 'ln', weight: 1, ...probe },
          { feature: 'ageH', form: 'x', weight: 0.001, low: 0, high: 40 },
        ],
      }),
    { seed, hoursAgo: 12 },
  );
  await twin.station.client.models.promote({ ...model, reason: 'For the test' });
}, 120_000);
afterAll(() => twin.close());

const status = () => twin.station.client.twin.status();
const told = async () =>
  (await twin.station.client.events.list({ limit: 50 })).filter(({ kind }) => kind === 'feature-drift');

it('a probe that reads wrong is named with the feature it spoils, while it does, and nothing is before', async () => {
  await twin.runTo(faultBeginsH);
  expect((await status()).drifts).toEqual([]);
  expect((await status()).answers?.[0]?.outcome).toBe('given');

  twin.plant.setFault({ kind: 'offset', tag: 'OD', size: 60, fromH: faultBeginsH });
  await twin.runTo(faultBeginsH + 2);
  const { drifts, answers } = await status();
  expect(drifts).toMatchObject([
    { feature: 'OD.mean_30min', probe: 'OD', name: model.name, state: 'champion' },
  ]);
  expect(drifts?.[0]?.words).toMatch(
    /^OD probe, mean of 30 min is \d.* AU, learned between .* AU; likely behind it: OD probe$/,
  );
  const begun = ((drifts?.[0]?.since ?? 0) - twin.inoculatedAt) / 3_600_000;
  expect(begun).toBeGreaterThan(faultBeginsH);
  expect(begun).toBeLessThan(faultBeginsH + 0.6);
  expect(['outside-training', 'undecided']).toContain(answers?.[0]?.outcome);
  expect(answers?.[0]?.why).toContain('OD probe, mean of 30 min is');
  expect((await told())[0]).toMatchObject({
    severity: 'warning',
    unitId: 'T1',
    words: expect.stringMatching(
      /od-by-probe 1\.0\.0 is outside its training: OD probe.*Check OD probe against/,
    ),
  });

  twin.plant.clearFaults();
  await twin.runTo(faultBeginsH + 4);
  expect((await status()).drifts).toEqual([]);
  expect((await told())[0]).toMatchObject({
    severity: 'info',
    words: expect.stringContaining('within what it learned from again'),
  });
});

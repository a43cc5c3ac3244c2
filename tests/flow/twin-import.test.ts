import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createRouter } from '../../src/workers/station/serve/router';
import { workOnce } from '../../src/workers/trainer/work-once';
import { openPort } from '../contract/three-transports';
import { startTwin, type TwinUnderTest } from './twin-under-test';

const ours = ['ageH', 'OD.mean_30min', 'DO.now', 'Stir_PV.now'];
const fixture = (name: string): string =>
  readFileSync(join('tests', 'fixtures', 'tree-models', name), 'utf8');
/** A file of LightGBM with its features named as ours. */
const lightgbm = (names: readonly string[] = ours): string =>
  fixture('lightgbm-poisson.txt').replace(/feature_names=.*/, `feature_names=${names.join(' ')}`);
const xgboost = (): string => {
  const model = JSON.parse(fixture('poisson.json')) as { learner: { feature_names: string[] } };
  model.learner.feature_names = ours;
  return JSON.stringify(model);
};
let twin: TwinUnderTest;

beforeAll(async () => {
  twin = await startTwin(() => Promise.resolve(), { seed: 3, hoursAgo: 4 });
}, 60_000);
afterAll(() => twin.close());

/** Asks for an import as a person does, while the trainer takes it in hand. */
async function importTrees(name: string, text: string) {
  const { client, station, dir } = twin.station;
  const trainer = openPort(createRouter(station.rooms), 'trainer');
  const asked = client.models.importTrees({
    name,
    target: 'OD600',
    scale: '15L',
    purpose: '',
    halfWidth: 0.2,
    file: Buffer.from(text).toString('base64'),
  });
  const work = await trainer.client.training.next({ waitMs: 10_000 });
  const tools = { client: trainer.client, dataDir: dir, appVersion: '0.0.0', now: () => Date.now() };
  const done = workOnce(work, tools, new AbortController().signal);
  const [answer] = await Promise.allSettled([asked, done]);
  await trainer.close();
  return answer;
}

async function refusalOf(name: string, text: string): Promise<string> {
  const answer = await importTrees(name, text);
  const reason: unknown = answer.status === 'rejected' ? answer.reason : null;
  return (reason as { data?: { words?: string } } | null)?.data?.words ?? 'not refused';
}

describe('a model trained elsewhere', () => {
  it.each([
    ['od-lightgbm', lightgbm, 'LightGBM'],
    ['od-xgboost', xgboost, 'XGBoost'],
  ])('%s ends as a candidate whose card says where it comes from', async (name, text, program) => {
    const answer = await importTrees(name, text());
    expect(answer).toMatchObject({
      status: 'fulfilled',
      value: {
        name,
        version: '1.0.0',
        state: 'candidate',
        source: 'imported',
        test: 'untested',
        target: 'OD600',
        unit: 'AU',
      },
    });
    const { card } = await twin.station.client.models.get({ name, version: '1.0.0' });
    expect(card['accuracy']).toContain(`trained elsewhere with ${program}`);
    expect((card['features'] as { name: string }[]).map((feature) => feature.name)).toEqual(ours);
  });

  it('is refused by name where it cannot be taken in, and nothing is registered', async () => {
    const unknownObjective = lightgbm().replace('objective=poisson', 'objective=made_up');
    expect(await refusalOf('od-rank', unknownObjective)).toContain('made_up');
    expect(await refusalOf('od-names', lightgbm(['ageH', 'their_own', 'DO.now', 'Stir_PV.now']))).toContain(
      'asks for their_own, which no unit here has',
    );
    const whole = lightgbm();
    expect(await refusalOf('od-cut', whole.slice(0, whole.length / 2))).toMatch(
      /LightGBM model cannot be imported/,
    );
    expect(await refusalOf('od-none', 'this is no model at all')).toContain('cannot be imported');
    const { models } = await twin.station.client.models.list();
    expect(models.map(({ name }) => name).toSorted()).toEqual(['od-lightgbm', 'od-xgboost']);
  });

  it('runs as shadow once somebody lets it, with its band and its reasons', async () => {
    await twin.station.client.models.shadow({
      name: 'od-lightgbm',
      version: '1.0.0',
      reason: 'To be watched',
    });
    await twin.runTo(2);
    const { answers = [] } = await twin.station.client.twin.status();
    expect(answers).toMatchObject([{ name: 'od-lightgbm', state: 'shadow', outcome: 'given' }]);
    // By its trees, as the program that made it would explain it, not by trying inputs on the model file.
    expect(answers[0]).toMatchObject({ scale: 'ln OD600', against: 'the mean over what it learned from' });
    const { value, low, high, baseValue, contributions, rest } = answers[0] ?? {};
    expect((high ?? 0) / (value ?? 1)).toBeCloseTo(Math.exp(0.2), 4);
    expect((value ?? 0) / (low ?? 1)).toBeCloseTo(Math.exp(0.2), 4);
    const sum = (contributions ?? []).reduce(
      (total, { effect }) => total + effect,
      (baseValue ?? 0) + (rest?.effect ?? 0),
    );
    expect(sum / (value ?? 1)).toBeCloseTo(1, 6);
  });
});

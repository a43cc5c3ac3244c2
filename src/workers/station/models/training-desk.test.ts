import Sqlite from 'better-sqlite3';
import { expect, test } from 'vitest';
import { batchIdSchema } from '../../../shared/model/identity';
import { trainingPlanSchema } from '../../../shared/model/training-plan';
import { migrate } from '../record/file/migrate';
import { modelsIn } from '../record/models/models-in';
import { recordsMigrations } from '../record/plant/records-file';
import { createTrainingDesk } from './training-desk';

const plan = trainingPlanSchema.parse({ name: 'od', scale: '1L', training: [batchIdSchema.parse('a')] });

function scene() {
  const db = new Sqlite(':memory:');
  migrate(db, recordsMigrations);
  const added: string[] = [];
  const wanted: number[] = [];
  let clock = 0;
  const open = () =>
    createTrainingDesk({
      keep: modelsIn(db),
      events: { tell: () => undefined },
      now: () => (clock += 1),
      wantTrainer: () => wanted.push(1),
      added: ({ name, version }) => added.push(`${name} ${version}`),
    });
  return { open, added, wanted };
}

const stand = { words: '', done: 0.5, trees: { grown: 1, of: 2 }, product: null, trials: [], said: [] };

test('a training that was under way when the station ended is taken up again, three times at most', async () => {
  const { open, added, wanted } = scene();
  const { id } = open().start(plan);
  for (let time = 0; time <= 3; time += 1) {
    const desk = open();
    const { job } = await desk.next(0);
    expect(job).toMatchObject({ id, resumed: time });
    desk.report({ id, state: 'training', ...stand });
  }
  expect(await open().next(0)).toEqual({ job: null, bring: null });
  expect(open().job(id)).toMatchObject({ state: 'failed' });
  expect(added).toEqual([]);
  expect(wanted.length).toBeGreaterThan(3);
});

test('a cancelled training is told to stop, and what it reports afterwards counts for nothing', async () => {
  const { open, added } = scene();
  const desk = open();
  const { id } = desk.start(plan);
  await desk.next(0);
  desk.cancel(id);
  expect(desk.report({ id, state: 'training', ...stand })).toEqual({ cancel: true });
  desk.report({ id, state: 'cancelled', ...stand });
  const product = { name: 'od', version: '1.0.0', verdict: '', passed: true };
  desk.report({ id, state: 'done', ...stand, product });
  expect(desk.job(id).state).toBe('cancelled');
  expect(added).toEqual([]);
});

test('a cancelled training goes on where it was when it is resumed; one that runs or is done does not', async () => {
  const { open, added } = scene();
  const desk = open();
  const { id } = desk.start(plan);
  expect(() => desk.resume(id)).toThrow('cancelled or failed');
  await desk.next(0);
  desk.cancel(id);
  const trials = [{ number: 0, mrePct: 3, standardError: 1, settings: { trees: 5 } }];
  const losses = [{ fold: 1, trees: 1, training: 1, validation: 2 }];
  desk.report({ id, ...stand, state: 'cancelled', trials, losses });
  expect(await desk.next(0)).toEqual({ job: null, bring: null });
  expect(desk.resume(id)).toMatchObject({ state: 'queued', trials, endedAt: null });
  expect(open().list()[0]).toMatchObject({ id, state: 'queued' });
  expect(open().list()[0]).not.toHaveProperty('losses');
  expect((await desk.next(0)).job).toMatchObject({ id, resumed: 0, trials });
  const product = { name: 'od', version: '1.0.0', verdict: '', passed: true };
  desk.report({ id, ...stand, state: 'done', product });
  expect(added).toEqual(['od 1.0.0']);
  expect(() => desk.resume(id)).toThrow('cancelled or failed');
});

test('a set of hold-out batches counts its evaluations whatever the order, once a training', () => {
  const desk = scene().open();
  expect(desk.countEvaluation('1', ['x', 'y']).evaluations).toBe(1);
  expect(desk.countEvaluation('1', ['y', 'x']).evaluations).toBe(1);
  expect(desk.countEvaluation('2', ['y', 'x']).evaluations).toBe(2);
  expect(desk.evaluationsOf(['x']).evaluations).toBe(0);
});

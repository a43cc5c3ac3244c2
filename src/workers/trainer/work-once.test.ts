import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  readdirSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { emptyColumns, packColumns } from '../../shared/contract/series-columns';
import { catalogueFor } from '../../shared/model/channel-catalogue';
import { batchIdSchema } from '../../shared/model/identity';
import { goldenSchema } from '../../shared/model/model-file-card';
import { trainingJobSchema, type TrainingJob } from '../../shared/model/training-plan';
import { trainingReportSchema } from '../../shared/model/training-report';
import { createRandom } from '../simulator/plant/random';
import type { StationClient } from '../twin/followed-batch';
import { windowMs } from '../twin/features/input-cell';
import { loadModelFrom } from '../twin/infer';
import { workOnce } from './work-once';

const batchMs = 8 * 3_600_000;
const apartMs = 10 * 24 * 3_600_000;
const ids = Array.from({ length: 9 }, (_, i) => batchIdSchema.parse(`b${i + 1}`));
const startOf = (number: number): number => Math.ceil((1e12 + number * apartMs) / windowMs) * windowMs;
const channels = catalogueFor('1L')
  .filter(({ tag }) => ['OD', 'DO', 'Temp_Broth'].includes(tag))
  .map((definition, series) => ({ ...definition, id: `R1/${definition.tag}`, unitId: 'R1', series }));

/** OD600 of a batch at an age. */
function odOf(number: number, ageMs: number): number {
  return 4 * (1 + 0.05 * (number % 4)) * Math.exp((0.25 * ageMs) / 3_600_000);
}

/**
 * A station with nine batches of one vessel, as far as the trainer asks it.
 * @param cancelAt whether a person cancels once this is reported
 */
function station(cancelAt: (report: Partial<TrainingJob>) => boolean = () => false) {
  const reports: Partial<TrainingJob>[] = [];
  const client = {
    units: {
      list: () =>
        Promise.resolve([
          {
            id: 'R1',
            name: 'R1',
            scale: '1L',
            startVolumeL: 1,
            simulated: true,
            channels,
            batch: null,
            historyVersion: 0,
            notesVersion: 0,
          },
        ]),
    },
    batches: {
      list: () =>
        Promise.resolve(
          ids.map((id, i) => ({
            id,
            unitId: 'R1',
            name: id,
            inoculatedAt: startOf(i),
            endedAt: startOf(i) + batchMs,
            simulated: true,
          })),
        ),
      notes: ({ batchId }: { batchId: string }) =>
        Promise.resolve(notesOf(ids.findIndex((id) => id === batchId))),
    },
    series: {
      grid: (given: { channels: string[]; from: number; to: number }) => Promise.resolve(gridOf(given)),
    },
    training: {
      countEvaluation: () => Promise.resolve({ sha256: 'f'.repeat(64), evaluations: 1 }),
      report: (report: Partial<TrainingJob>) => {
        reports.push(report);
        return Promise.resolve({ cancel: cancelAt(report) });
      },
    },
  };
  return { client: client as unknown as StationClient, reports };
}

function notesOf(number: number) {
  const random = createRandom(number + 1, 9);
  return [0.5, 1.5, 2.5, 3.5, 4.5, 6, 7.5].map((ageH, i) => ({
    kind: 'sample',
    id: i + 1,
    batchId: `b${number + 1}`,
    at: startOf(number) + ageH * 3_600_000,
    volumeMl: 5,
    words: '',
    od600: odOf(number, ageH * 3_600_000) * (1 + 0.03 * random.normal()),
    source: 'hand',
    enteredAt: 0,
    enteredBy: 'operator',
    replaces: null,
    reason: null,
    replacedBy: null,
  }));
}

function gridOf({ channels: asked, from, to }: { channels: string[]; from: number; to: number }) {
  const number = Math.round((from - startOf(0)) / apartMs);
  const n = Math.round((to - from) / windowMs);
  const columns = asked.map((id) => {
    const column = emptyColumns(n);
    const random = createRandom(number + 1, id.length);
    for (let i = 0; i < n; i += 1) {
      const t = from + i * windowMs;
      const od = odOf(number, t - startOf(number));
      column.t[i] = t;
      column.mean[i] = id === 'R1/OD' ? 120 * (1 - Math.exp(-od / 120)) : 30 + random.normal();
      column.n[i] = 30;
      column.good[i] = 100;
    }
    return column;
  });
  const head = { from, to, channels: asked.map((id) => ({ id, points: n })) };
  return { head, data: new Blob([packColumns(columns)]) };
}

function jobOf(change: object = {}): TrainingJob {
  return trainingJobSchema.parse({
    id: 'job-1',
    state: 'queued',
    queuedAt: 1,
    startedAt: 1,
    endedAt: null,
    done: 0,
    words: '',
    log: [],
    trials: [],
    trees: { grown: 0, of: 1 },
    resumed: 0,
    cancelling: false,
    product: null,
    plan: {
      name: 'od-test',
      scale: '1L',
      training: ids.slice(0, 7),
      holdOut: ids.slice(7),
      folds: 3,
      repeats: 1,
      booster: { trees: 30 },
      ...change,
    },
  });
}

let dataDir = '';
beforeEach(() => (dataDir = mkdtempSync(join(tmpdir(), 'trainer-'))));
afterEach(() => rmSync(dataDir, { recursive: true }));

async function train(job: TrainingJob, signal = new AbortController().signal, given = station()) {
  await workOnce(
    { job, bring: null },
    { client: given.client, dataDir, appVersion: '1', now: () => Date.now(), tellEveryMs: 1 },
    signal,
  );
  return given.reports.at(-1);
}

describe('a training from its plan to a product', () => {
  test('gives files that the twin proves and takes, and a report that names its data simulated', async () => {
    const told = await train(jobOf());
    expect(told).toMatchObject({ state: 'done', product: { name: 'od-test', version: '1.0.0' } });
    const folder = join(dataDir, 'models', 'od-test', '1.0.0');
    expect(readdirSync(folder).toSorted()).toEqual([
      'card.json',
      'golden.json',
      'model.onnx',
      'parts.json',
      'report.json',
      'shap.json',
    ]);
    const report = trainingReportSchema.parse(JSON.parse(readFileSync(join(folder, 'report.json'), 'utf8')));
    expect(report.simulated).toBe(true);
    expect(report.verdict.words).toContain('simulated');
    expect(report.agreement.find(({ part }) => part === 'hold-out')?.mrePct).toBeLessThan(6);
    expect(report.baselines.map(({ name }) => name)).toEqual(
      expect.arrayContaining(['Age only', 'Ridge', 'PLS']),
    );
    const { model, problem } = await loadModelFrom(folder, report.model.sha256);
    expect(problem).toBe('');
    const golden = goldenSchema.parse(JSON.parse(readFileSync(join(folder, 'golden.json'), 'utf8')));
    const row = Object.fromEntries(golden.features.map((name, j) => [name, golden.rows[5]?.x[j] ?? null]));
    const answers = await model?.predict([row, {}]);
    expect(answers?.[0]?.value).toBeCloseTo(golden.rows[5]?.value ?? 0, 4);
    expect(answers?.[1]).toEqual({ value: null, low: null, high: null, quality: 'missing-input' });
    expect(existsSync(join(dataDir, 'training', 'job-1'))).toBe(false);
  });

  test('the next one of that name is the next version, and the same plan gives the same file', async () => {
    await train(jobOf());
    expect(await train(jobOf())).toMatchObject({ product: { version: '2.0.0' } });
    const [one, two] = ['1.0.0', '2.0.0'].map((version) =>
      readFileSync(join(dataDir, 'models', 'od-test', version, 'model.onnx')),
    );
    expect(one?.equals(two ?? Buffer.alloc(0))).toBe(true);
  });

  test('a file or a reference row that does not fit is refused with the cause', async () => {
    await train(jobOf());
    const folder = join(dataDir, 'models', 'od-test', '1.0.0');
    const { sha256 } = JSON.parse(readFileSync(join(folder, 'card.json'), 'utf8')) as { sha256: string };
    expect((await loadModelFrom(folder, '0'.repeat(64))).problem).toContain('others than were registered');
    const golden = readFileSync(join(folder, 'golden.json'), 'utf8');
    const wrong = JSON.parse(golden) as { rows: { value: number }[] };
    if (wrong.rows[0]) wrong.rows[0].value *= 1.01;
    writeFileSync(join(folder, 'golden.json'), JSON.stringify(wrong));
    expect((await loadModelFrom(folder, sha256)).problem).toContain('does not reproduce its reference rows');
    writeFileSync(join(folder, 'golden.json'), golden);
    writeFileSync(join(folder, 'model.onnx'), 'no model');
    expect((await loadModelFrom(folder, sha256)).problem).toContain('not the file its card describes');
  });

  test('stopped half-way it leaves no model; taken up again it goes on with its trials', async () => {
    const job = jobOf({ tuning: { trials: 6 } });
    const stopping = new AbortController();
    const given = station();
    const { list } = given.client.units;
    let asked = 0;
    // The program ends while the search runs: what is kept by then is a trial or more.
    const look = setInterval(() => {
      if (existsSync(join(dataDir, 'training', 'job-1', 'state.json')))
        stopping.abort(new Error('The program ends'));
    }, 1);
    Object.assign(given.client.units, {
      list: (...args: Parameters<typeof list>) => ((asked += 1), list(...args)),
    });
    await train(job, stopping.signal, given);
    clearInterval(look);
    expect(asked).toBe(1);
    expect(existsSync(join(dataDir, 'models'))).toBe(false);
    const kept = JSON.parse(readFileSync(join(dataDir, 'training', 'job-1', 'state.json'), 'utf8')) as {
      trials: unknown[];
    };
    expect(kept.trials.length).toBeGreaterThan(0);
    const told = await train(job);
    expect(told).toMatchObject({ state: 'done' });
    const report = JSON.parse(
      readFileSync(join(dataDir, 'models', 'od-test', '1.0.0', 'report.json'), 'utf8'),
    ) as { tuning: { trials: unknown[] } };
    expect(report.tuning.trials.length).toBe(6);
    expect(report.tuning.trials.slice(0, kept.trials.length)).toEqual(kept.trials);
  });

  test('cancelled half-way it leaves no model; resumed it gives the file that an undisturbed one gives', async () => {
    const job = jobOf({ tuning: { trials: 150 } });
    const { reports, client } = station(({ trials = [] }) => trials.length > 0);
    const told = await train(job, undefined, { reports, client });
    expect(told?.state).toBe('cancelled');
    const done = told?.trials?.length ?? 0;
    expect(done).toBeGreaterThan(0);
    expect(done).toBeLessThan(150);
    expect(existsSync(join(dataDir, 'models'))).toBe(false);
    // What the station knows of the trials is old; what is kept counts.
    const again = await train({ ...job, trials: (told?.trials ?? []).slice(0, 1), resumed: 1 });
    expect(again).toMatchObject({ state: 'done' });
    expect(again?.trials?.length).toBe(150);
    expect(again?.trials?.slice(0, done)).toEqual(told?.trials);
    expect(existsSync(join(dataDir, 'training', job.id))).toBe(false);
    await train({ ...job, id: 'job-2' });
    const [one, two] = ['1.0.0', '2.0.0'].map((version) =>
      readFileSync(join(dataDir, 'models', 'od-test', version, 'model.onnx')),
    );
    expect(one?.equals(two ?? Buffer.alloc(0))).toBe(true);
  });

  test('tells the loss tree by tree, of what is learned from and of batches left out, fold by fold', async () => {
    const told = await train(jobOf());
    const losses = told?.losses ?? [];
    expect(new Set(losses.map(({ fold }) => fold))).toEqual(new Set([1, 2, 3, 4]));
    const first = losses.filter(({ fold }) => fold === 1);
    expect(first.map(({ trees }) => trees)).toEqual(first.map((_, i) => i + 1));
    expect(first.at(-1)?.training).toBeLessThan(first[0]?.training ?? 0);
    expect(first.every(({ validation }) => validation !== null && validation > 0)).toBe(true);
  });

  test('a disk that takes no checkpoint is told and does not stop a training', async () => {
    const folder = join(dataDir, 'training', 'job-1');
    mkdirSync(folder, { recursive: true });
    symlinkSync('/dev/full', join(folder, 'state.json.writing'));
    const { reports, client } = station();
    const told = await train(jobOf({ tuning: { trials: 2 } }), undefined, { reports, client });
    expect(told?.state).toBe('done');
    const said = (reports as { said?: { words: string }[] }[]).flatMap((report) => report.said ?? []);
    expect(said.filter(({ words }) => words.includes('the disk is full'))).toHaveLength(1);
  });

  test.each([
    ['a vessel of another scale', { scale: '15L' }, 'R1 is a 15L vessel; this model is for 1L'],
    [
      'results in another unit',
      { channels: [{ ...channels[0], tag: 'OD600_offline', unit: 'mg/L' }] },
      'OD600 of R1 is in mg/L; the model learns AU',
    ],
  ])('%s is refused before anything is learned', async (_case, change, words) => {
    const given = station();
    const { list } = given.client.units;
    Object.assign(given.client.units, {
      list: async () => (await list(undefined)).map((unit) => ({ ...unit, ...change })),
    });
    expect(await train(jobOf(), undefined, given)).toMatchObject({ state: 'failed', words });
    expect(existsSync(join(dataDir, 'models'))).toBe(false);
    expect(existsSync(join(dataDir, 'training', 'job-1'))).toBe(false);
  });

  test('what is refused is told in words and leaves nothing', async () => {
    const told = await train(
      jobOf({ features: 'custom', featureNames: ['ageH', 'OD.now', 'methanolTotalL'] }),
    );
    expect(told?.state).toBe('failed');
    expect(told?.words).toContain('methanolTotalL');
    expect(existsSync(join(dataDir, 'models'))).toBe(false);
  });
});

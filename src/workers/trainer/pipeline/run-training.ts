import { createHash } from 'node:crypto';
import { join } from 'node:path';
import { z } from 'zod';
import { batchIdSchema, type BatchId } from '../../../shared/model/identity';
import { featureListText } from '../../../shared/model/model-file-card';
import { featureProfile } from '../../../shared/model/feature-profile';
import { Refusal } from '../../../shared/model/refusal';
import type {
  TrainingJob,
  TrainingLoss,
  TrainingPlan,
  TrainingState,
} from '../../../shared/model/training-plan';
import type { TrainingReport } from '../../../shared/model/training-report';
import { callDeadline } from '../../twin/call-deadline';
import type { StationClient } from '../../twin/followed-batch';
import { treeModelToJson } from '../boosting/tree-model';
import { encodeOnnx } from '../export-onnx/onnx-model';
import { openCheckpoint } from './checkpoint';
import { hybridGraph } from './hybrid-graph';
import { keepFeatures } from './keep-features';
import { learningCurve } from './learning-curve';
import { neededFeatures } from './linear-part';
import { predictor } from './predictor';
import { proveOnnx } from './prove-onnx';
import { refuseOtherUnits, replayBatch } from './replay-batch';
import { cardFeatures, goldenOf, trainingCard } from './training-card';
import { rangeOf, trainingReport } from './training-report';
import { trainModel, type TrainedModel } from './train-and-judge';
import { windowOf, type ReplayedBatch } from './training-row';
import { nextVersion, writeProduct } from './write-product';

export interface RunTraining {
  readonly client: StationClient;
  readonly dataDir: string;
  readonly appVersion: string;
  readonly job: Pick<TrainingJob, 'id' | 'plan'>;
  readonly signal: AbortSignal;
  readonly threadPath?: string | URL | undefined;
  readonly now: () => number;
  /** Share of all the work that is done, 0 to 1. */
  readonly at: (state: TrainingState, done: number, words: string) => void;
  readonly say: (words: string) => void;
  /** What an earlier run of the same training has left. */
  readonly onKept: (trials: TrainingJob['trials']) => void;
  readonly onTrial: (trial: TrainingJob['trials'][number]) => void;
  readonly onTrees: (grown: number, of: number) => void;
  readonly onLoss: (loss: TrainingLoss) => void;
}

export type TrainedProduct = NonNullable<TrainingJob['product']>;

/** Share of the work that is done when a step begins. */
const begins = {
  reading: 0,
  tuning: 0.3,
  'cross-validating': 0.6,
  training: 0.75,
  evaluating: 0.85,
  writing: 0.95,
} as const;

/**
 * One training from its plan to a product in the folder of models; nothing is there before it is whole.
 * @throws Refusal with words; the signal's reason when it is stopped
 */
export async function runTraining(run: RunTraining): Promise<TrainedProduct> {
  const { plan } = run.job;
  const started = run.now();
  const checkpoint = openCheckpoint({
    dataDir: run.dataDir,
    jobId: run.job.id,
    planSha256: sha256(JSON.stringify(plan)),
    now: run.now,
    say: run.say,
  });
  run.onKept([...checkpoint.trials]);
  try {
    const featureNames =
      plan.features === 'custom' ? plan.featureNames : featureProfile(plan.features).features;
    const { training, holdOut } = await readBatches(run, featureNames);
    const trained = await trainModel({
      plan,
      featureNames,
      training,
      threadPath: run.threadPath,
      signal: run.signal,
      now: run.now,
      say: run.say,
      step: (state, done) => {
        const next =
          state === 'tuning'
            ? begins['cross-validating']
            : state === 'cross-validating'
              ? begins.training
              : begins.evaluating;
        run.at(state, begins[state] + done * (next - begins[state]), stepWords[state]);
      },
      onTrial: (trial) => {
        checkpoint.keepTrial(trial);
        run.onTrial(trial);
        const share = Math.min(1, (trial.number + 1) / (plan.tuning?.trials ?? Number.POSITIVE_INFINITY));
        // The outer score repeats a part of the search.
        run.at(
          'tuning',
          begins.tuning + 0.7 * share * (begins['cross-validating'] - begins.tuning),
          stepWords.tuning,
        );
      },
      onTrees: (grown, of, state) => {
        checkpoint.keepTrees(state);
        run.onTrees(grown, of);
      },
      onLoss: run.onLoss,
      kept: { trials: checkpoint.trials, ...(checkpoint.final ? { final: checkpoint.final } : {}) },
    });
    const product = await judgeAndWrite(run, trained, holdOut, featureNames, started);
    checkpoint.remove();
    return product;
  } catch (problem) {
    // What was stopped, or found the disk full, may go on later; what was refused would be refused again.
    if (problem instanceof Refusal && problem.code === 'REFUSED') checkpoint.remove();
    throw problem;
  }
}

/** Why a training is stopped by a person. */
export const cancelled = new Error('Cancelled');

const stepWords = {
  tuning: 'Searching for settings of the booster by whole batches',
  'cross-validating': 'Predicting every training batch by models that have not seen it',
  training: 'Growing the trees of the model',
} as const;

async function readBatches(
  { client, job: { plan }, at, say, signal }: RunTraining,
  featureNames: readonly string[],
): Promise<{ training: ReplayedBatch[]; holdOut: ReplayedBatch[] }> {
  const [units, batches] = [
    await client.units.list(undefined, callDeadline()),
    await client.batches.list({}, callDeadline()),
  ];
  const read = async (id: BatchId, number: number): Promise<ReplayedBatch> => {
    signal.throwIfAborted();
    const of = plan.training.length + plan.holdOut.length;
    at('reading', (begins.tuning * number) / of, `Reading batch ${number + 1} of ${of}`);
    const batch = batches.find((one) => one.id === id);
    const unit = units.find((one) => one.id === batch?.unitId);
    if (!batch || !unit || batch.endedAt === null)
      throw new Refusal('REFUSED', `Batch ${id} is not there any more, or still runs`, 'training');
    refuseOtherUnits(unit, plan.scale, plan.target);
    const replayed = await replayBatch({ client, unit, batch, target: plan.target, featureNames, signal });
    say(`${batch.name}: ${replayed.ends.length} windows, ${replayed.rows.length} samples`);
    for (const words of replayed.leftOut) say(`${batch.name}: ${words}`);
    return replayed;
  };
  const all: ReplayedBatch[] = [];
  for (const [i, id] of [...plan.training, ...plan.holdOut].entries()) all.push(await read(id, i));
  const sealed = new Set<string>(plan.holdOut);
  return {
    training: all.filter(({ id }) => !sealed.has(id)),
    holdOut: all.filter(({ id }) => sealed.has(id)),
  };
}

async function judgeAndWrite(
  run: RunTraining,
  trained: TrainedModel,
  sealed: readonly ReplayedBatch[],
  featureNames: readonly string[],
  started: number,
): Promise<TrainedProduct> {
  const { job, dataDir, at, say } = run;
  const { plan } = job;
  const { model, band, training } = trained;
  at('evaluating', begins.evaluating, 'Learning curve');
  const curve = await learningCurve(trained);
  const bytes = encodeOnnx(hybridGraph(model, band), { name: 'bioprocess-twin', version: '1' });
  const answer = predictor(model, band);
  const windows = training
    .flatMap((batch) => Array.from(batch.ends, (_, i) => windowOf(batch, i, model.featureNames.length)))
    .filter((x) => !Number.isNaN(answer(x).value));
  const difference = await proveOnnx(bytes, windows, answer);
  say(
    `The model file answers as the trained model does within ${difference.toExponential(1)} on ${windows.length} windows`,
  );
  run.signal.throwIfAborted();
  // From here on the hold-out batches are used up for this evaluation, whatever comes of it.
  at('evaluating', begins.evaluating + 0.05, 'Holding the model against the hold-out batches');
  const holdOut = sealed.map((batch) => keepFeatures(batch, featureNames, model.featureNames));
  const holdOutHash = await countEvaluation(run, plan);
  const modelsDir = join(dataDir, 'models');
  const version = await nextVersion(modelsDir, plan.name);
  const needed = neededFeatures(model.line);
  const features = cardFeatures(
    model.featureNames,
    (j) => rangeOf(training, j, model.featureNames.length),
    needed,
  );
  const report = trainingReport({
    plan,
    trained,
    holdOut,
    holdOutHash,
    version,
    software: `Bioprocess Twin ${run.appVersion}`,
    warnings: [],
    createdAt: run.now(),
    seconds: (run.now() - started) / 1000,
    sha256: sha256(bytes),
    featuresSha256: sha256(featureListText(features)),
    onnxDifference: difference,
    learningCurve: curve,
  });
  at('writing', begins.writing, 'Writing the model');
  await write(modelsDir, report, { bytes, features, trained, windows, plan });
  say(report.verdict.words);
  return {
    name: plan.name,
    version,
    verdict: report.verdict.words,
    passed: report.verdict.state === 'passed',
    undecided: report.verdict.state === 'undecided',
  };
}

async function countEvaluation(
  { client, job }: RunTraining,
  plan: TrainingPlan,
): Promise<{ sha256: string; evaluations: number }> {
  if (plan.holdOut.length === 0) return { sha256: '', evaluations: 0 };
  return client.training.countEvaluation(
    { jobId: job.id, holdOut: z.array(batchIdSchema).parse(plan.holdOut) },
    callDeadline(),
  );
}

interface Written {
  readonly bytes: Uint8Array;
  readonly features: ReturnType<typeof cardFeatures>;
  readonly trained: TrainedModel;
  readonly windows: readonly Float32Array[];
  readonly plan: TrainingPlan;
}

async function write(modelsDir: string, report: TrainingReport, written: Written): Promise<void> {
  const { bytes, features, trained, windows, plan } = written;
  const { model, band } = trained;
  const golden = goldenOf(model.featureNames, windows, predictor(model, band));
  const parts = {
    featureNames: model.featureNames,
    logTarget: model.logTarget,
    line: model.line,
    trees: model.trees && treeModelToJson(model.trees),
    band: { q: band.q, settled: band.settled, early: band.early },
  };
  await writeProduct(modelsDir, report, {
    'model.onnx': bytes,
    'golden.json': json(golden),
    'shap.json': json(report.shap),
    'report.json': json(report),
    'parts.json': json(parts),
    'card.json': json(trainingCard(report, features, plan)),
  });
}

function json(value: unknown): string {
  return `${JSON.stringify(value)}\n`;
}

function sha256(data: Uint8Array | string): string {
  return createHash('sha256').update(data).digest('hex');
}

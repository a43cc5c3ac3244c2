import { createHash } from 'node:crypto';
import type { PlanProblem, TrainingPlan } from '../../../shared/model/training-plan';
import { trainingTarget } from '../../../shared/model/training-plan';
import { featuresOf } from '../../../shared/model/feature-catalogue';
import { phaseOf, phaseCode, type PhaseId } from '../../../shared/model/phase';
import type { ReportPart, ReportPoint, TrainingReport } from '../../../shared/model/training-report';
import { neededFeatures } from './linear-part';
import { fitBand, type Band, type UnseenScore } from './band';
import { agreementOf, coverageBy, groupBy } from './judge';
import { featureShift } from './feature-shift';
import { predictor, type Answer } from './predictor';
import { baselinesOf, reportPartOrder, reportRows } from './report-baselines';
import { shapOf } from './report-shap';
import { independenceWords, intervalWords, limitsOf, modelWords } from './report-words';
import { judgedVerdict } from './report-verdict';
import type { TrainedModel } from './train-and-judge';
import { windowOf, type ReplayedBatch, type TrainingRow } from './training-row';

export interface ReportRequest {
  readonly plan: TrainingPlan;
  readonly trained: TrainedModel;
  /** With the features that were kept. */
  readonly holdOut: readonly ReplayedBatch[];
  readonly holdOutHash: { readonly sha256: string; readonly evaluations: number };
  readonly version: string;
  readonly software: string;
  readonly warnings: readonly PlanProblem[];
  readonly createdAt: number;
  readonly seconds: number;
  readonly sha256: string;
  readonly featuresSha256: string;
  readonly onnxDifference: number;
  readonly learningCurve: TrainingReport['learningCurve'];
}

const trajectoryPoints = 400;

/** Everything the report of a training shows, computed from the model as it is shipped. */
export function trainingReport(request: ReportRequest): TrainingReport {
  const { plan, trained, holdOut, holdOutHash } = request;
  const target = trainingTarget(plan.target);
  const { model, band, training, crossValidated } = trained;
  const answers = partAnswers({ ...trained, level: plan.interval });
  const points = reportPoints(trained, holdOut, answers);
  const part = (of: ReportPart): ReportPoint[] => points.filter((point) => point.part === of);
  const agreement = reportPartOrder.flatMap((of) => {
    const found = agreementOf(part(of), target.floor);
    return found ? [{ ...found, part: of }] : [];
  });
  const baselines = baselinesOf(trained, holdOut, points, target.floor);
  const batches = [...training, ...holdOut];
  const shap = shapOf(model, batches, plan);
  const kinds = new Set(batches.map(({ simulated }) => simulated));
  const simulated = kinds.size > 1 ? 'mixed' : (batches[0]?.simulated ?? false);
  const overall = coverageBy(points, ({ part: of }) => of);
  return {
    format: 1,
    name: plan.name,
    version: request.version,
    createdAt: request.createdAt,
    software: request.software,
    simulated,
    target,
    scale: plan.scale,
    plan,
    planSha256: sha256(JSON.stringify(plan)),
    warnings: [...request.warnings],
    verdict: judgedVerdict({
      plan,
      agreement,
      overall,
      baselines,
      simulated,
      holdOut: holdOut.length,
      evaluations: holdOutHash.evaluations,
    }),
    model: {
      structure: plan.structure,
      words: modelWords(trained, plan),
      trees: model.trees?.trees.length ?? 0,
      features: featuresOf(model.featureNames).map(({ name, unit, formula }, j) => ({
        name,
        words: formula,
        unit,
        ...rangeOf(training, j, model.featureNames.length),
        mayBeMissing: !neededFeatures(model.line).has(j),
        weight: model.line[0]?.terms.find(({ feature }) => feature === j)?.weight ?? null,
      })),
      sha256: request.sha256,
      featuresSha256: request.featuresSha256,
      seconds: request.seconds,
      onnxDifference: request.onnxDifference,
    },
    holdOut: { ...holdOutHash, words: independenceWords(holdOut.length, holdOutHash.evaluations) },
    batches: batches.map((batch) => batchEntry(batch, holdOut.includes(batch), points, target.floor)),
    agreement,
    baselines,
    interval: {
      level: plan.interval.level,
      words: intervalWords(plan, band.scores, crossValidated.unseen.length),
      scores: band.scores,
      rank: band.rank,
      q: band.q,
    },
    coverage: {
      overall,
      perBatch: coverageBy(points, ({ batchId }) => batchId),
      perPhase: coverageBy(points, ({ phase }) => phase),
    },
    byPhase: [...groupBy(points, ({ part: of, phase }) => `${of} ${phase}`).values()].flatMap((group) => {
      const found = agreementOf(group, target.floor);
      const first = group[0];
      return found && first ? [{ ...found, phase: first.phase, part: first.part }] : [];
    }),
    points,
    featureValues: featureValues(
      trained,
      holdOut,
      shap.global.map(({ name }) => name),
    ),
    trajectories: [
      ...training.map((batch) =>
        trajectory(batch, 'cross-validated', answers.unseen(batch.id), model.featureNames.length),
      ),
      ...holdOut.map((batch) => trajectory(batch, 'hold-out', answers.final, model.featureNames.length)),
    ],
    learningCurve: request.learningCurve,
    shift: featureShift(model.featureNames, training, holdOut),
    shap,
    tuning: trained.tuned && {
      trials: [...trained.tuned.trials],
      chosen: trained.tuned.chosen,
      outerMrePct: trained.tuned.outerMrePct,
      words: trained.tuned.words,
    },
    limits: limitsOf(plan, simulated, trained),
  };
}

/** The shipped model with its band; for a training batch a model and a band that were made without it. */
function partAnswers({
  model,
  band,
  crossValidated,
  fit,
  level,
}: Pick<TrainedModel, 'model' | 'band' | 'crossValidated' | 'fit'> & { level: TrainingPlan['interval'] }) {
  const final = predictor(model, band);
  const unseen = (id: string): ((x: ArrayLike<number>) => Answer) => {
    const fold = crossValidated.folds.find(({ batches }) => batches.includes(id));
    if (!fold) return final;
    const others = crossValidated.unseen.filter(({ row }) => row.batchId !== id);
    const own = bandWithout(others, { interval: level, logTarget: fit.plan.logTarget }, band);
    return predictor(fold.model, { ...own, trees: fold.bandTrees });
  };
  const known = new Map<string, ReturnType<typeof unseen>>();
  return {
    final,
    unseen: (id: string) => {
      const answer = known.get(id) ?? unseen(id);
      known.set(id, answer);
      return answer;
    },
  };
}

/** The band of all other batches; with too few of them the one of all. */
function bandWithout(
  others: readonly UnseenScore[],
  plan: Pick<TrainingPlan, 'interval' | 'logTarget'>,
  band: Band,
): Band {
  try {
    return fitBand(others, plan, band.trees);
  } catch (problem) {
    if (problem instanceof RangeError) return band;
    throw problem;
  }
}

function reportPoints(
  trained: TrainedModel,
  holdOut: readonly ReplayedBatch[],
  { final, unseen }: ReturnType<typeof partAnswers>,
): ReportPoint[] {
  const { training, model } = trained;
  const ranges = model.featureNames.map((_, j) => rangeOf(training, j, model.featureNames.length));
  const sealed = new Set(holdOut.map(({ id }) => id));
  return reportRows(trained, holdOut).flatMap((row) => {
    const isHoldOut = sealed.has(row.batchId);
    const { value, low, high } = (isHoldOut ? final : unseen(row.batchId))(row.x);
    if (Number.isNaN(value)) return [];
    const outside = row.x.some((v, j) => v < (ranges[j]?.low ?? v) || v > (ranges[j]?.high ?? v));
    const { batchId, t, ageH, phase, measured } = row;
    return {
      part: isHoldOut ? ('hold-out' as const) : ('cross-validated' as const),
      batchId,
      t,
      ageH,
      phase: phaseOf(phaseCode(phase as PhaseId)).words,
      measured,
      predicted: value,
      low,
      high,
      outsideTraining: outside,
    };
  });
}

function featureValues(
  trained: TrainedModel,
  holdOut: readonly ReplayedBatch[],
  names: readonly string[],
): TrainingReport['featureValues'] {
  const score = predictor(trained.model, trained.band);
  const rows = reportRows(trained, holdOut).filter((row) => !Number.isNaN(score(row.x).value));
  return featuresOf(names).map(({ name, unit }) => {
    const j = trained.model.featureNames.indexOf(name);
    return { name, unit, values: rows.map(({ x }) => shortened(numberOrNull(x[j]))) };
  });
}

function batchEntry(
  batch: ReplayedBatch,
  isHoldOut: boolean,
  points: readonly ReportPoint[],
  floor: number,
): TrainingReport['batches'][number] {
  const { id, name, unitId, simulated, inoculatedAt, endedAt, samples, rows, leftOut } = batch;
  return {
    id,
    name,
    unitId,
    role: isHoldOut ? 'hold-out' : 'training',
    simulated,
    inoculatedAt,
    endedAt,
    samples: samples.length,
    used: rows.length,
    leftOut: [...leftOut],
    sha256: rowsHash(rows),
    agreement: agreementOf(
      points.filter(({ batchId }) => batchId === id),
      floor,
    ),
  };
}

/** Of the rows of a batch as they entered: time, result and features, bit for bit. */
export function rowsHash(rows: readonly TrainingRow[]): string {
  const hash = createHash('sha256');
  for (const { t, measured, x } of rows)
    hash
      .update(new Uint8Array(Float64Array.of(t, measured).buffer))
      .update(new Uint8Array(Float32Array.from(x).buffer));
  return hash.digest('hex');
}

function trajectory(
  batch: ReplayedBatch,
  part: ReportPart,
  answer: (x: ArrayLike<number>) => Answer,
  width: number,
): TrainingReport['trajectories'][number] {
  const every = Math.max(1, Math.ceil(batch.ends.length / trajectoryPoints));
  const at = Array.from({ length: Math.ceil(batch.ends.length / every) }, (_, i) => i * every);
  const answers = at.map((i) => answer(windowOf(batch, i, width)));
  const ageOf = (t: number): number => (t - batch.inoculatedAt) / 3_600_000;
  return {
    part,
    batchId: batch.id,
    name: batch.name,
    ageH: at.map((i) => ageOf(batch.ends[i] ?? 0)),
    predicted: answers.map(({ value }) => numberOrNull(value)),
    low: answers.map(({ low }) => numberOrNull(low)),
    high: answers.map(({ high }) => numberOrNull(high)),
    samples: batch.samples.map(({ at: t, measured }) => ({ ageH: ageOf(t), measured })),
  };
}

/** Least and greatest value of a feature over all windows of some batches. */
export function rangeOf(
  batches: readonly ReplayedBatch[],
  j: number,
  width: number,
): { low: number; high: number } {
  let [low, high] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
  for (const batch of batches)
    for (let i = 0; i < batch.ends.length; i += 1) {
      const value = batch.values[i * width + j] as number;
      if (value < low) low = value;
      if (value > high) high = value;
    }
  return { low, high };
}

/** As many digits as a float32 has, so that hundreds of features stay a small file. */
function shortened(value: number | null): number | null {
  return value === null ? null : Number(value.toPrecision(7));
}

function numberOrNull(value: number | undefined): number | null {
  return value === undefined || Number.isNaN(value) ? null : value;
}

function sha256(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}

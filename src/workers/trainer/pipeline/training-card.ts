import { featuresOf } from '../../../shared/model/feature-catalogue';
import type { Golden, ModelFileCard } from '../../../shared/model/model-file-card';
import type { TrainingPlan } from '../../../shared/model/training-plan';
import type { TrainingReport } from '../../../shared/model/training-report';
import { windowMs } from '../../twin/features/input-cell';
import type { Answer } from './predictor';

const goldenRows = 24;

/** The inputs of a model as its card lists them. */
export function cardFeatures(
  names: readonly string[],
  rangeOf: (index: number) => { low: number; high: number },
  needed: ReadonlySet<number>,
): ModelFileCard['features'] {
  return featuresOf(names).map(({ name, version, unit }, j) => ({
    name,
    version,
    unit,
    ...rangeOf(j),
    mayBeMissing: !needed.has(j),
  }));
}

/** The card of a trained model, from its report. */
export function trainingCard(
  report: TrainingReport,
  features: ModelFileCard['features'],
  plan: TrainingPlan,
): ModelFileCard {
  const { target, verdict } = report;
  const found = (part: 'hold-out' | 'cross-validated') => report.agreement.find((one) => one.part === part);
  const judged = found('hold-out') ?? found('cross-validated');
  const part = judged?.part ?? 'cross-validated';
  const kind =
    report.simulated === true ? 'simulated ' : report.simulated === 'mixed' ? 'partly simulated ' : '';
  const measuredOn = judged
    ? `${judged.n} samples of ${judged.batches} ${kind}${part === 'hold-out' ? 'hold-out batches' : 'batches, cross-validated'}`
    : 'nothing';
  const coverage = report.coverage.overall.find((one) => one.part === part) ?? null;
  const baseline = (name: string): number | null =>
    report.baselines.find((one) => one.name === name && one.part === part)?.mrePct ?? null;
  return {
    format: 1,
    name: report.name,
    version: report.version,
    purpose:
      plan.purpose ||
      `${target.name} in ${plan.scale} vessels, every ${windowMs / 1000} s, from what is measured online`,
    accuracy: `Mean relative error ${judged?.mrePct.toFixed(1) ?? '–'} %, ${Math.round(100 * report.interval.level)} % band held ${coverage ? (100 * coverage.share).toFixed(0) : '–'} %; measured on ${measuredOn}.`,
    sha256: report.model.sha256,
    output: {
      name: target.id,
      unit: target.unit,
      intervalLevel: report.interval.level,
      interval: report.interval.words,
    },
    features,
    data: {
      simulated: report.simulated,
      split: 'Whole batches; no batch is in two parts',
      batches: report.batches.map(({ id, role, used, sha256 }) => ({ id, role, samples: used, sha256 })),
      holdOutSha256: report.holdOut.sha256,
      holdOutEvaluations: report.holdOut.evaluations,
      window: `${windowMs / 1000} s means`,
    },
    metrics: {
      measuredOn,
      agreement: report.agreement,
      baselines: report.baselines,
      coverage: report.coverage.overall,
      checks: verdict.checks,
    },
    limits: report.limits,
    target: target.id,
    scale: plan.scale,
    excluded: plan.excluded,
    createdAt: report.createdAt,
    software: report.software,
    simulated: report.simulated,
    source: 'trained',
    passed: verdict.checks.length === 0 ? null : verdict.state === 'passed',
    verdict: verdict.words,
    plan,
    figures: {
      measuredOn,
      n: judged?.n ?? null,
      mrePct: judged?.mrePct ?? null,
      rmse: judged?.rmse ?? null,
      r2: judged?.r2 ?? null,
      bias: judged?.bias ?? null,
      coverage: coverage?.share ?? null,
      ridgeMrePct: baseline('Ridge'),
      ageOnlyMrePct: baseline('Age only'),
    },
  };
}

/** Reference rows spread over some windows, with the answers of the trainer. */
export function goldenOf(
  names: readonly string[],
  windows: readonly ArrayLike<number>[],
  answer: (x: ArrayLike<number>) => Answer,
): Golden {
  const known = windows
    .map((x) => ({ x, ...answer(x) }))
    .filter(({ value, low, high }) => [value, low, high].every(Number.isFinite));
  const every = Math.max(1, Math.floor(known.length / goldenRows));
  const rows = known.filter((_, i) => i % every === 0).slice(0, goldenRows);
  return {
    tolerance: 1e-5,
    features: [...names],
    rows: rows.map(({ x, value, low, high }) => ({
      x: Array.from(x, (v) => (Number.isNaN(v) ? null : v)),
      value,
      low,
      high,
    })),
  };
}

import { z } from 'zod';
import { vesselScales } from '../../../shared/model/channel-catalogue';
import type { LiveError, ModelTest, ModelVersionEntry } from '../../../shared/model/model-registry';
import { modelSources } from '../../../shared/model/model-registry';
import { trainingTarget, trainingTargetIdSchema } from '../../../shared/model/training-plan';
import type { KeptModel, KeptScore } from '../record/models/models-keep';
import type { ModelFileCard } from '../../../shared/model/model-file-card';
import { checkStates } from '../../../shared/model/training-report';
import type { FoundProduct } from './read-product';

const noFigures: ModelVersionEntry['figures'] = {
  measuredOn: '',
  n: null,
  mrePct: null,
  rmse: null,
  r2: null,
  bias: null,
  coverage: null,
  ridgeMrePct: null,
  ageOnlyMrePct: null,
};

/** A version as it is shown: what is kept of it with what its files say. */
export function entryOf(model: KeptModel, product: FoundProduct, live: LiveError): ModelVersionEntry {
  const { card } = product;
  const problem =
    product.problem ||
    (product.sha256 === model.sha256 ? '' : 'Its files are others than were registered: put them back');
  return {
    name: model.name,
    version: model.version,
    state: problem === '' ? model.state : 'damaged',
    source: modelSources.find((source) => source === model.source) ?? 'trained',
    target: model.target,
    unit: card?.output.unit ?? '',
    scale: vesselScales.find((scale) => scale === model.scale) ?? null,
    purpose: card?.purpose ?? '',
    accuracy: card?.accuracy ?? '',
    simulated: (card?.simulated ?? card?.data['simulated'] ?? false) !== false,
    sha256: model.sha256,
    featuresSha256: model.featuresSha256,
    features: card?.features.length ?? 0,
    createdAt: card?.createdAt ?? null,
    registeredAt: model.registeredAt,
    changedAt: model.changedAt,
    passed: card?.passed ?? null,
    test: testOf(card),
    verdict: card?.verdict ?? '',
    figures: card?.figures ?? noFigures,
    live,
    hasReport: product.hasReport,
    problem,
  };
}

const checksSchema = z.array(z.object({ state: z.enum(checkStates) }));

/** A card says only whether all limits were met; its checks tell a missed one from one that too few samples decide. */
function testOf(card: Pick<ModelFileCard, 'passed' | 'metrics'> | null): ModelTest {
  const passed = card?.passed ?? null;
  if (passed === null) return 'untested';
  if (passed) return 'passed';
  const checks = checksSchema.safeParse(card?.metrics['checks']);
  return checks.success && checks.data.length > 0 && checks.data.every(({ state }) => state !== 'failed')
    ? 'undecided'
    : 'failed';
}

/** How it does against samples held against its predictions since it has its state. */
export function liveErrorOf(
  { changedAt, target }: Pick<KeptModel, 'changedAt' | 'target'>,
  scores: readonly KeptScore[],
): LiveError {
  const since = scores.filter(({ scoredAt }) => scoredAt >= changedAt);
  const banded = since.filter(({ low, high }) => low !== null && high !== null);
  const held = banded.filter(({ measured, low, high }) => measured >= (low ?? 0) && measured <= (high ?? 0));
  return {
    n: since.length,
    mrePct: mrePctOf(since, target),
    coverage: banded.length > 0 ? held.length / banded.length : null,
    lastSampleAt: since.length > 0 ? Math.max(...since.map(({ sampledAt }) => sampledAt)) : null,
  };
}

/** Mean relative error, %; null without a score. */
export function mrePctOf(scores: readonly KeptScore[], target: string): number | null {
  if (scores.length === 0) return null;
  const known = trainingTargetIdSchema.safeParse(target);
  const floor = known.success ? trainingTarget(known.data).floor : 1;
  const errors = scores.map(({ measured, predicted }) => Math.abs(predicted - measured) / Math.max(Math.abs(measured), floor));
  return (100 * errors.reduce((sum, error) => sum + error, 0)) / errors.length;
}

import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { randomUUID } from 'node:crypto';
import { featureCatalogue } from '../../../shared/model/feature-catalogue';
import { notesInForce, od600Of, type BatchNote } from '../../../shared/model/batch-note';
import { checkTrainingPlan, mayStart, type PlannedBatch } from '../../../shared/model/check-training-plan';
import type { BatchId, UnitId } from '../../../shared/model/identity';
import type { ModelVersionEntry } from '../../../shared/model/model-registry';
import type { Batch, ProcessUnit } from '../../../shared/model/process-unit';
import { Refusal } from '../../../shared/model/refusal';
import { featureProfile } from '../../../shared/model/feature-profile';
import { excludedFrom } from './excluded-from';
import type { PlanProblem, TrainingPlan, TrainingTargetId } from '../../../shared/model/training-plan';
import { featureProfiles } from '../../../shared/model/training-plan';
import type { TrainingBatch, TreesToBring } from '../../../shared/contract/training';
import { actAs } from '../acting';
import type { EventsDesk } from '../events-desk';
import { compareModels, type ModelComparison } from './compare-models';
import { scoreBatch, type LiveScoresDeps } from './live-scores';
import { mrePctOf } from './model-entry';
import { createModelRegistry, type ModelRegistry, type ModelRegistryDeps } from './model-registry';
import { createTrainingDesk, type TrainingDesk } from './training-desk';

export interface ModelsRoomDeps extends ModelRegistryDeps, LiveScoresDeps {
  readonly keep: ModelRegistryDeps['keep'];
  readonly events: Pick<EventsDesk, 'tell'>;
  readonly dataDir: string;
  /** Batches that a deviation keeps from training. */
  readonly excluded?: (() => readonly { readonly batchId: BatchId; readonly id: string }[]) | undefined;
  readonly wantTrainer: () => void;
  readonly batches: () => readonly Batch[];
  readonly units: () => readonly ProcessUnit[];
  readonly notes: (batchId: BatchId) => readonly BatchNote[];
  readonly originOf: (batchId: BatchId) => { readonly role: string; readonly design: string } | null;
  readonly log: (words: string) => void;
}

/** What came of a plan that is only looked at. */
export interface PlanJudgement {
  readonly problems: PlanProblem[];
  readonly samples: number;
  readonly holdOutSamples: number;
  readonly holdOutSha256: string;
  readonly evaluations: number;
}

/** Models, trainings, and what samples say of them. May refuse with words. */
export interface ModelsRoom {
  readonly registry: Omit<ModelRegistry, 'added' | 'holder' | 'bySha256' | 'before'>;
  readonly desk: Omit<TrainingDesk, 'start' | 'bring' | 'evaluationsOf'>;
  options(): {
    batches: TrainingBatch[];
    features: { name: string; unit: string; words: string; group: string }[];
    profiles: { id: (typeof featureProfiles)[number]; words: string; features: string[] }[];
  };
  check(plan: TrainingPlan): PlanJudgement;
  start(plan: TrainingPlan): ReturnType<TrainingDesk['start']>;
  importTrees(given: Omit<TreesToBring, 'id' | 'path'> & { file: string }): Promise<ModelVersionEntry>;
  compare(a: ModelVersionEntry, b: ModelVersionEntry): ModelComparison;
  /** Samples of a batch came or changed: hold them against what was predicted. */
  samplesChanged(batchId: BatchId): Promise<void>;
  stop(): void;
}

/** Predictions that come later than their samples are looked for this often. */
const lookAgainMs = 60_000;

/** Opens registry and training desk over one data folder. */
export function createModelsRoom(deps: ModelsRoomDeps): ModelsRoom {
  const registry = createModelRegistry(deps);
  const desk = createTrainingDesk({ ...deps, added: (of) => void registry.added(of) });
  const told = new Set<string>();

  const planned = (target: TrainingTargetId): Map<string, PlannedBatch> =>
    new Map(trainable(deps).map((batch) => [batch.id, plannedBatch(batch, target)]));
  const check = (plan: TrainingPlan): PlanJudgement => {
    const batches = planned(plan.target);
    const known = new Set(featureCatalogue.map(({ name }) => name));
    const count = (ids: readonly string[]): number =>
      ids.reduce((sum, id) => sum + (batches.get(id)?.samples ?? 0), 0);
    const { sha256, evaluations } = desk.evaluationsOf(plan.holdOut);
    return {
      problems: [
        ...checkTrainingPlan(plan, batches, (name) => known.has(name)),
        ...excludedFrom(plan, deps.excluded?.() ?? []),
      ],
      samples: count(plan.training),
      holdOutSamples: count(plan.holdOut),
      holdOutSha256: sha256,
      evaluations: plan.holdOut.length === 0 ? 0 : evaluations,
    };
  };
  const samplesChanged = async (batchId: BatchId): Promise<void> => {
    const batch = deps.batches().find(({ id }) => id === batchId);
    if (!batch) return;
    await scoreBatch(deps, batch, deps.notes(batchId));
    judgeChampions();
  };
  const judgeChampions = (): void => {
    const rule = registry.rule();
    if (!rule.enabled) return;
    for (const model of registry.list().filter(({ state }) => state === 'champion')) {
      const since = registry.liveSince(model);
      const scores = deps.keep
        .listScores(model, 1000)
        .filter(({ state, scoredAt }) => state === 'champion' && scoredAt >= since)
        .slice(0, rule.window);
      const mrePct = mrePctOf(scores, model.target);
      const key = `${model.name} ${model.version} ${since}`;
      if (mrePct === null || scores.length < rule.leastSamples || mrePct <= rule.mrePctMax) {
        told.delete(key);
        continue;
      }
      const why = `mean relative error ${mrePct.toFixed(1)} % over the newest ${scores.length} samples, allowed are ${rule.mrePctMax} %`;
      try {
        // Not the person whose sample it was: the rule acts.
        actAs({ kind: 'system', name: 'station' }, () => registry.rollback(model, why, 'rule'));
      } catch (problem) {
        if (!(problem instanceof Refusal)) throw problem;
        if (!told.has(key))
          deps.events.tell('warning', 'model-error-high', `${model.name} ${model.version}: ${why}. ${problem.words}`);
        told.add(key);
      }
    }
  };
  const look = setInterval(() => {
    const running = deps.batches().filter(({ endedAt }) => endedAt === null);
    Promise.all(running.map(({ id }) => samplesChanged(id))).catch((problem: unknown) =>
      deps.log(`Samples could not be held against predictions: ${String(problem)}`),
    );
  }, lookAgainMs);

  return {
    registry,
    desk,
    check,
    samplesChanged,
    options: () => ({
      batches: trainable(deps),
      features: featureCatalogue.map(({ name, unit, formula, group }) => ({ name, unit, words: formula, group })),
      profiles: featureProfiles.map((id) => ({ id, ...featureProfile(id) })),
    }),
    start: (plan) => {
      const { problems } = check(plan);
      const refused = problems.find(({ severity }) => severity === 'refused');
      if (refused && !mayStart(problems)) throw new Refusal('REFUSED', refused.words, refused.field);
      return desk.start(plan);
    },
    importTrees: async ({ file, ...given }) => {
      const folder = join(deps.dataDir, 'training');
      const path = join(folder, `trees-${randomUUID()}`);
      mkdirSync(folder, { recursive: true });
      writeFileSync(path, Buffer.from(file, 'base64'));
      const of = await desk.bring({ ...given, path });
      return registry.get(of).model;
    },
    compare: (a, b) =>
      compareModels(a, b, (entry) => {
        const { features } = registry.get(entry).card as { features?: { name: string }[] };
        return (features ?? []).map(({ name }) => name);
      }),
    stop: () => clearInterval(look),
  };
}

/** Batches that have ended, with what their samples hold. */
function trainable({ batches, units, notes, originOf }: ModelsRoomDeps): (TrainingBatch & { endedAt: number })[] {
  const scales = new Map<UnitId, ProcessUnit['scale']>(units().map(({ id, scale }) => [id, scale]));
  return batches().flatMap((batch) => {
    const scale = scales.get(batch.unitId);
    if (batch.endedAt === null || !scale) return [];
    const samples = notesInForce(notes(batch.id)).filter((note) => note.kind === 'sample');
    const origin = originOf(batch.id);
    return {
      id: batch.id,
      name: batch.name,
      unitId: batch.unitId,
      scale,
      simulated: batch.simulated,
      inoculatedAt: batch.inoculatedAt,
      endedAt: batch.endedAt,
      role: origin?.role ?? '',
      design: origin?.design ?? '',
      samples: {
        OD600: samples.filter((note) => od600Of(note) !== undefined).length,
        DCW: samples.filter(({ dcwGL }) => dcwGL !== undefined).length,
      },
    };
  });
}

function plannedBatch(batch: TrainingBatch, target: TrainingTargetId): PlannedBatch {
  const { id, name, scale, simulated, endedAt, role, samples } = batch;
  return { id, name, scale, simulated, endedAt, role, samples: samples[target] };
}

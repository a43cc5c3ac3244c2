import { chanceWithin } from './chance-within';
import type { PlanProblem, TrainingPlan } from './training-plan';
import { trainingTarget } from './training-plan';

/** What must be known of a batch to judge a plan. */
export interface PlannedBatch {
  readonly id: string;
  readonly name: string;
  readonly scale: string;
  readonly simulated: boolean;
  readonly endedAt: number | null;
  readonly role: string;
  /** Samples that carry the target of the plan. */
  readonly samples: number;
}

/** With fewer labels than this in all nothing can be learned. */
const leastSamples = 20;
/** Below this chance that a true band passes, the test of its coverage is called a weak one. */
const enoughChance = 0.9;

/**
 * Judges a plan by what is known without reading history. A hold-out batch in training is refused, not warned of.
 * @param batches every batch there is
 * @param knownFeature names the engine can make
 */
export function checkTrainingPlan(
  plan: TrainingPlan,
  batches: ReadonlyMap<string, PlannedBatch>,
  knownFeature: (name: string) => boolean,
): PlanProblem[] {
  return [
    ...batchProblems(plan, batches),
    ...sampleProblems(plan, batches),
    ...intervalProblems(plan),
    ...featureProblems(plan, knownFeature),
  ];
}

/** True where nothing keeps the plan from being started. */
export function mayStart(problems: readonly PlanProblem[]): boolean {
  return problems.every(({ severity }) => severity !== 'refused');
}

const refused = (field: string, words: string): PlanProblem => ({ severity: 'refused', field, words });
const warning = (field: string, words: string): PlanProblem => ({ severity: 'warning', field, words });

function batchProblems(plan: TrainingPlan, batches: ReadonlyMap<string, PlannedBatch>): PlanProblem[] {
  const both = plan.holdOut.filter((id) => plan.training.includes(id));
  const sealed = plan.training.filter((id) => batches.get(id)?.role === 'hold-out');
  const problems: PlanProblem[] = [
    ...both.map((id) =>
      refused(
        'training',
        `${id} is a hold-out batch and may not be trained on: leave it out of one of the two`,
      ),
    ),
    ...sealed
      .filter((id) => !both.includes(id))
      .map((id) =>
        refused('training', `${id} is sealed as a hold-out batch of its campaign and may not be trained on`),
      ),
    ...twice(plan.training).map((id) => refused('training', `${id} is named twice`)),
    ...twice(plan.holdOut).map((id) => refused('holdOut', `${id} is named twice`)),
  ];
  for (const [field, ids] of [
    ['training', plan.training],
    ['holdOut', plan.holdOut],
  ] as const)
    for (const id of ids) {
      const batch = batches.get(id);
      if (!batch) problems.push(refused(field, `There is no batch ${id}`));
      else if (batch.endedAt === null)
        problems.push(refused(field, `${batch.name} still runs: wait until it has ended`));
      else if (batch.scale !== plan.scale)
        problems.push(
          refused(field, `${batch.name} ran in a ${batch.scale} vessel; this model is for ${plan.scale}`),
        );
    }
  const kinds = new Set(
    [...plan.training, ...plan.holdOut].flatMap((id) => batches.get(id)?.simulated ?? []),
  );
  if (kinds.size === 2)
    problems.push(warning('training', 'Simulated and real batches are mixed; the report will say so'));
  if (new Set(plan.training).size === 1)
    problems.push(refused('training', 'One batch is not enough: a model is judged on batches it never saw'));
  else if (new Set(plan.training).size < plan.folds)
    problems.push(
      refused(
        'folds',
        `${plan.training.length} batches cannot be divided into ${plan.folds} folds; a batch is never split`,
      ),
    );
  if (plan.holdOut.length === 0)
    problems.push(
      warning('holdOut', 'Without hold-out batches no verdict is given; only cross-validation is shown'),
    );
  return problems;
}

function sampleProblems(plan: TrainingPlan, batches: ReadonlyMap<string, PlannedBatch>): PlanProblem[] {
  const { name } = trainingTarget(plan.target);
  const count = (ids: readonly string[]): number =>
    ids.reduce((sum, id) => sum + (batches.get(id)?.samples ?? 0), 0);
  const without = plan.training.filter((id) => batches.get(id)?.samples === 0);
  const [n, held] = [count(plan.training), count(plan.holdOut)];
  const problems = without.map((id) =>
    warning('training', `${id} has no samples with ${name} and teaches nothing`),
  );
  if (n === 0)
    return [
      refused('target', `No training batch has samples with ${name}: write them down in its notes first`),
    ];
  if (n < leastSamples)
    problems.push(
      refused(
        'target',
        `${n} samples with ${name} are too few to learn from; ${leastSamples} or more are needed`,
      ),
    );
  if (plan.holdOut.length > 0 && held === 0)
    problems.push(
      refused('holdOut', `The hold-out batches have no samples with ${name}: nothing could be judged`),
    );
  else if (plan.holdOut.length > 0) problems.push(...fewWords(plan, held));
  return problems;
}

/** What so many hold-out samples can say about the coverage of the band, told before the test. */
function fewWords({ acceptance, interval }: TrainingPlan, held: number): PlanProblem[] {
  const { coverageMin, coverageMax } = acceptance;
  const chance = chanceWithin(held, interval.level, coverageMin, coverageMax);
  if (chance >= enoughChance) return [];
  const level = Math.round(100 * interval.level);
  return [
    warning(
      'holdOut',
      `${held} hold-out samples decide little about the coverage of the band: even one of exactly ${level} % lies within the limits in ${Math.round(100 * chance)} of 100 such tests. The verdict may stay open`,
    ),
  ];
}

function intervalProblems({ interval, training }: TrainingPlan): PlanProblem[] {
  const batches = new Set(training).size;
  const most = batches / (batches + 1);
  if (interval.basis !== 'batch' || interval.level <= most) return [];
  const possible = Math.floor(100 * most);
  return [
    refused(
      'interval.level',
      `${batches} batches cannot vouch for ${Math.round(100 * interval.level)} % by whole batches; up to ${possible} % is possible, or choose single samples`,
    ),
  ];
}

function featureProblems(plan: TrainingPlan, knownFeature: (name: string) => boolean): PlanProblem[] {
  if (plan.features !== 'custom') return [];
  if (plan.featureNames.length === 0) return [refused('featureNames', 'Choose at least one feature')];
  return [
    ...twice(plan.featureNames).map((name) => refused('featureNames', `${name} is named twice`)),
    ...plan.featureNames
      .filter((name) => !knownFeature(name))
      .map((name) => refused('featureNames', `There is no feature ${name}`)),
  ];
}

function twice(names: readonly string[]): string[] {
  return [...new Set(names.filter((name, i) => names.indexOf(name) !== i))];
}

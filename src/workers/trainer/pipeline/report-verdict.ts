import { clopperPearson } from '../../../shared/calc/clopper-pearson';
import type { TrainingPlan } from '../../../shared/model/training-plan';
import type { TrainingReport } from '../../../shared/model/training-report';

type Verdict = TrainingReport['verdict'];
type Check = Verdict['checks'][number];

export interface VerdictRequest {
  readonly plan: TrainingPlan;
  readonly agreement: TrainingReport['agreement'];
  readonly overall: TrainingReport['coverage']['overall'];
  readonly baselines: TrainingReport['baselines'];
  readonly simulated: TrainingReport['simulated'];
  readonly holdOut: number;
  readonly evaluations: number;
}

/** Holds what was found on the hold-out batches against the limits of the plan. Without such batches nothing is decided. */
export function judgedVerdict(request: VerdictRequest): Verdict {
  const { plan, agreement, overall } = request;
  const found = agreement.find(({ part }) => part === 'hold-out');
  const coverage = overall.find(({ part }) => part === 'hold-out');
  if (!found || !coverage)
    return {
      state: 'undecided',
      words: 'No hold-out batch was judged: only cross-validation is shown, and nothing is decided.',
      checks: [],
    };
  const { mrePctMax, r2Min } = plan.acceptance;
  const band = found.mrePctBand
    ? ` (95 % over batches ${found.mrePctBand.map((v) => v.toFixed(1)).join('–')} %)`
    : '';
  const checks: Check[] = [
    {
      name: 'Mean relative error',
      limit: `at most ${mrePctMax} %`,
      found: `${found.mrePct.toFixed(2)} %${band}`,
      value: found.mrePct,
      state: found.mrePct <= mrePctMax ? 'passed' : 'failed',
    },
    {
      name: 'R²',
      limit: `above ${r2Min}`,
      found: found.r2 === null ? 'nothing varies' : found.r2.toFixed(4),
      value: found.r2,
      state: found.r2 === null ? 'undecided' : found.r2 > r2Min ? 'passed' : 'failed',
    },
    coverageCheck(request, coverage),
  ];
  const state = checks.some((check) => check.state === 'failed')
    ? 'failed'
    : checks.some((check) => check.state === 'undecided')
      ? 'undecided'
      : 'passed';
  return { state, words: wordsOf(state, checks, request, found), checks };
}

/**
 * A few hold-out samples can only be held in coarse shares. So the share is taken over every batch that was predicted by
 * a model and a band made without it, and the hold-out batches alone must not contradict the limits.
 */
function coverageCheck(
  { plan, overall }: VerdictRequest,
  holdOut: TrainingReport['coverage']['overall'][number],
): Check {
  const { coverageMin: least, coverageMax: most } = plan.acceptance;
  const n = overall.reduce((sum, one) => sum + one.n, 0);
  const held = overall.reduce((sum, one) => sum + one.held, 0);
  const all = coverageOf(held, n);
  const fits = ({ low, high }: { low: number; high: number }): boolean => high >= least && low <= most;
  const inside = all.share >= least && all.share <= most;
  const state = !fits(holdOut) || !fits(all) ? 'failed' : inside ? 'passed' : 'undecided';
  return {
    name: `Coverage of the ${Math.round(100 * plan.interval.level)} % band`,
    limit: `${Math.round(100 * least)} to ${Math.round(100 * most)} %`,
    found: `${shareWords(all)} of all batches, each judged by a model and a band made without it; hold-out alone ${shareWords(holdOut)}`,
    value: all.share,
    state,
  };
}

function coverageOf(
  held: number,
  n: number,
): { held: number; n: number; share: number; low: number; high: number } {
  const { low, high } = clopperPearson(held, n) ?? { low: 0, high: 1 };
  return { held, n, share: n === 0 ? 0 : held / n, low, high };
}

function shareWords({ share, held, n, low, high }: ReturnType<typeof coverageOf>): string {
  const percent = (value: number): string => (100 * value).toFixed(1);
  return `${percent(share)} % (${held} of ${n} samples, exact 95 % ${percent(low)}–${percent(high)} %)`;
}

function wordsOf(
  state: Verdict['state'],
  checks: readonly Check[],
  { simulated, holdOut, baselines, evaluations }: VerdictRequest,
  found: TrainingReport['agreement'][number],
): string {
  const kind = simulated === true ? 'simulated ' : simulated === 'mixed' ? 'partly simulated ' : '';
  const data = `${found.n} samples of ${holdOut} ${kind}hold-out batches`;
  const others = ['Ridge', 'Age only']
    .flatMap((name) => baselines.find((one) => one.name === name && one.part === 'hold-out') ?? [])
    .map(({ name, mrePct }) => `${name.toLowerCase()} ${mrePct.toFixed(1)} %`);
  const beside = others.length > 0 ? `; beside it: ${others.join(', ')}` : '';
  const open = checks.filter((check) => check.state !== 'passed').map(({ name }) => name.toLowerCase());
  const head = {
    passed: 'All limits fixed before the test were met',
    failed: `Limits were missed (${open.join(', ')})`,
    undecided: `Too few samples decide ${open.join(', ')}; no limit was missed beyond doubt`,
  }[state];
  const again = evaluations > 1 ? ` These batches were evaluated ${evaluations} times.` : '';
  return `${head}. Mean relative error ${found.mrePct.toFixed(1)} % on ${data}${beside}.${again}`;
}

import { chanceWithin } from '../../../shared/model/chance-within';
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
 * The share of hold-out samples inside the band, and no other: what cross-validation found was seen while the model was
 * made and is shown beside it. A share outside the limits that chance alone can give decides nothing.
 */
function coverageCheck(
  { plan, overall, holdOut: batches }: VerdictRequest,
  found: TrainingReport['coverage']['overall'][number],
): Check {
  const { coverageMin: least, coverageMax: most } = plan.acceptance;
  const { level } = plan.interval;
  const inside = found.share >= least && found.share <= most;
  const possible = found.high >= least && found.low <= most;
  const chance = chanceWithin(found.n, level, least, most);
  const others = overall.find(({ part }) => part === 'cross-validated');
  return {
    name: `Coverage of the ${Math.round(100 * level)} % band`,
    limit: `${Math.round(100 * least)} to ${Math.round(100 * most)} %`,
    found: shareWords(found),
    value: found.share,
    state: inside ? 'passed' : possible ? 'undecided' : 'failed',
    words: [
      `Judged: the samples of the ${batches} hold-out ${batches === 1 ? 'batch' : 'batches'} and nothing else. On ${found.n} samples a band that holds exactly ${Math.round(100 * level)} % lies within the limits in ${Math.round(100 * chance)} of 100 tests.`,
      ...(others
        ? [
            `Beside it, not judged: ${shareWords(others)} of the training batches, each by a model that had not seen it.`,
          ]
        : []),
    ].join(' '),
  };
}

function shareWords({
  share,
  held,
  n,
  low,
  high,
}: Omit<TrainingReport['coverage']['overall'][number], 'name'>): string {
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
  const others = ['Ridge', 'PLS', 'Age only']
    .flatMap((name) => baselines.find((one) => one.name === name && one.part === 'hold-out') ?? [])
    .map(({ name, mrePct }) => `${inSentence(name)} ${mrePct.toFixed(1)} %`);
  const beside = others.length > 0 ? `; beside it: ${others.join(', ')}` : '';
  const open = checks.filter((check) => check.state !== 'passed').map(({ name }) => inSentence(name));
  const head = {
    passed: 'All limits fixed before the test were met',
    failed: `Limits were missed (${open.join(', ')})`,
    undecided: `Too few samples decide ${open.join(', ')}; no limit was missed beyond doubt`,
  }[state];
  const again = evaluations > 1 ? ` These batches were evaluated ${evaluations} times.` : '';
  return `${head}. Mean relative error ${found.mrePct.toFixed(1)} % on ${data}${beside}.${again}`;
}

/** A name within a sentence: words begin small, symbols and initials stay. */
function inSentence(name: string): string {
  return /^[A-Z][a-z]/.test(name) ? `${name.charAt(0).toLowerCase()}${name.slice(1)}` : name;
}

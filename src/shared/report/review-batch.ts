import type { BatchFacts } from './batch-facts';
import type { Disposition } from '../model/records/disposition';
import type { Review, ReviewException } from '../model/records/review';
import { reviewRules, ruleSetVersion, type Found, type ReviewRule } from './review-rules';

interface Ran {
  readonly rule: ReviewRule;
  readonly found: readonly Found[];
  readonly why: string;
}

/**
 * Runs every rule over a batch. A rule that cannot run, or fails, is itself an exception. A decision counts as long as
 * the exception still says what it said when it was decided.
 */
export function reviewBatch(facts: BatchFacts, rules: readonly ReviewRule[] = reviewRules): Review {
  const ran = rules.map((rule) => runOne(rule, facts));
  const exceptions = ran.flatMap((one) => exceptionsOf(one, facts.dispositions));
  return {
    ruleSet: ruleSetVersion,
    at: facts.madeAt,
    batchVersion: facts.batch.version,
    evaluated: ran.filter(({ why }) => why === '').length,
    rules: ran.map(({ rule, found, why }) => ({
      id: rule.id,
      text: rule.text,
      severity: rule.severity,
      outcome: why === '' ? (found.length === 0 ? 'clear' : 'found') : 'could-not-run',
      found: found.length,
      why,
    })),
    exceptions: exceptions.toSorted((a, b) => rank(a) - rank(b)),
    open: exceptions.filter(({ disposition }) => disposition === null).length,
  };
}

function runOne(rule: ReviewRule, facts: BatchFacts): Ran {
  try {
    const outcome = rule.run(facts);
    return 'cannot' in outcome ? { rule, found: [], why: outcome.cannot } : { rule, found: outcome, why: '' };
  } catch (problem) {
    return {
      rule,
      found: [],
      why: `the rule failed: ${problem instanceof Error ? problem.message : String(problem)}`,
    };
  }
}

function exceptionsOf({ rule, found, why }: Ran, dispositions: readonly Disposition[]): ReviewException[] {
  const all: readonly Found[] =
    why === '' ? found : [{ about: 'could-not-run', words: `The rule "${rule.text}" could not run: ${why}` }];
  return all.map(({ about, words, ref, severity }) => {
    const id = `${rule.id}/${about}`;
    const decided = dispositions.filter((one) => one.exception === id && one.words === words).at(-1);
    return {
      id,
      rule: rule.id,
      severity: severity ?? rule.severity,
      words,
      ref: ref ?? null,
      disposition: decided ?? null,
    };
  });
}

/** What nobody decided about first, then by weight. */
function rank({ severity, disposition }: ReviewException): number {
  return (disposition === null ? 0 : 2) + (severity === 'major' ? 0 : 1);
}

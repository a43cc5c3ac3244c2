import type { BatchFacts } from './batch-facts';
import { lineRules } from './rules-of-line';
import { recordRules } from './rules-of-records';
import { systemRules } from './rules-of-system';

/** Something a rule found: about what, and in which words. */
export interface Found {
  /** What it is about; with the rule's id it names the exception. */
  readonly about: string;
  readonly words: string;
  readonly ref?: string;
  readonly severity?: 'major' | 'minor';
}

/** A rule of the review by exception. It looks at the whole batch; where it cannot, it says why: never a pass. */
export interface ReviewRule {
  readonly id: string;
  readonly text: string;
  readonly severity: 'major' | 'minor';
  readonly run: (facts: BatchFacts) => readonly Found[] | { readonly cannot: string };
}

/** Raised with every change of a rule: a review names the set it was made with. */
export const ruleSetVersion = '1';

export const reviewRules: readonly ReviewRule[] = [...recordRules, ...lineRules, ...systemRules];

/** Classes of the procedure that this version has no data for, said in every report. */
export const classesNotRun: readonly string[] = [
  'wrong material against a warehouse system',
  'imputed share of model inputs',
  'share of predictions outside the model domain',
  'use of an emergency role',
];

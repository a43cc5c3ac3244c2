import type { BatchFacts } from './batch-facts';
import { alarmRules } from './rules-of-alarms';
import { handRules } from './rules-of-hands';
import { lineRules } from './rules-of-line';
import { mediaRules } from './rules-of-media';
import { modelRules } from './rules-of-model';
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
export const ruleSetVersion = '2';

export const reviewRules: readonly ReviewRule[] = [
  ...recordRules,
  ...mediaRules,
  ...handRules,
  ...lineRules,
  ...alarmRules,
  ...modelRules,
  ...systemRules,
].toSorted((a, b) => a.id.localeCompare(b.id));

/** What the classes of the procedure ask that this version has no data for, said in every report. */
export const classesNotRun: readonly string[] = [
  'material against a warehouse system (it is held against the recipe)',
  'imputed share of model inputs (nothing is imputed: what is missing counts)',
];

import type { ModelChange, ModelRef, ModelState, ModelTest, ModelVersionEntry } from '../../../shared/model/model-registry';
import { shortNumber } from '../../ui/short-number';

export const stateOf: Readonly<
  Record<ModelState, { readonly kind: 'good' | 'quiet' | 'warn' | 'alarm'; readonly words: string; readonly means: string }>
> = {
  champion: { kind: 'good', words: 'Champion', means: 'Its predictions are the ones trusted.' },
  shadow: { kind: 'quiet', words: 'Shadow', means: 'Runs beside the champion, shown apart, never trusted.' },
  candidate: { kind: 'quiet', words: 'Candidate', means: 'Does not run. May be promoted or run as shadow.' },
  retired: { kind: 'quiet', words: 'Retired', means: 'Out of use; kept for the record.' },
  damaged: { kind: 'alarm', words: 'Damaged', means: 'Its files are not what was registered; it cannot run.' },
};

export const changedByWords: Readonly<Record<ModelChange['by'], string>> = {
  person: 'By a person',
  rule: 'By the rule',
  station: 'By the station',
};

export const sourceWords: Readonly<Record<ModelVersionEntry['source'], string>> = {
  shipped: 'Came with the program',
  trained: 'Trained here',
  imported: 'Imported trees',
};

export const keyOf = ({ name, version }: ModelRef): string => `${name} ${version}`;

/** What it predicts, and where: `OD600, 15L vessels`. */
export function usedFor({ target, scale }: Pick<ModelVersionEntry, 'target' | 'scale'>): string {
  return `${target}, ${scale === null ? 'any vessel' : `${scale} vessels`}`;
}

/** Whose place a version would take: the champion of its vessels, or the one that serves any vessel. */
export function championBeside(
  models: readonly ModelVersionEntry[],
  { target, scale }: Pick<ModelVersionEntry, 'target' | 'scale'>,
): ModelVersionEntry | null {
  const champions = models.filter((model) => model.state === 'champion' && model.target === target);
  return (
    champions.find((model) => model.scale === scale) ??
    champions.find((model) => model.scale === null) ??
    null
  );
}

export const percentText = (value: number | null): string => (value === null ? '–' : `${shortNumber(value)} %`);
export const shareText = (share: number | null): string => (share === null ? '–' : `${(100 * share).toFixed(0)} %`);

/** What came of the limits fixed before its test: undecided is neither passed nor failed. */
export const testState = {
  passed: { kind: 'good', words: 'Passed' },
  failed: { kind: 'warn', words: 'Failed' },
  undecided: { kind: 'quiet', words: 'Undecided' },
  untested: { kind: 'quiet', words: 'Not tested' },
} as const satisfies Readonly<Record<ModelTest, { readonly kind: string; readonly words: string }>>;

export type ModelDeed = 'promote' | 'shadow' | 'rollback' | 'retire';

/** What can be done with a version in its state. */
export function deedsFor(state: ModelState): readonly ModelDeed[] {
  switch (state) {
    case 'champion':
      return ['rollback'];
    case 'shadow':
      return ['promote', 'retire'];
    case 'candidate':
      return ['promote', 'shadow', 'retire'];
    case 'retired':
      return ['shadow', 'promote'];
    case 'damaged':
      return ['retire'];
  }
  return [];
}

export const deedWords: Readonly<Record<ModelDeed, { readonly words: string; readonly title: string; readonly effect: string }>> = {
  promote: {
    words: 'Promote…',
    title: 'Promote',
    effect: 'From the next window on, its predictions are the trusted ones. The champion of its vessels before becomes a candidate again; one for any vessel goes on with the others.',
  },
  shadow: {
    words: 'Run as shadow…',
    title: 'Run as shadow',
    effect: 'It predicts beside the champion from now on. What it says is recorded and shown apart, and nothing relies on it.',
  },
  rollback: {
    words: 'Roll back…',
    title: 'Roll back',
    effect: 'The champion before takes its place again from the next window on.',
  },
  retire: {
    words: 'Retire…',
    title: 'Retire',
    effect: 'It no longer runs. Its files and its history stay.',
  },
};

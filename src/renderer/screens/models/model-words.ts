import type { ModelChange, ModelRef, ModelState, ModelTest, ModelVersionEntry } from '../../../shared/model/model-registry';
import { shortNumber } from '../../ui/short-number';
import { tr } from '../../strings/translate';

export const stateOf: Readonly<
  Record<ModelState, { readonly kind: 'good' | 'quiet' | 'warn' | 'alarm'; readonly words: string; readonly means: string }>
> = {
  champion: { kind: 'good', words: tr('Champion'), means: tr('Its predictions are the ones trusted.') },
  shadow: { kind: 'quiet', words: tr('Shadow'), means: tr('Runs beside the champion, shown apart, never trusted.') },
  candidate: { kind: 'quiet', words: tr('Candidate'), means: tr('Does not run. May be promoted or run as shadow.') },
  retired: { kind: 'quiet', words: tr('Retired'), means: tr('Out of use; kept for the record.') },
  damaged: { kind: 'alarm', words: tr('Damaged'), means: tr('Its files are not what was registered; it cannot run.') },
};

export const changedByWords: Readonly<Record<ModelChange['by'], string>> = {
  person: tr('By a person'),
  rule: tr('By the rule'),
  station: tr('By the station'),
};

export const sourceWords: Readonly<Record<ModelVersionEntry['source'], string>> = {
  shipped: tr('Came with the program'),
  trained: tr('Trained here'),
  imported: tr('Imported trees'),
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
  passed: { kind: 'good', words: tr('Passed') },
  failed: { kind: 'warn', words: tr('Failed') },
  undecided: { kind: 'quiet', words: tr('Undecided') },
  untested: { kind: 'quiet', words: tr('Not tested') },
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
    words: tr('Promote…'),
    title: tr('Promote'),
    effect: tr('From the next window on, its predictions are the trusted ones. The champion of its vessels before becomes a candidate again; one for any vessel goes on with the others.'),
  },
  shadow: {
    words: tr('Run as shadow…'),
    title: tr('Run as shadow'),
    effect: tr('It predicts beside the champion from now on. What it says is recorded and shown apart, and nothing relies on it.'),
  },
  rollback: {
    words: tr('Roll back…'),
    title: tr('Roll back'),
    effect: tr('The champion before takes its place again from the next window on.'),
  },
  retire: {
    words: tr('Retire…'),
    title: tr('Retire'),
    effect: tr('It no longer runs. Its files and its history stay.'),
  },
};

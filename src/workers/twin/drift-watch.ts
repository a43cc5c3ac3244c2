import type { FeatureDrift } from '../../shared/contract/twin';
import { featureNamed } from '../../shared/model/feature-catalogue';
import type { ModelFeature } from '../../shared/model/model-file-card';
import type { PredictionTags } from '../../shared/model/prediction-tags';
import { channelWords } from './feature-words';
import { excessOf, type FeatureValues, type Od600Model } from './od600-model';
import { outsideRange } from './twin-answer';

export type DriftOfModel = Omit<FeatureDrift, 'unitId'>;

/** Sees which features of a model stay away from what it has learned from. */
export interface DriftWatch {
  add(end: number, row: FeatureValues): void;
  /** @param suspects tags of sensors that others contradict now */
  drifts(suspects: readonly string[]): DriftOfModel[];
}

/** Twenty minutes; a feature drifts when most of them are outside, and no more when few are. */
const windowsKept = 40;
const beginsAt = 0.75;
const endsAt = 0.25;
const fewestKnown = 20;
/** Share of the learned range that a value must be beyond it. */
const leastExcess = 0.02;
const told = 5;

interface Followed {
  readonly feature: ModelFeature;
  readonly inputs: readonly string[];
  /** Newest last; null where the feature was missing. */
  readonly recent: { readonly end: number; readonly isOutside: boolean | null }[];
  known: number;
  outside: number;
  since: number | null;
  last: number;
}

/** Follows the features of one model through one batch. */
export function createDriftWatch(tags: PredictionTags, { card }: Od600Model): DriftWatch {
  const followed = card.features.map((feature): Followed => {
    const known = featureNamed(feature.name, feature.version);
    return { feature, inputs: known?.inputs ?? [], recent: [], known: 0, outside: 0, since: null, last: 0 };
  });
  return {
    add: (end, row) => {
      for (const one of followed) take(one, end, row[one.feature.name] ?? null);
    },
    drifts: (suspects) => {
      const drifting = followed.filter(({ since }) => since !== null);
      return drifting
        .toSorted((a, b) => (a.since ?? 0) - (b.since ?? 0))
        .slice(0, told)
        .map((one) => {
          const probe = probeBehind(one, drifting, followed, suspects);
          const behind = probe === null ? '' : `; likely behind it: ${channelWords(probe)}`;
          const words = `${outsideRange(one.feature, one.last)}${behind}`;
          const { name, version } = card;
          const since = one.since ?? 0;
          return { name, version, state: tags.state, feature: one.feature.name, probe, since, words };
        });
    },
  };
}

function take(one: Followed, end: number, value: number | null): void {
  const count = (isOutside: boolean | null, by: 1 | -1): void => {
    if (isOutside !== null) one.known += by;
    if (isOutside === true) one.outside += by;
  };
  const isOutside = value === null ? null : excessOf(value, one.feature) > leastExcess;
  one.recent.push({ end, isOutside });
  count(isOutside, 1);
  if (one.recent.length > windowsKept) count(one.recent.shift()?.isOutside ?? null, -1);
  if (value !== null) one.last = value;
  const share = one.known === 0 ? 0 : one.outside / one.known;
  if (one.since === null && one.known >= fewestKnown && share >= beginsAt)
    one.since = one.recent.find((recent) => recent.isOutside === true)?.end ?? end;
  if (one.since !== null && share <= endsAt) one.since = null;
}

/**
 * The measured channel that explains it: one that others contradict, the only one it comes from, or the one that most
 * features that drift have in common and the others do not.
 */
function probeBehind(
  { inputs }: Followed,
  drifting: readonly Followed[],
  all: readonly Followed[],
  suspects: readonly string[],
): string | null {
  const suspected = suspects.find((tag) => inputs.includes(tag));
  if (suspected !== undefined) return suspected;
  if (inputs.length <= 1) return inputs[0] ?? null;
  const shares = inputs
    .map((tag) => {
      const has = (of: readonly Followed[]): number => of.filter((one) => one.inputs.includes(tag)).length;
      return { tag, share: has(drifting) / has(all), n: has(drifting) };
    })
    .toSorted((a, b) => b.share - a.share || b.n - a.n);
  const [first, second] = shares;
  const isAlone = first && first.n > 1 && (!second || first.share > second.share || first.n > second.n);
  return isAlone ? first.tag : null;
}

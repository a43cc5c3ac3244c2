import type { Contribution, TwinAnswer } from '../../shared/contract/twin';
import type { PredictionTags } from '../../shared/model/prediction-tags';
import { channelWords, featureWords } from './feature-words';
import { featureNamed } from '../../shared/model/feature-catalogue';
import { excessOf, featureVector, type FeatureValues, type Od600Model, type Prediction } from './od600-model';
import type { ModelExplanation } from './explain-model';

/** What a model said of a window, and what it was told. */
export interface SaidOfWindow {
  readonly tags: PredictionTags;
  readonly model: Od600Model;
  readonly end: number;
  readonly row: FeatureValues;
  readonly prediction: Prediction;
  /** Share of the batch that its integrals could not see. */
  readonly missingShare: number;
}

/** Integrals that could not see more of the batch than this leave a prediction undecided. */
export const doubtfulMissing = 0.01;
const leading = 8;
const named = 2;

/** A prediction with its reasons, as it is told. */
export async function twinAnswer(said: SaidOfWindow): Promise<Omit<TwinAnswer, 'unitId'>> {
  const { tags, model, end, row, prediction } = said;
  const { card } = model;
  const vector = featureVector(row, card.features);
  const asked = vector && prediction.value !== null ? model.explain?.(vector) : null;
  // A number without its reasons is still a number.
  const explained = (await asked?.catch(() => null)) ?? null;
  const { outcome, why } = outcomeOf(said);
  const { value, low, high } = prediction;
  return {
    name: card.name,
    version: card.version,
    state: tags.state,
    target: tags.target,
    unit: card.output.unit,
    at: end,
    value,
    low,
    high,
    outcome,
    why,
    scale: explained?.onLog ? `ln ${tags.target}` : tags.target,
    base: explained?.base ?? null,
    baseValue: explained?.baseValue ?? null,
    against: explained?.against ?? '',
    ...contributionsOf(said, vector, explained),
  };
}

function contributionsOf(
  { model: { card } }: SaidOfWindow,
  vector: readonly number[] | null,
  explained: ModelExplanation | null,
): Pick<TwinAnswer, 'contributions' | 'rest'> {
  if (!vector || !explained) return { contributions: [], rest: { features: 0, shap: 0, effect: 0 } };
  const all = card.features
    .map(({ name, version, unit }, j): Contribution => {
      const value = vector[j] ?? Number.NaN;
      const [shap, effect] = [explained.shap[j] ?? 0, explained.effects[j] ?? 0];
      const words = featureWords(name, version);
      return { name, words, unit, value: Number.isNaN(value) ? null : value, shap, effect };
    })
    .toSorted((a, b) => Math.abs(b.effect) - Math.abs(a.effect));
  const rest = all.slice(leading);
  const sum = (of: 'shap' | 'effect'): number => rest.reduce((total, one) => total + one[of], 0);
  return {
    contributions: all.slice(0, leading),
    rest: { features: rest.length, shap: sum('shap'), effect: sum('effect') },
  };
}

function outcomeOf(said: SaidOfWindow): Pick<TwinAnswer, 'outcome' | 'why'> {
  const { prediction, missingShare } = said;
  if (prediction.quality === 'missing-input') return { outcome: 'missing-input', why: missingWords(said) };
  if (prediction.value === null) return { outcome: 'undecided', why: withheldWords(said) };
  if (prediction.quality === 'outside-training')
    return { outcome: 'outside-training', why: outsideWords(said) };
  if (missingShare > doubtfulMissing) {
    const share = (100 * missingShare).toFixed(missingShare < 0.1 ? 1 : 0);
    return {
      outcome: 'undecided',
      why: `${share} % of the batch is missing from what its totals are summed from`,
    };
  }
  return { outcome: 'given', why: '' };
}

function withheldWords(said: SaidOfWindow): string {
  return said.prediction.quality === 'outside-training'
    ? `${outsideWords(said)}: too far from what it learned from to say anything`
    : 'The model gave no finite number for what it was told';
}

function outsideWords({ model: { card }, row }: SaidOfWindow): string {
  const outside = card.features
    .flatMap((feature) => {
      const value = row[feature.name] ?? null;
      const excess = value === null ? 0 : excessOf(value, feature);
      return value !== null && excess > 0 ? [{ feature, value, excess }] : [];
    })
    .toSorted((a, b) => b.excess - a.excess);
  const words = outside
    .slice(0, named)
    .map(({ feature, value }) => outsideRange(feature, value))
    .join('; ');
  return outside.length > named ? `${words}; and ${outside.length - named} more` : words;
}

/** `Broth volume is 11.2 L, learned between 5.46 and 9.96 L`. */
export function outsideRange(
  { name, version, unit, low, high }: Od600Model['card']['features'][number],
  value: number,
): string {
  const of = unit === '' ? '' : ` ${unit}`;
  return `${featureWords(name, version)} is ${figure(value)}${of}, learned between ${figure(low)} and ${figure(high)}${of}`;
}

function missingWords({ model: { card }, row }: SaidOfWindow): string {
  const gone = card.features.filter(
    ({ name, mayBeMissing }) => mayBeMissing !== true && !Number.isFinite(row[name] ?? Number.NaN),
  );
  if (gone.length === 0) return 'It lacks every feature that one of its lines needs';
  const inputs = new Set(gone.flatMap(({ name, version }) => featureNamed(name, version)?.inputs ?? []));
  const from = [...inputs].slice(0, 5).map(channelWords).join(', ');
  const what = gone
    .slice(0, named)
    .map(({ name, version }) => featureWords(name, version))
    .join(', ');
  const more = gone.length > named ? ` and ${gone.length - named} more` : '';
  return `${what}${more} cannot be computed${from === '' ? '' : `; it comes from ${from}`}`;
}

function figure(value: number): string {
  return String(Number(value.toPrecision(4)));
}

import { computed, withheld, type Computed } from '../../shared/calc/computed';
import { basicFeatureNames } from '../../shared/model/feature-catalogue';
import { hashNumber } from '../../shared/model/model-file-card';
import type { PredictionTags } from '../../shared/model/prediction-tags';
import { featureHasher } from './features/feature-hash';
import type { FeatureValues, Od600Model, Prediction } from './od600-model';

/** A model that runs beside the one that is trusted, and where its words go. */
export interface RunningModel {
  readonly tags: PredictionTags;
  readonly model: Od600Model;
}

/** What names a model and what it was told, as numbers that are stored with its predictions. */
export interface ModelStamp {
  readonly model: number;
  features(row: FeatureValues): number;
}

/** First 48 bits of the hashes of the model file, and of the features of a window bit for bit. */
export function modelStamp({ card }: Od600Model): ModelStamp {
  const hash = featureHasher(card.features);
  return {
    model: hashNumber(card.sha256),
    features: (row) => hash(card.features.map(({ name }) => row[name] ?? null)),
  };
}

/** The features that some models ask for, each once; undefined where there is no model. */
export function wantedOf(models: readonly (Od600Model | null)[]): string[] | undefined {
  const known = models.filter((model) => model !== null);
  if (known.length === 0) return undefined;
  return [
    ...new Set([...basicFeatureNames, ...known.flatMap(({ card }) => card.features.map(({ name }) => name))]),
  ];
}

/** By which model and from which features a prediction came. */
export function stampOutputs(
  tags: PredictionTags,
  stamp: ModelStamp,
  row: FeatureValues,
): Record<string, Computed> {
  return { [tags.model]: computed(stamp.model), [tags.features]: computed(stamp.features(row)) };
}

/** A prediction with its band and its stamp. */
export function predictionOutputs(
  tags: PredictionTags,
  stamp: ModelStamp,
  row: FeatureValues,
  prediction: Prediction | null,
): Record<string, Computed> {
  const { quality = 'missing-input' } = prediction ?? {};
  const of = (value: number | null | undefined): Computed =>
    value === null || value === undefined ? withheld(quality) : { value, quality };
  return {
    [tags.value]: of(prediction?.value),
    [tags.low]: of(prediction?.low),
    [tags.high]: of(prediction?.high),
    ...stampOutputs(tags, stamp, row),
  };
}

import type { QualityId } from '../../shared/model/quality';
import type { ModelFeature, ModelFileCard } from '../../shared/model/model-file-card';

/** A prediction with its interval; null with the reason where there is none. */
export interface Prediction {
  readonly value: number | null;
  readonly low: number | null;
  readonly high: number | null;
  readonly quality: QualityId;
}

export type FeatureValues = Readonly<Record<string, number | null>>;

/** A loaded and proven model. */
export interface Od600Model {
  readonly card: ModelFileCard;
  /** One prediction per row, in order. */
  predict(rows: readonly FeatureValues[]): Promise<Prediction[]>;
}

/** The vector a model asks for, NaN where a feature may be missing; null where one is that may not. */
export function featureVector(row: FeatureValues, features: readonly ModelFeature[]): number[] | null {
  const vector: number[] = [];
  for (const feature of features) {
    const value = row[feature.name];
    const known = value !== null && value !== undefined && Number.isFinite(value);
    if (!known && feature.mayBeMissing !== true) return null;
    vector.push(known ? value : Number.NaN);
  }
  return vector;
}

/** True where every value lies within what the model was trained on. */
export function isWithinTraining(vector: readonly number[], features: readonly ModelFeature[]): boolean {
  return features.every((feature, i) => {
    const value = vector[i] ?? Number.NaN;
    return Number.isNaN(value) || (value >= feature.low && value <= feature.high);
  });
}

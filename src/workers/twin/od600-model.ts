import type { QualityId } from '../../shared/model/quality';
import type { ModelFeature, ModelFileCard } from '../../shared/model/model-file-card';
import type { ExplainRow } from './explain-model';

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
  readonly predict: (rows: readonly FeatureValues[]) => Promise<Prediction[]>;
  /** Why a row of features, in the order of the card, gets its value. */
  readonly explain?: ExplainRow;
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

/** How far the feature that lies farthest out is beyond training; 0 where all are within. */
export function worstExcess(vector: readonly number[], features: readonly ModelFeature[]): number {
  return features.reduce((worst, feature, i) => {
    const value = vector[i] ?? Number.NaN;
    return Number.isNaN(value) ? worst : Math.max(worst, excessOf(value, feature));
  }, 0);
}

/** A range narrower than this share of its larger end is taken to be that wide: batches that were all filled alike. */
const leastWidth = 0.1;

/** How far a value lies beyond what a model was trained on, as a share of that range; 0 within. */
export function excessOf(value: number, { low, high }: Pick<ModelFeature, 'low' | 'high'>): number {
  const beyond = Math.max(low - value, value - high, 0);
  const width = Math.max(high - low, leastWidth * Math.max(Math.abs(low), Math.abs(high))) || 1;
  return beyond / width;
}

/** Further outside than this many times the range it was trained on a model has no answer. */
const farthestOutside = 3;
/** A quarter of the range outside doubles the band. */
const widening = 4;

/** A prediction from a row outside training: its band widened by how far, withheld where that is too far. */
export function outsideTraining(
  prediction: { readonly value: number; readonly low: number; readonly high: number },
  excess: number,
): Prediction {
  const quality = 'outside-training';
  if (excess > farthestOutside) return { value: null, low: null, high: null, quality };
  const { value, low, high } = prediction;
  const times = 1 + widening * excess;
  const isRatio = low > 0 && value > 0;
  return {
    value,
    low: isRatio ? value * (low / value) ** times : value - times * (value - low),
    high: isRatio ? value * (high / value) ** times : value + times * (high - value),
    quality,
  };
}

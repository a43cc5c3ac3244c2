import type { TrainingTargetId } from './training-plan';

/** Channels that the predictions of one target are recorded in. */
export interface PredictionTags {
  readonly target: TrainingTargetId;
  readonly state: 'champion' | 'shadow';
  readonly value: string;
  readonly low: string;
  readonly high: string;
  /** First 48 bits of the hash of the model, and of the list of its features. */
  readonly model: string;
  readonly features: string;
}

/** What a shadow says never mixes with what is trusted. */
export const predictionTags = [
  {
    target: 'OD600',
    state: 'champion',
    value: 'OD_pred',
    low: 'OD_pred_low',
    high: 'OD_pred_high',
    model: 'OD_pred_model',
    features: 'OD_pred_features',
  },
  {
    target: 'OD600',
    state: 'shadow',
    value: 'OD_shadow',
    low: 'OD_shadow_low',
    high: 'OD_shadow_high',
    model: 'OD_shadow_model',
    features: 'OD_shadow_features',
  },
  {
    target: 'DCW',
    state: 'champion',
    value: 'DCW_pred',
    low: 'DCW_pred_low',
    high: 'DCW_pred_high',
    model: 'DCW_pred_model',
    features: 'DCW_pred_features',
  },
  {
    target: 'DCW',
    state: 'shadow',
    value: 'DCW_shadow',
    low: 'DCW_shadow_low',
    high: 'DCW_shadow_high',
    model: 'DCW_shadow_model',
    features: 'DCW_shadow_features',
  },
] as const satisfies readonly PredictionTags[];

export type PredictionTag = (typeof predictionTags)[number]['value' | 'low' | 'high' | 'model' | 'features'];

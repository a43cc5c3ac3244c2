import type { PhaseId } from './phase';

/** Rates per hour that are integrated from inoculation on. */
export const rateNames = [
  'oxygenMol',
  'carbonDioxideMol',
  'baseL',
  'glycerolL',
  'methanolL',
  'evaporationL',
] as const;
export type RateName = (typeof rateNames)[number];

/** What a feature looks at, for people who choose among many. */
export const featureGroups = [
  'batch',
  'total',
  'value',
  'rolling',
  'lag',
  'correlation',
  'phase',
  'series',
] as const;
export type FeatureGroup = (typeof featureGroups)[number];

export const rollingStatistics = ['mean', 'std', 'min', 'max', 'slope'] as const;
export type RollingStatistic = (typeof rollingStatistics)[number];

/** Spans that features roll over and look back by, minutes. */
export const rollingMinutes = [5, 30, 60] as const;
export type RollingMinutes = (typeof rollingMinutes)[number];
export const lagMinutes = [10, 30, 60] as const;
export type LagMinutes = (typeof lagMinutes)[number];

/** How a feature comes from what the engine keeps; `of` is the tag of a measured or derived channel. */
export type FeatureSource =
  | { readonly kind: 'age' }
  | { readonly kind: 'volume' }
  | { readonly kind: 'total'; readonly of: RateName }
  | { readonly kind: 'warmth' }
  | { readonly kind: 'value'; readonly of: string }
  | { readonly kind: 'sigma'; readonly of: string }
  | {
      readonly kind: 'rolling';
      readonly of: string;
      readonly minutes: RollingMinutes;
      readonly statistic: RollingStatistic;
    }
  | { readonly kind: 'lag'; readonly of: string; readonly minutes: LagMinutes }
  | { readonly kind: 'difference'; readonly of: string; readonly minutes: LagMinutes }
  | {
      readonly kind: 'correlation';
      readonly leader: string;
      readonly follower: string;
      readonly part: 'lag' | 'r';
    }
  | { readonly kind: 'time-in-phase' }
  | { readonly kind: 'phase'; readonly is: PhaseId }
  | { readonly kind: 'series'; readonly of: string; readonly name: string };

/**
 * A feature as data. A model names its features with their version; a formula that changes gets a new version, so that
 * an old model can never be fed by a new formula.
 */
export interface FeatureDefinition {
  readonly name: string;
  readonly version: number;
  readonly unit: string;
  readonly group: FeatureGroup;
  /** Measured channels without which it is null, all of them and no others. */
  readonly inputs: readonly string[];
  readonly formula: string;
  readonly source: FeatureSource;
}

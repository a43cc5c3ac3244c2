import { linearTrend } from './linear-trend';
import {
  absoluteSumOfChanges,
  autocorrelation,
  c3,
  cidCe,
  firstLocationOfMaximum,
  longestStrikeAboveMean,
  meanAbsChange,
  meanChange,
  meanSecondDerivativeCentral,
  numberCrossing,
  numberPeaks,
  timeReversalAsymmetry,
} from './series-changes';
import {
  absEnergy,
  binnedEntropy,
  kurtosis,
  mean,
  median,
  ratioBeyondSigma,
  rootMeanSquare,
  seriesFeature,
  skewness,
  standardDeviation0,
  variance,
  variationCoefficient,
  type SeriesFeature,
} from './series-moments';
import { quantile } from './statistics';

/** The features of science.md D7 under the names tsfresh gives them. */
export const seriesFeatures: ReadonlyMap<string, SeriesFeature> = new Map([
  ['mean', mean],
  ['median', median],
  ['variance', variance],
  ['standard_deviation', standardDeviation0],
  ['variation_coefficient', variationCoefficient],
  ['skewness', skewness],
  ['kurtosis', kurtosis],
  ['root_mean_square', rootMeanSquare],
  ['abs_energy', absEnergy],
  ['mean_change', meanChange],
  ['mean_abs_change', meanAbsChange],
  ['absolute_sum_of_changes', absoluteSumOfChanges],
  ['mean_second_derivative_central', meanSecondDerivativeCentral],
  ['linear_trend__attr_"slope"', seriesFeature((x) => linearTrend(x).slope)],
  ['linear_trend__attr_"intercept"', seriesFeature((x) => linearTrend(x).intercept)],
  ['linear_trend__attr_"rvalue"', seriesFeature((x) => linearTrend(x).r)],
  ['linear_trend__attr_"stderr"', seriesFeature((x) => linearTrend(x).standardError)],
  ['linear_trend__attr_"pvalue"', seriesFeature((x) => linearTrend(x).p)],
  ['autocorrelation__lag_1', autocorrelation(1)],
  ['autocorrelation__lag_2', autocorrelation(2)],
  ['cid_ce__normalize_True', cidCe(true)],
  ['cid_ce__normalize_False', cidCe(false)],
  ['c3__lag_1', c3(1)],
  ['time_reversal_asymmetry_statistic__lag_1', timeReversalAsymmetry(1)],
  ['quantile__q_0.1', quantileFeature(0.1)],
  ['quantile__q_0.9', quantileFeature(0.9)],
  ['number_crossing_m__m_3', numberCrossing(3)],
  ['number_peaks__n_1', numberPeaks(1)],
  ['binned_entropy__max_bins_5', binnedEntropy(5)],
  ['ratio_beyond_r_sigma__r_1', ratioBeyondSigma(1)],
  ['first_location_of_maximum', firstLocationOfMaximum],
  ['longest_strike_above_mean', longestStrikeAboveMean],
]);

/** Quantile by linear interpolation, 0 to 1. */
export function quantileFeature(share: number): SeriesFeature {
  return seriesFeature((x) => (share >= 0 && share <= 1 ? quantile(x, share) : null));
}

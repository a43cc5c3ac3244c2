import { autocorrelation, c3, numberCrossing, numberPeaks, timeReversalAsymmetry } from './series-changes';
import * as counts from './series-counts';
import * as entropy from './series-entropy';
import { quantileFeature, seriesFeatures } from './series-features';
import { binnedEntropy, ratioBeyondSigma, seriesFeature, type SeriesFeature } from './series-moments';
import * as recurrence from './series-recurrence';
import { fftCoefficient, fourierEntropy, type FourierPart } from './series-spectrum';
import * as structure from './series-structure';

const fourierParts: readonly FourierPart[] = ['real', 'imag', 'abs', 'angle'];

function named<T>(values: readonly T[], entry: (value: T) => readonly [string, SeriesFeature]) {
  return values.map(entry);
}

/** Features of a series under the names and with the parameters tsfresh gives them; numbers only go in. */
export const tsfreshFeatures: ReadonlyMap<string, SeriesFeature> = new Map(
  [
    // Crossings of a level that no channel is near say nothing: that of D7 is left out.
    ...[...seriesFeatures].filter(([name]) => name !== 'number_crossing_m__m_3'),
    ['sum_values', counts.sumValues] as const,
    ['absolute_maximum', counts.absoluteMaximum] as const,
    ['mean_n_absolute_max__number_of_maxima_7', counts.meanOfAbsoluteMaxima(7)] as const,
    ['count_above_mean', counts.countAboveMean] as const,
    ['count_below_mean', counts.countBelowMean] as const,
    ['count_above__t_0', counts.countAbove(0)] as const,
    ['count_below__t_0', counts.countBelow(0)] as const,
    ['number_crossing_m__m_0', numberCrossing(0)] as const,
    ['range_count__max_1__min_-1', counts.rangeCount(-1, 1)] as const,
    ['value_count__value_0', counts.valueCount(0)] as const,
    ['has_duplicate', counts.hasDuplicate] as const,
    ['has_duplicate_max', counts.hasDuplicateMax] as const,
    ['has_duplicate_min', counts.hasDuplicateMin] as const,
    ['variance_larger_than_standard_deviation', counts.varianceLargerThanDeviation] as const,
    ...named([0.25, 0.35], (r) => [`large_standard_deviation__r_${r}`, counts.largeStandardDeviation(r)]),
    ...named([0.05, 0.1], (r) => [`symmetry_looking__r_${r}`, counts.symmetryLooking(r)]),
    ...named([2, 3], (r) => [`ratio_beyond_r_sigma__r_${r}`, ratioBeyondSigma(r)]),
    ...named([0.25, 0.75], (q) => [`quantile__q_${q}`, quantileFeature(q)]),
    ['first_location_of_minimum', counts.firstLocationOfMinimum] as const,
    ['last_location_of_maximum', counts.lastLocationOfMaximum] as const,
    ['last_location_of_minimum', counts.lastLocationOfMinimum] as const,
    ['longest_strike_below_mean', counts.longestStrikeBelowMean] as const,
    ['percentage_of_reoccurring_datapoints_to_all_datapoints', recurrence.recurringPointsShare] as const,
    ['percentage_of_reoccurring_values_to_all_values', recurrence.recurringValuesShare] as const,
    ['sum_of_reoccurring_data_points', recurrence.sumOfRecurringPoints] as const,
    ['sum_of_reoccurring_values', recurrence.sumOfRecurringValues] as const,
    ['ratio_value_number_to_time_series_length', recurrence.distinctShare] as const,
    ...named([5, 10, 20], (lag) => [`autocorrelation__lag_${lag}`, autocorrelation(lag)]),
    ...named([2, 3], (lag) => [`c3__lag_${lag}`, c3(lag)]),
    ...named([2, 3], (lag) => [`time_reversal_asymmetry_statistic__lag_${lag}`, timeReversalAsymmetry(lag)]),
    ...named([3, 5], (n) => [`number_peaks__n_${n}`, numberPeaks(n)]),
    ['binned_entropy__max_bins_10', binnedEntropy(10)] as const,
    ['approximate_entropy__m_2__r_0.5', entropy.approximateEntropy(2, 0.5)] as const,
    ['sample_entropy', entropy.sampleEntropy] as const,
    ['permutation_entropy__dimension_3__tau_1', entropy.permutationEntropy(1, 3)] as const,
    ['lempel_ziv_complexity__bins_10', entropy.lempelZivComplexity(10)] as const,
    ['fourier_entropy__bins_5', fourierEntropy(5)] as const,
    ['benford_correlation', entropy.benfordCorrelation] as const,
    ...named([1, 2], (k) => [`partial_autocorrelation__lag_${k}`, structure.partialAutocorrelation(k)]),
    ...named([0, 1], (k) => [`ar_coefficient__coeff_${k}__k_1`, structure.autoregression(k, 1)]),
    [
      'agg_autocorrelation__f_agg_"mean"__maxlag_40',
      structure.aggregatedAutocorrelation('mean', 40),
    ] as const,
    ...named(['slope', 'rvalue'] as const, (part) => [
      `agg_linear_trend__attr_"${part}"__chunk_len_10__f_agg_"mean"`,
      structure.aggregatedTrend(part, 10, 'mean'),
    ]),
    ...named([0, 9], (i) => [
      `energy_ratio_by_chunks__num_segments_10__segment_focus_${i}`,
      structure.energyRatio(10, i),
    ]),
    [
      'change_quantiles__f_agg_"mean"__isabs_True__qh_0.8__ql_0.2',
      structure.changeQuantiles(0.2, 0.8, true, 'mean'),
    ] as const,
    ...named(fourierParts, (part) => [`fft_coefficient__attr_"${part}"__coeff_1`, fftCoefficient(1, part)]),
  ].map(([name, feature]) => [name, seriesFeature(feature)]),
);

import { describe, expect, it } from 'vitest';
import cases from './fixtures/tsfresh-library.json';
import { seededNoise } from './fixtures/seeded-noise';
import { linearTrend } from './linear-trend';
import * as changes from './series-changes';
import * as counts from './series-counts';
import * as entropy from './series-entropy';
import { quantileFeature } from './series-features';
import * as moments from './series-moments';
import * as recurrence from './series-recurrence';
import { fftCoefficient, fourierEntropy, type FourierPart } from './series-spectrum';
import * as structure from './series-structure';
import { tsfreshFeatures } from './tsfresh-features';

/** Needs wavelets, which nothing else here does. */
const leftOut = new Set(['number_cwt_peaks']);

interface Case {
  readonly feature: string;
  readonly input: readonly (number | string)[];
  readonly expected: unknown;
  readonly args: readonly unknown[];
  readonly kwargs: Readonly<Record<string, unknown>>;
  readonly compare: string;
}
const all: readonly Case[] = cases;

/** The function of a case with its parameters, by position or by name. */
function functionOf({ feature, args, kwargs }: Case): moments.SeriesFeature {
  const given = kwargs;
  const [first] = args;
  const number = (name: string): number => Number(first ?? given[name]);
  const by = given['f_agg'] as structure.Aggregate;
  const table: Readonly<Record<string, () => moments.SeriesFeature>> = {
    mean: () => moments.mean,
    median: () => moments.median,
    variance: () => moments.variance,
    standard_deviation: () => moments.standardDeviation0,
    variation_coefficient: () => moments.variationCoefficient,
    skewness: () => moments.skewness,
    kurtosis: () => moments.kurtosis,
    root_mean_square: () => moments.rootMeanSquare,
    abs_energy: () => moments.absEnergy,
    binned_entropy: () => moments.binnedEntropy(number('max_bins')),
    ratio_beyond_r_sigma: () => moments.ratioBeyondSigma(number('r')),
    mean_change: () => changes.meanChange,
    mean_abs_change: () => changes.meanAbsChange,
    absolute_sum_of_changes: () => changes.absoluteSumOfChanges,
    mean_second_derivative_central: () => changes.meanSecondDerivativeCentral,
    first_location_of_maximum: () => changes.firstLocationOfMaximum,
    longest_strike_above_mean: () => changes.longestStrikeAboveMean,
    autocorrelation: () => changes.autocorrelation(number('lag')),
    cid_ce: () => changes.cidCe(given['normalize'] === true),
    c3: () => changes.c3(number('lag')),
    time_reversal_asymmetry_statistic: () => changes.timeReversalAsymmetry(number('lag')),
    number_crossing_m: () => changes.numberCrossing(number('m')),
    number_peaks: () => changes.numberPeaks(number('n')),
    quantile: () => quantileFeature(number('q')),
    linear_trend: () => (x) => {
      const { slope, intercept, standardError, p, r } = linearTrend(x);
      return { slope, intercept, stderr: standardError, pvalue: p, rvalue: r }[String(given['attr'])] ?? null;
    },
    length: () => counts.length,
    sum_values: () => counts.sumValues,
    absolute_maximum: () => counts.absoluteMaximum,
    mean_n_absolute_max: () => counts.meanOfAbsoluteMaxima(number('number_of_maxima')),
    count_above: () => counts.countAbove(number('t')),
    count_below: () => counts.countBelow(number('t')),
    count_above_mean: () => counts.countAboveMean,
    count_below_mean: () => counts.countBelowMean,
    range_count: () => counts.rangeCount(Number(given['min']), Number(given['max'])),
    value_count: () => counts.valueCount(number('value')),
    has_duplicate: () => counts.hasDuplicate,
    has_duplicate_max: () => counts.hasDuplicateMax,
    has_duplicate_min: () => counts.hasDuplicateMin,
    variance_larger_than_standard_deviation: () => counts.varianceLargerThanDeviation,
    large_standard_deviation: () => counts.largeStandardDeviation(number('r')),
    symmetry_looking: () => counts.symmetryLooking(number('r')),
    first_location_of_minimum: () => counts.firstLocationOfMinimum,
    last_location_of_maximum: () => counts.lastLocationOfMaximum,
    last_location_of_minimum: () => counts.lastLocationOfMinimum,
    longest_strike_below_mean: () => counts.longestStrikeBelowMean,
    percentage_of_reoccurring_datapoints_to_all_datapoints: () => recurrence.recurringPointsShare,
    percentage_of_reoccurring_values_to_all_values: () => recurrence.recurringValuesShare,
    sum_of_reoccurring_data_points: () => recurrence.sumOfRecurringPoints,
    sum_of_reoccurring_values: () => recurrence.sumOfRecurringValues,
    ratio_value_number_to_time_series_length: () => recurrence.distinctShare,
    approximate_entropy: () => entropy.approximateEntropy(Number(given['m']), Number(given['r'])),
    sample_entropy: () => entropy.sampleEntropy,
    permutation_entropy: () => entropy.permutationEntropy(Number(given['tau']), Number(given['dimension'])),
    lempel_ziv_complexity: () => entropy.lempelZivComplexity(number('bins')),
    benford_correlation: () => entropy.benfordCorrelation,
    fourier_entropy: () => fourierEntropy(number('bins')),
    fft_coefficient: () => fftCoefficient(Number(given['coeff']), given['attr'] as FourierPart),
    partial_autocorrelation: () => structure.partialAutocorrelation(number('lag')),
    ar_coefficient: () => structure.autoregression(Number(given['coeff']), Number(given['k'])),
    agg_autocorrelation: () => structure.aggregatedAutocorrelation(by, Number(given['maxlag'])),
    agg_linear_trend: () =>
      structure.aggregatedTrend(given['attr'] as structure.TrendPart, Number(given['chunk_len']), by),
    energy_ratio_by_chunks: () =>
      structure.energyRatio(Number(given['num_segments']), Number(given['segment_focus'])),
    change_quantiles: () =>
      structure.changeQuantiles(Number(given['ql']), Number(given['qh']), given['isabs'] === true, by),
  };
  const found = table[feature];
  if (!found) throw new Error(feature);
  return found();
}

/** What a case wants: NaN is null here, true and false are 1 and 0. */
function wantedOf({ expected }: Case): number | null {
  if (expected === 'NaN') return null;
  if (expected === 'all true') return 1;
  return expected === 'all false' ? 0 : Number(expected);
}

/** The library asks for equality to so many decimals: half a unit more than the last of them. Exact is to rounding. */
function toleranceOf({ compare }: Case): number {
  return compare === 'exact' ? 1e-15 : 1.5 * 10 ** -Number.parseInt(compare, 10);
}

/** A case of several parameter sets is as many cases. */
function single(one: Case): Case[] {
  const [first] = one.args;
  return Array.isArray(first) ? first.map((kwargs: Case['kwargs']) => ({ ...one, args: [], kwargs })) : [one];
}

describe('features under the names of tsfresh', () => {
  it.each([...new Set(all.map(({ feature }) => feature))].filter((name) => !leftOut.has(name)))(
    '%s agrees with every case of the library to its own tolerance',
    (name) => {
      const own = all.filter(({ feature }) => feature === name).flatMap(single);
      for (const one of own) {
        const got = functionOf(one)(one.input.map(Number));
        const wanted = wantedOf(one);
        const words = `${name} ${JSON.stringify({ ...one, input: one.input.slice(0, 20) })} gave ${got}`;
        expect(got === null, words).toBe(wanted === null);
        expect(Math.abs((got ?? 0) - (wanted ?? 0)), words).toBeLessThanOrEqual(toleranceOf(one));
      }
    },
  );

  it('leaves out one function of 64, and says nothing of what is no number', () => {
    expect(all).toHaveLength(348);
    expect(new Set(all.map(({ feature }) => feature)).size - leftOut.size).toBe(63);
    const noise = seededNoise(7);
    const x = Array.from({ length: 120 }, (_, i) => 30 + i / 50 + noise());
    const spoilt = x.with(60, Number.NaN);
    for (const [name, feature] of tsfreshFeatures) {
      expect(feature(x), name).not.toBeNull();
      expect(feature(spoilt), name).toBeNull();
      expect(Number.isFinite(feature([5, 5, 5, 5, 5, 5, 5, 5, 5, 5]) ?? 0), name).toBe(true);
      expect([null, 0].includes(feature([])), name).toBe(true);
    }
  });
});

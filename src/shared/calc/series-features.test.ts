import { describe, expect, it } from 'vitest';
import cases from './fixtures/tsfresh-cases.json';
import { linearTrend } from './linear-trend';
import * as changes from './series-changes';
import { quantileFeature, seriesFeatures } from './series-features';
import * as moments from './series-moments';

const x = [2.1, 2.4, 2.2, 2.9, 3.1, 3.0, 3.6, 3.5, 4.1, 4.4];

// Expected numbers: science.md D7 and worked_examples.json (tsfresh).
const expected: Readonly<Record<string, number>> = {
  mean: 3.13,
  median: 3.05,
  variance: 0.5441,
  standard_deviation: 0.7376313442364011,
  variation_coefficient: 0.2356649662097128,
  skewness: 0.2408197505235317,
  kurtosis: -0.9265804341289705,
  root_mean_square: 3.2157425270067876,
  abs_energy: 103.41,
  mean_change: 0.2555555555555556,
  mean_abs_change: 0.34444444444444444,
  absolute_sum_of_changes: 3.1,
  mean_second_derivative_central: 0,
  'linear_trend__attr_"slope"': 0.24909090909090906,
  'linear_trend__attr_"intercept"': 2.009090909090909,
  'linear_trend__attr_"rvalue"': 0.9699413827357951,
  'linear_trend__attr_"stderr"': 0.02209421349522204,
  'linear_trend__attr_"pvalue"': 3.4443082545318815e-6,
  autocorrelation__lag_1: 0.6859645898425534,
  autocorrelation__lag_2: 0.4703179562580407,
  cid_ce__normalize_True: 1.654831469827245,
  cid_ce__normalize_False: 1.2206555615733703,
  c3__lag_1: 32.403499999999994,
  time_reversal_asymmetry_statistic__lag_1: 10.8625,
  'quantile__q_0.1': 2.1900000000000004,
  'quantile__q_0.9': 4.13,
  number_crossing_m__m_3: 3,
  number_peaks__n_1: 3,
  binned_entropy__max_bins_5: 1.5571130980576458,
  ratio_beyond_r_sigma__r_1: 0.4,
  first_location_of_maximum: 0.9,
  longest_strike_above_mean: 4,
};

describe('series features', () => {
  it('has every value of the table', () => {
    const computed = Object.fromEntries([...seriesFeatures].map(([name, feature]) => [name, feature(x)]));
    expect(computed).toEqual(
      Object.fromEntries(Object.entries(expected).map(([name, value]) => [name, expect.closeTo(value, 12)])),
    );
    // Six significant digits of a p-value.
    expect(linearTrend(x).p?.toExponential(6)).toBe('3.444308e-6');
  });

  it('has nothing to say of NaN, and of a constant series what is defined', () => {
    const none = [
      [Number.NaN, 1, 2, 3, 4],
      [1, 2, Number.POSITIVE_INFINITY, 3],
    ];
    for (const [name, feature] of seriesFeatures) {
      expect(none.map(feature), name).toEqual([null, null]);
      expect([null, 0].includes(feature([])), name).toBe(true);
    }
    const constant = [5, 5, 5, 5, 5];
    const of = (name: string): number | null | undefined => seriesFeatures.get(name)?.(constant);
    expect(['autocorrelation__lag_1', 'cid_ce__normalize_True', 'variation_coefficient'].map(of)).toEqual([
      null,
      0,
      0,
    ]);
    expect(of('linear_trend__attr_"pvalue"')).toBeNull();
    expect(moments.variationCoefficient([1, -1])).toBeNull();
  });
});

/** How a case of the reference calls us. */
function call(
  feature: string,
  args: readonly unknown[],
  kwargs: Readonly<Record<string, unknown>>,
): moments.SeriesFeature {
  const number = (name: string): number => Number(args[0] ?? kwargs[name]);
  const simple: Readonly<Record<string, moments.SeriesFeature>> = {
    mean: moments.mean,
    median: moments.median,
    variance: moments.variance,
    standard_deviation: moments.standardDeviation0,
    variation_coefficient: moments.variationCoefficient,
    skewness: moments.skewness,
    kurtosis: moments.kurtosis,
    root_mean_square: moments.rootMeanSquare,
    abs_energy: moments.absEnergy,
    mean_change: changes.meanChange,
    mean_abs_change: changes.meanAbsChange,
    absolute_sum_of_changes: changes.absoluteSumOfChanges,
    mean_second_derivative_central: changes.meanSecondDerivativeCentral,
    first_location_of_maximum: changes.firstLocationOfMaximum,
    longest_strike_above_mean: changes.longestStrikeAboveMean,
    autocorrelation: changes.autocorrelation(number('lag')),
    cid_ce: changes.cidCe(kwargs['normalize'] === true),
    c3: changes.c3(number('lag')),
    time_reversal_asymmetry_statistic: changes.timeReversalAsymmetry(number('lag')),
    quantile: quantileFeature(number('q')),
    number_crossing_m: changes.numberCrossing(number('m')),
    number_peaks: changes.numberPeaks(number('n')),
    binned_entropy: moments.binnedEntropy(number('max_bins')),
    ratio_beyond_r_sigma: moments.ratioBeyondSigma(number('r')),
    linear_trend: moments.seriesFeature((values) => {
      const { slope, intercept, standardError, p } = linearTrend(values);
      return { slope, intercept, stderr: standardError, pvalue: p }[String(kwargs['attr'])] ?? null;
    }),
  };
  const found = simple[feature];
  if (!found) throw new Error(feature);
  return found;
}

it('agrees with the cases of the library the names come from (fixtures/SOURCE.md)', () => {
  expect(cases).toHaveLength(120);
  for (const { feature, input, expected: wanted, args, kwargs } of cases) {
    const values = input.map(Number);
    const got = call(feature, args, kwargs)(values);
    const words = `${feature} ${JSON.stringify({ input, args, kwargs })}`;
    if (wanted === 'NaN') expect(got, words).toBeNull();
    else expect(got ?? Number.NaN, words).toBeCloseTo(Number(wanted), 7);
  }
});

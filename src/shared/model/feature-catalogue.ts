import {
  lagMinutes,
  rollingMinutes,
  rollingStatistics,
  type FeatureDefinition,
  type FeatureSource,
  type RollingStatistic,
} from './feature';
import { featurePairs, featureSeries, tsfreshTags, type FeatureSeries } from './feature-series';
import { phases } from './phase';
import { tsfreshNames } from './tsfresh-names';

const gasInputs = ['Gas_Flow_Inlet', 'Gas_MFC_air', 'Gas_MFC_O2', 'OffGas_O2', 'OffGas_CO2'];

/** The features of the first models: age, totals and volume. */
// A table, one feature a line.
// prettier-ignore
export const basicFeatures = [
  { name: 'ageH', version: 1, unit: 'h', group: 'batch', inputs: [], formula: 'end of window − inoculation', source: { kind: 'age' } },
  { name: 'oxygenTotalMol', version: 1, unit: 'mol', group: 'total', inputs: gasInputs, formula: '∫ OUR·V dt by inert-gas balance, off-gas aligned by 45 s', source: { kind: 'total', of: 'oxygenMol' } },
  { name: 'carbonDioxideTotalMol', version: 1, unit: 'mol', group: 'total', inputs: gasInputs, formula: '∫ CER·V dt by inert-gas balance, off-gas aligned by 45 s', source: { kind: 'total', of: 'carbonDioxideMol' } },
  { name: 'baseTotalL', version: 1, unit: 'L', group: 'total', inputs: ['Base_Pump_Rate'], formula: '∫ base pump dt', source: { kind: 'total', of: 'baseL' } },
  { name: 'glycerolTotalL', version: 1, unit: 'L', group: 'total', inputs: ['Feed_Glycerol'], formula: '∫ glycerol feed dt', source: { kind: 'total', of: 'glycerolL' } },
  { name: 'methanolTotalL', version: 1, unit: 'L', group: 'total', inputs: ['Feed_MeOH'], formula: '∫ methanol feed dt', source: { kind: 'total', of: 'methanolL' } },
  { name: 'volumeL', version: 1, unit: 'L', group: 'batch', inputs: ['Base_Pump_Rate', 'Feed_Glycerol', 'Feed_MeOH', 'Gas_Flow_Inlet'], formula: 'start volume + base + feeds − evaporation at a 12 °C condenser', source: { kind: 'volume' } },
] as const satisfies readonly FeatureDefinition[];

/** Names of those: what the engine makes where nobody asks for others. */
export const basicFeatureNames: readonly string[] = basicFeatures.map(({ name }) => name);

const warmth: FeatureDefinition = {
  name: 'warmthTotalKh',
  version: 1,
  unit: 'K·h',
  group: 'total',
  inputs: ['Temp_Broth'],
  formula: '∫ (T − T_set) dt since inoculation; gaps above 5 min are not bridged, T_set 30 °C unless set',
  source: { kind: 'warmth' },
};

const statisticWords: Readonly<Record<RollingStatistic, string>> = {
  mean: 'mean',
  std: 'standard deviation (divided by n)',
  min: 'least',
  max: 'greatest',
  slope: 'slope per hour by least squares',
};
const halfKnown = 'half of them must be known';

function ofSeries({ tag, unit, inputs, hasSigma, isCostly }: FeatureSeries): FeatureDefinition[] {
  const own = { version: 1, unit, inputs };
  const change = `${unit === '' ? '1' : unit}/h`;
  const value: FeatureDefinition[] = [
    {
      name: `${tag}.now`,
      ...own,
      group: 'value',
      formula: `${tag} of the window`,
      source: { kind: 'value', of: tag },
    },
  ];
  if (hasSigma) {
    const source: FeatureSource = { kind: 'sigma', of: tag };
    value.push({
      name: `${tag}.sigma`,
      ...own,
      group: 'value',
      formula: `σ of ${tag} in the window`,
      source,
    });
  }
  if (isCostly) return value;
  const rolling = rollingMinutes.flatMap((minutes) =>
    rollingStatistics.map((statistic): FeatureDefinition => ({
      name: `${tag}.${statistic}_${minutes}min`,
      ...own,
      unit: statistic === 'slope' ? change : unit,
      group: 'rolling',
      formula: `${statisticWords[statistic]} of ${tag} over the last ${2 * minutes} windows, ${halfKnown}`,
      source: { kind: 'rolling', of: tag, minutes, statistic },
    })),
  );
  const lagged = lagMinutes.flatMap((minutes): FeatureDefinition[] => [
    {
      name: `${tag}.lag_${minutes}min`,
      ...own,
      group: 'lag',
      formula: `${tag} ${minutes} min before`,
      source: { kind: 'lag', of: tag, minutes },
    },
    {
      name: `${tag}.diff_${minutes}min`,
      ...own,
      group: 'lag',
      formula: `${tag} − ${tag} ${minutes} min before`,
      source: { kind: 'difference', of: tag, minutes },
    },
  ]);
  return [...value, ...rolling, ...lagged];
}

const inputsOf = (tag: string): readonly string[] =>
  featureSeries.find((series) => series.tag === tag)?.inputs ?? [];

function ofPair([leader, follower]: (typeof featurePairs)[number]): FeatureDefinition[] {
  const words = `of Pearson's r between ${leader} and ${follower} after it by 0 to 10 min, over 60 min, ${halfKnown}`;
  const own = {
    version: 1,
    group: 'correlation',
    inputs: [...new Set([...inputsOf(leader), ...inputsOf(follower)])],
  } as const;
  return [
    {
      name: `${leader}.${follower}.xcorr_lag_60min`,
      ...own,
      unit: 'min',
      formula: `delay at the maximum ${words}`,
      source: { kind: 'correlation', leader, follower, part: 'lag' },
    },
    {
      name: `${leader}.${follower}.xcorr_r_60min`,
      ...own,
      unit: '',
      formula: `maximum ${words}`,
      source: { kind: 'correlation', leader, follower, part: 'r' },
    },
  ];
}

const byMachine = 'by the phase machine without a model, what people set by hand included';

const ofPhase: readonly FeatureDefinition[] = [
  {
    name: 'phase.hours',
    version: 1,
    unit: 'h',
    group: 'phase',
    inputs: [],
    formula: `end of window − begin of the phase, ${byMachine}`,
    source: { kind: 'time-in-phase' },
  },
  ...phases
    .filter(({ id }) => id !== 'none')
    .map(({ id, words }): FeatureDefinition => ({
      name: `phase.is_${id}`,
      version: 1,
      unit: '',
      group: 'phase',
      inputs: [],
      formula: `1 in the phase ${words}, else 0; ${byMachine}`,
      source: { kind: 'phase', is: id },
    })),
];

function ofTsfresh(tag: string): FeatureDefinition[] {
  return tsfreshNames.map((name) => ({
    name: `${tag}.tsfresh_60min.${name}`,
    version: 1,
    unit: '',
    group: 'series',
    inputs: inputsOf(tag),
    formula: `${name} as tsfresh defines it, of the known values of ${tag} in the last 120 windows, ${halfKnown}`,
    source: { kind: 'series', of: tag, name },
  }));
}

/** Every feature the engine can make. */
export const featureCatalogue: readonly FeatureDefinition[] = [
  ...basicFeatures,
  warmth,
  ...featureSeries.flatMap(ofSeries),
  ...featurePairs.flatMap(ofPair),
  ...ofPhase,
  ...tsfreshTags.flatMap(ofTsfresh),
];

/** Names of those cheap enough to make of every window: all but what recomputes a whole hour. */
export const everyWindowFeatureNames: readonly string[] = featureCatalogue
  .filter(
    ({ group, source }) =>
      group !== 'series' &&
      !featureSeries.some((series) => series.isCostly && 'of' in source && series.tag === source.of),
  )
  .map(({ name }) => name);

const byName = new Map(featureCatalogue.map((feature) => [feature.name, feature]));

/** A feature by name and version, if the engine has it. */
export function featureNamed(name: string, version: number): FeatureDefinition | undefined {
  const feature = byName.get(name);
  return feature?.version === version ? feature : undefined;
}

/**
 * Features by name, in the order asked for.
 * @throws RangeError naming the first that there is not, or that is asked for twice
 */
export function featuresOf(names: readonly string[]): FeatureDefinition[] {
  const seen = new Set<string>();
  return names.map((name) => {
    const feature = byName.get(name);
    if (!feature) throw new RangeError(`There is no feature called ${name}`);
    if (seen.has(name)) throw new RangeError(`Feature ${name} is asked for twice`);
    seen.add(name);
    return feature;
  });
}

import { featureCatalogue } from './feature-catalogue';
import type { FeatureProfile } from './training-plan';

const gas = [
  'ageH',
  'oxygenTotalMol',
  'carbonDioxideTotalMol',
  'baseTotalL',
  'glycerolTotalL',
  'methanolTotalL',
  'volumeL',
  'OUR.mean_30min',
  'CER.mean_30min',
];
const compact = [
  ...gas,
  'OD.now',
  'OD.mean_5min',
  'OD.mean_30min',
  'OD.slope_60min',
  'OUR.slope_60min',
  'CER.slope_60min',
  'DO.mean_30min',
  'Stir_PV.mean_30min',
  'Temp_Broth.mean_30min',
  'Base_Pump_Rate.mean_60min',
];

const profiles: Readonly<
  Record<Exclude<FeatureProfile, 'custom'>, { words: string; features: readonly string[] }>
> = {
  compact: { words: 'OD probe, gas exchange, feeds, base and the state of the broth', features: compact },
  gas: { words: 'Gas exchange, feeds and base alone: for vessels without an OD probe', features: gas },
  wide: {
    words: 'Means and slopes over half an hour and an hour of every channel, and all totals',
    features: [
      ...new Set([
        ...compact,
        ...featureCatalogue
          .filter(({ name }) => /\.(?:mean|slope)_(?:30|60)min$/.test(name))
          .map(({ name }) => name),
      ]),
    ],
  },
};

/** The features of a profile, those that exist, and what it is for; none for `custom`. */
export function featureProfile(id: FeatureProfile): { words: string; features: string[] } {
  if (id === 'custom') return { words: 'Features chosen one by one', features: [] };
  const known = new Set(featureCatalogue.map(({ name }) => name));
  const { words, features } = profiles[id];
  return { words, features: features.filter((name) => known.has(name)) };
}

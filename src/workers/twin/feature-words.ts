import { catalogueFor } from '../../shared/model/channel-catalogue';
import type {
  FeatureDefinition,
  FeatureSource,
  RateName,
  RollingStatistic,
} from '../../shared/model/feature';
import { featureNamed } from '../../shared/model/feature-catalogue';
import { phases } from '../../shared/model/phase';

const totals: Readonly<Record<RateName, string>> = {
  oxygenMol: 'Oxygen taken up since inoculation',
  carbonDioxideMol: 'CO₂ given off since inoculation',
  baseL: 'Base given since inoculation',
  glycerolL: 'Glycerol fed since inoculation',
  methanolL: 'Methanol fed since inoculation',
  evaporationL: 'Water evaporated since inoculation',
};

const statistics: Readonly<Record<RollingStatistic, (name: string, minutes: number) => string>> = {
  mean: (name, minutes) => `${name}, mean of ${minutes} min`,
  std: (name, minutes) => `${name}, scatter over ${minutes} min`,
  min: (name, minutes) => `${name}, least of ${minutes} min`,
  max: (name, minutes) => `${name}, greatest of ${minutes} min`,
  slope: (name, minutes) => `${name}, trend over ${minutes} min`,
};

const names = new Map(catalogueFor('15L').map(({ tag, name }) => [tag, name]));

/** Name of a channel as it is shown; its tag where it has none. */
export function channelWords(tag: string): string {
  return names.get(tag) ?? tag;
}

/** What a feature is, for a person who reads why a number is what it is. */
export function featureWords(name: string, version: number): string {
  const known = featureNamed(name, version);
  return known ? wordsOf(known.source, known) : name;
}

function wordsOf(source: FeatureSource, { formula }: FeatureDefinition): string {
  switch (source.kind) {
    case 'age':
      return 'Age of the batch';
    case 'volume':
      return 'Volume of the broth';
    case 'total':
      return totals[source.of];
    case 'warmth':
      return 'Warmth above the set point since inoculation';
    case 'value':
      return `${channelWords(source.of)} now`;
    case 'sigma':
      return `${channelWords(source.of)}, its uncertainty`;
    case 'rolling':
      return statistics[source.statistic](channelWords(source.of), source.minutes);
    case 'lag':
      return `${channelWords(source.of)} ${source.minutes} min before`;
    case 'difference':
      return `${channelWords(source.of)}, change in ${source.minutes} min`;
    case 'correlation': {
      const pair = `${channelWords(source.leader)} and ${channelWords(source.follower)} after it`;
      return source.part === 'lag' ? `Delay between ${pair}` : `How closely ${pair} go together`;
    }
    case 'time-in-phase':
      return 'Time in this phase';
    case 'phase':
      return `Phase is ${phases.find(({ id }) => id === source.is)?.words ?? source.is}`;
    case 'series':
      return `${channelWords(source.of)} over 60 min: ${source.name}`;
  }
  return formula;
}

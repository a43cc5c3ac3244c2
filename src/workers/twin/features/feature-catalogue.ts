import type { InputTag } from './input-cell';

/** Rates per hour that the engine integrates from inoculation on. */
export const rateNames = [
  'oxygenMol',
  'carbonDioxideMol',
  'baseL',
  'glycerolL',
  'methanolL',
  'evaporationL',
] as const;
export type RateName = (typeof rateNames)[number];

/** How a feature comes from what the engine keeps. */
export type FeatureSource =
  { readonly kind: 'age' } | { readonly kind: 'volume' } | { readonly kind: 'total'; readonly of: RateName };

/**
 * A feature as data. A model names its features with their version; a formula that changes gets a new version, so that
 * an old model can never be fed by a new formula.
 */
export interface FeatureDefinition {
  readonly name: string;
  readonly version: number;
  readonly unit: string;
  /** Channels without which it is null, all of them and no others. */
  readonly inputs: readonly InputTag[];
  readonly formula: string;
  readonly source: FeatureSource;
}

const gasInputs = [
  'Gas_Flow_Inlet',
  'Gas_MFC_air',
  'Gas_MFC_O2',
  'OffGas_O2',
  'OffGas_CO2',
] as const satisfies readonly InputTag[];

/** Every feature the engine can make. */
export const featureCatalogue: readonly FeatureDefinition[] = [
  {
    name: 'ageH',
    version: 1,
    unit: 'h',
    inputs: [],
    formula: 'end of window − inoculation',
    source: { kind: 'age' },
  },
  {
    name: 'oxygenTotalMol',
    version: 1,
    unit: 'mol',
    inputs: gasInputs,
    formula: '∫ OUR·V dt by inert-gas balance, off-gas aligned by 45 s',
    source: { kind: 'total', of: 'oxygenMol' },
  },
  {
    name: 'carbonDioxideTotalMol',
    version: 1,
    unit: 'mol',
    inputs: gasInputs,
    formula: '∫ CER·V dt by inert-gas balance, off-gas aligned by 45 s',
    source: { kind: 'total', of: 'carbonDioxideMol' },
  },
  {
    name: 'baseTotalL',
    version: 1,
    unit: 'L',
    inputs: ['Base_Pump_Rate'],
    formula: '∫ base pump dt',
    source: { kind: 'total', of: 'baseL' },
  },
  {
    name: 'glycerolTotalL',
    version: 1,
    unit: 'L',
    inputs: ['Feed_Glycerol'],
    formula: '∫ glycerol feed dt',
    source: { kind: 'total', of: 'glycerolL' },
  },
  {
    name: 'methanolTotalL',
    version: 1,
    unit: 'L',
    inputs: ['Feed_MeOH'],
    formula: '∫ methanol feed dt',
    source: { kind: 'total', of: 'methanolL' },
  },
  {
    name: 'volumeL',
    version: 1,
    unit: 'L',
    inputs: ['Base_Pump_Rate', 'Feed_Glycerol', 'Feed_MeOH', 'Gas_Flow_Inlet'],
    formula: 'start volume + base + feeds − evaporation at a 12 °C condenser',
    source: { kind: 'volume' },
  },
];

/** A feature by name and version, if the engine has it. */
export function featureNamed(name: string, version: number): FeatureDefinition | undefined {
  return featureCatalogue.find((feature) => feature.name === name && feature.version === version);
}

import type { VesselScale } from '../../../shared/model/channel-catalogue';

/** The stages of a recipe in order; a batch that has no feed stays in `batch` until it is `depleted`. */
export const stages = ['batch', 'spike', 'glycerol-feed', 'starve', 'methanol', 'depleted'] as const;
export type Stage = (typeof stages)[number];

/** Everything that makes one plant, units in the names (science.md D14). Rates are per g dry cells and hour. */
export interface PlantParameters {
  readonly scale: VesselScale;
  // organism
  readonly growthOnGlycerolPerH: number;
  readonly yieldOnGlycerol: number;
  readonly glycerolHalfGL: number;
  readonly maintenanceOnGlycerolPerH: number;
  readonly methanolUptakeMax: number;
  readonly methanolHalfGL: number;
  readonly methanolInhibitionGL: number;
  readonly yieldOnMethanol: number;
  readonly maintenanceOnMethanolPerH: number;
  readonly maintenanceStarvingPerH: number;
  readonly glycerolRepressionGL: number;
  readonly lagH: number;
  readonly inductionH: number;
  readonly oxygenHalfMmolL: number;
  readonly nitrogenMolPerG: number;
  readonly odPerG: number;
  // vessel
  readonly vesselL: number;
  readonly startVolumeL: number;
  readonly impellers: number;
  readonly impellerDiameterM: number;
  readonly sectionM2: number;
  readonly jacketWPerK: number;
  readonly wallWPerK: number;
  readonly ambientC: number;
  readonly condenserC: number;
  readonly pressureBarA: number;
  readonly torqueScaleNm: number;
  readonly kLaFactor: number;
  // start
  readonly startBiomassGL: number;
  readonly startGlycerolGL: number;
  // control
  readonly doSetPointPct: number;
  readonly tempSetPointC: number;
  readonly phSetPoint: number;
  readonly stirrerLowRpm: number;
  readonly stirrerHighRpm: number;
  readonly gasLowNlMin: number;
  readonly gasHighNlMin: number;
  readonly oxygenHighFraction: number;
  readonly fedBatch: boolean;
  readonly endH: number;
}

/** Molar facts: g per C-mol and degrees of reduction (D6, D14). */
export const matter = {
  biomassG: 26.8,
  biomassReduction: 4.11,
  glycerolG: 30.698,
  glycerolReduction: 14 / 3,
  methanolG: 32.042,
  methanolReduction: 6,
  productG: 22.5,
  productReduction: 4.2,
} as const;

/** Feeds and base as they come (D14). */
export const supplies = {
  glycerolFeedGL: 500,
  /** Density of a 500 g/L glycerol solution, kg/L (table value, 20 °C). */
  glycerolFeedKgL: 1.115,
  methanolGL: 786,
  methanolKgL: 0.786,
  baseMolL: 14.8,
  baseKgL: 0.9,
  brothKgL: 1.03,
} as const;

const vessel15L: PlantParameters = {
  scale: '15L',
  growthOnGlycerolPerH: 0.2,
  yieldOnGlycerol: 0.5,
  glycerolHalfGL: 0.05,
  maintenanceOnGlycerolPerH: 0.005,
  methanolUptakeMax: 0.42,
  methanolHalfGL: 1.5,
  methanolInhibitionGL: 8.86,
  yieldOnMethanol: 0.38,
  maintenanceOnMethanolPerH: 0.0076,
  maintenanceStarvingPerH: 0.002,
  glycerolRepressionGL: 0.2,
  lagH: 1,
  inductionH: 1.5,
  oxygenHalfMmolL: 0.004,
  nitrogenMolPerG: 0.15 / 26.8,
  odPerG: 4,
  vesselL: 15,
  startVolumeL: 5.5,
  impellers: 2,
  impellerDiameterM: 0.07,
  sectionM2: 0.0346,
  jacketWPerK: 25,
  wallWPerK: 1.2,
  ambientC: 22,
  condenserC: 12,
  pressureBarA: 1.15,
  torqueScaleNm: 1.5,
  kLaFactor: 1,
  startBiomassGL: 0.4,
  startGlycerolGL: 40,
  doSetPointPct: 30,
  tempSetPointC: 30,
  phSetPoint: 5,
  stirrerLowRpm: 300,
  stirrerHighRpm: 1200,
  gasLowNlMin: 5,
  gasHighNlMin: 10,
  oxygenHighFraction: 0.6,
  fedBatch: true,
  endH: 96,
};

/**
 * The two plants of D14. The text gives the 1 L vessel no wall loss and no torque scale of its own: both are chosen
 * here in proportion to its size.
 */
export const plantPresets: Readonly<Record<VesselScale, PlantParameters>> = {
  '15L': vessel15L,
  '1L': {
    ...vessel15L,
    scale: '1L',
    vesselL: 2,
    startVolumeL: 1,
    impellerDiameterM: 0.045,
    sectionM2: 0.0079,
    jacketWPerK: 4,
    wallWPerK: 0.3,
    pressureBarA: 1.013,
    torqueScaleNm: 0.15,
    startBiomassGL: 0.1,
    doSetPointPct: 25,
    stirrerLowRpm: 500,
    stirrerHighRpm: 1000,
    gasLowNlMin: 1,
    gasHighNlMin: 1,
    oxygenHighFraction: 0,
    fedBatch: false,
    endH: 36,
  },
};

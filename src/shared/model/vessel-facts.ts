import { z } from 'zod';
import type { VesselScale } from './channel-catalogue';

/** What a flow meter means by a litre of gas; the words stand with the formulas (science.md D1). */
export const gasReferenceIds = ['normal', 'stp-1bar', 'std-15c', 'std-20c', 'std-70f', 'std-25c'] as const;

const positive = z.number().positive().max(1e6);
const tempC = z.number().min(-50).max(200);

/** What formulas must know of a bioreactor, its instruments and its media. */
const vesselFactsShape = z.object({
  /** The litre that the gas flows of this unit are given in. */
  gasReference: z.enum(gasReferenceIds),
  /** True where the off-gas is dried before the analysers. */
  analyserDry: z.boolean(),
  /** Temperature at the condenser's outlet: dew point of the leaving gas, °C. */
  condenserTempC: tempC,
  vesselVolumeL: positive,
  /** Inner cross-section, m². */
  sectionM2: positive,
  impellers: z.number().int().min(1).max(10),
  /** N_p of one impeller without gas. */
  powerNumber: positive,
  impellerDiameterM: positive,
  /** Solubility of oxygen in the medium over that in water. */
  mediumFactor: z.number().gt(0).max(1.5),
  /** Gas, pressure and temperature at which DO read 100 %. */
  doCalibrationTempC: tempC,
  doCalibrationBarA: z.number().gt(0).max(20),
  doCalibrationO2: z.number().gt(0).max(1),
  /** Glycerol in the medium at inoculation, g/L. */
  startGlycerolGL: z.number().nonnegative().max(2000),
  glycerolFeedGL: positive,
  glycerolFeedKgL: positive,
  methanolFeedGL: positive,
  methanolFeedKgL: positive,
  baseKgL: positive,
  /** g dry cells per L and OD600. */
  dryCellsPerOd: z.number().gt(0).max(10),
  /** Reading at which the OD probe saturates, AU. */
  odProbeSaturation: positive,
  /** Torque at 100 % of the stirrer's torque reading, and what it reads without broth, Nm. */
  torqueScaleNm: positive,
  torqueEmptyNm: z.number().nonnegative().max(1e6),
});
export type VesselFacts = z.infer<typeof vesselFactsShape>;

/** As kept with a unit: only what somebody set; the rest is the default of its scale. */
export const vesselFactsSchema = vesselFactsShape.partial();
export type GivenVesselFacts = z.infer<typeof vesselFactsSchema>;

/** Symbols of the facts, for people. */
export const vesselFactUnits: Readonly<Record<keyof VesselFacts, string>> = {
  gasReference: '',
  analyserDry: '',
  condenserTempC: '°C',
  vesselVolumeL: 'L',
  sectionM2: 'm²',
  impellers: '',
  powerNumber: '',
  impellerDiameterM: 'm',
  mediumFactor: '',
  doCalibrationTempC: '°C',
  doCalibrationBarA: 'bar abs',
  doCalibrationO2: '',
  startGlycerolGL: 'g/L',
  glycerolFeedGL: 'g/L',
  glycerolFeedKgL: 'kg/L',
  methanolFeedGL: 'g/L',
  methanolFeedKgL: 'kg/L',
  baseKgL: 'kg/L',
  dryCellsPerOd: 'g/L',
  odProbeSaturation: 'AU',
  torqueScaleNm: 'Nm',
  torqueEmptyNm: 'Nm',
};

/** The 15 L vessel of science.md D14, media of D14, solubility of D3; hand-tuned values, not validated for any plant. */
const defaults15L: VesselFacts = {
  gasReference: 'normal',
  analyserDry: true,
  condenserTempC: 12,
  vesselVolumeL: 15,
  sectionM2: 0.0346,
  impellers: 2,
  powerNumber: 5,
  impellerDiameterM: 0.07,
  mediumFactor: 0.9,
  doCalibrationTempC: 30,
  doCalibrationBarA: 1.15,
  doCalibrationO2: 0.2095,
  startGlycerolGL: 40,
  glycerolFeedGL: 500,
  glycerolFeedKgL: 1.115,
  methanolFeedGL: 786,
  methanolFeedKgL: 0.786,
  baseKgL: 0.9,
  dryCellsPerOd: 0.25,
  odProbeSaturation: 120,
  torqueScaleNm: 1.5,
  torqueEmptyNm: 0,
};

const defaults: Readonly<Record<VesselScale, VesselFacts>> = {
  '15L': defaults15L,
  '1L': {
    ...defaults15L,
    vesselVolumeL: 2,
    sectionM2: 0.0079,
    impellerDiameterM: 0.045,
    doCalibrationBarA: 1.013,
    torqueScaleNm: 0.15,
  },
};

/** All facts of a unit: what was set, and for the rest the default of its scale. */
export function vesselFactsOf(unit: {
  readonly scale: VesselScale;
  readonly vessel?: GivenVesselFacts | undefined;
}): VesselFacts {
  const given = Object.entries(unit.vessel ?? {}).filter(([, value]) => value !== undefined);
  return { ...defaults[unit.scale], ...Object.fromEntries(given) };
}

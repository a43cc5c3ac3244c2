import type { PlantParameters } from './parameters';
import { kelvin, gasConstantBarL, oxygenHenry, vapourPressureBar } from './water';

/**
 * Share of the oxygen solubility of water that the medium keeps. D3 proposes 0.90 for real media; the trajectory of
 * D14 is that of 1 (with 0.90 the DO at hour 6 would be 41 %, not 46 %).
 */
export const mediumSolubility = 1;
/** Dry air, mole fractions (D1). */
export const air = { oxygen: 0.2095, carbonDioxide: 0.0004 } as const;

/** What the valves, pumps and drives do during one step; commanded by the controllers or by hand. */
export interface Actuators {
  stirrerRpm: number;
  /** As set; the flow that really enters may differ by a fault. */
  airNlMin: number;
  oxygenNlMin: number;
  basePumpMlMin: number;
  glycerolFeedMlMin: number;
  methanolFeedMlMin: number;
  jacketSetC: number;
}

/** How faults bend the process during one step; all neutral when nothing is wrong. */
export interface Disturbance {
  kLaGain: number;
  stirrerGain: number;
  torqueGain: number;
  motorHeatGain: number;
  airGain: number;
  oxygenGain: number;
  feedGain: number;
  baseGain: number;
  jacketLowestC: number;
  extraPressureBar: number;
  /** Oxygen control: 0 runs, 1 holds stirrer and gas, 2 holds the stirrer with the gas off. */
  hold: number;
  contaminantOnGlycerolPerH: number;
  contaminantOnMethanolPerH: number;
}

export function noDisturbance(): Disturbance {
  return {
    kLaGain: 1,
    stirrerGain: 1,
    torqueGain: 1,
    motorHeatGain: 1,
    airGain: 1,
    oxygenGain: 1,
    feedGain: 1,
    baseGain: 1,
    jacketLowestC: 5,
    extraPressureBar: 0,
    hold: 0,
    contaminantOnGlycerolPerH: 0,
    contaminantOnMethanolPerH: 0,
  };
}

/**
 * The process itself: flat numbers only, changed in place once a second. Masses in g, amounts in mol, concentrations
 * of gases in the broth in mmol/L, rates per hour.
 */
export interface PlantState {
  volumeL: number;
  biomassG: number;
  glycerolG: number;
  methanolG: number;
  productG: number;
  contaminantG: number;
  oxygenMmolL: number;
  /** All inorganic carbon in the broth, mol. */
  carbonateMol: number;
  /** Dry mole fractions in the head space, which are those of the off-gas. */
  yOxygen: number;
  yCarbonDioxide: number;
  headspaceMol: number;
  tempC: number;
  jacketC: number;
  ph: number;
  massKg: number;
  motorC: number;
  pressureBarA: number;
  /** Share of cells past the lag, and of induced cells. */
  awake: number;
  induced: number;
  // last rates
  growthPerH: number;
  glycerolUptake: number;
  methanolUptake: number;
  contaminantGrowthPerH: number;
  /** mol/h of the whole broth. */
  oxygenUptakeMolH: number;
  carbonDioxideMolH: number;
  oxygenTransferMolH: number;
  carbonDioxideTransferMolH: number;
  kLaPerH: number;
  powerW: number;
  gassedPowerW: number;
  stirrerRpm: number;
  torqueNm: number;
  gasInMolH: number;
  gasOutMolH: number;
  yOxygenIn: number;
  yCarbonDioxideIn: number;
  evaporationGH: number;
  metabolicHeatW: number;
  // totals since inoculation
  baseL: number;
  glycerolFeedL: number;
  methanolFeedL: number;
  oxygenTakenMol: number;
  carbonDioxideMadeMol: number;
  oxygenInMol: number;
  oxygenOutMol: number;
  carbonDioxideInMol: number;
  carbonDioxideOutMol: number;
  sampledCarbonMol: number;
  sampledElectronsMol: number;
  sampledL: number;
}

/** Moles of dry gas in the head space; gas held in the broth counts as a tenth of the broth (D14). */
export function headspaceMol(
  p: PlantParameters,
  volumeL: number,
  pressureBarA: number,
  tempC: number,
): number {
  const gasL = p.vesselL - volumeL + 0.1 * volumeL;
  return ((pressureBarA - vapourPressureBar(tempC)) * gasL) / (gasConstantBarL * (tempC + kelvin));
}

/** Dissolved oxygen that reads 100 %: air at 30 °C and the preset's pressure, mmol/L. */
export function fullScaleOxygenMmolL(p: PlantParameters): number {
  return mediumSolubility * oxygenHenry(30) * air.oxygen * (p.pressureBarA - vapourPressureBar(30));
}

/** The vessel at the moment of inoculation. */
export function initialState(p: PlantParameters): PlantState {
  const mol = headspaceMol(p, p.startVolumeL, p.pressureBarA, p.tempSetPointC);
  return {
    volumeL: p.startVolumeL,
    biomassG: p.startBiomassGL * p.startVolumeL,
    glycerolG: p.startGlycerolGL * p.startVolumeL,
    methanolG: 0,
    productG: 0,
    contaminantG: 0,
    oxygenMmolL: fullScaleOxygenMmolL(p),
    carbonateMol: 0,
    yOxygen: air.oxygen,
    yCarbonDioxide: air.carbonDioxide,
    headspaceMol: mol,
    tempC: p.tempSetPointC,
    jacketC: p.tempSetPointC,
    ph: p.phSetPoint,
    massKg: p.startVolumeL * 1.03,
    motorC: p.ambientC + 10,
    pressureBarA: p.pressureBarA,
    awake: 0.02,
    induced: 0,
    growthPerH: 0,
    glycerolUptake: 0,
    methanolUptake: 0,
    contaminantGrowthPerH: 0,
    oxygenUptakeMolH: 0,
    carbonDioxideMolH: 0,
    oxygenTransferMolH: 0,
    carbonDioxideTransferMolH: 0,
    kLaPerH: 0,
    powerW: 0,
    gassedPowerW: 0,
    stirrerRpm: p.stirrerLowRpm,
    torqueNm: 0,
    gasInMolH: 0,
    gasOutMolH: 0,
    yOxygenIn: air.oxygen,
    yCarbonDioxideIn: air.carbonDioxide,
    evaporationGH: 0,
    metabolicHeatW: 0,
    baseL: 0,
    glycerolFeedL: 0,
    methanolFeedL: 0,
    oxygenTakenMol: 0,
    carbonDioxideMadeMol: 0,
    oxygenInMol: 0,
    oxygenOutMol: 0,
    carbonDioxideInMol: 0,
    carbonDioxideOutMol: 0,
    sampledCarbonMol: 0,
    sampledElectronsMol: 0,
    sampledL: 0,
  };
}

import { ageCells, contaminantAcidMolGH, noRates, potentialRates } from './metabolism';
import type { PotentialRates } from './metabolism';
import { mix, warmth } from './mixing';
import { supplies } from './parameters';
import type { PlantParameters } from './parameters';
import { air, headspaceMol, mediumSolubility } from './state';
import type { Actuators, Disturbance, PlantState } from './state';
import { heat } from './thermal';
import { carbonDioxideHenry, molarVolume, oxygenHenry, vapourPressureBar } from './water';

/** Length of a step in hours: everything is computed once a second. */
export const stepH = 1 / 3600;
/** Buffering of the medium, mol/L/pH (D14). */
const bufferMolLPh = 0.03;

/** Advances the process by one second. Allocates nothing. */
export type Process = (s: PlantState, a: Actuators, d: Disturbance) => void;

/** The process of one plant; the scheme is that of science.md D14 (oxygen and CO2 implicit, the rest explicit). */
export function createProcess(p: PlantParameters): Process {
  const rates = noRates();
  return (s, a, d) => {
    const gasNlMin = setGas(s, a, d);
    mix(s, p, a, d, gasNlMin, warmth(s.tempC));
    potentialRates(s, p, d, rates);
    s.pressureBarA = p.pressureBarA + d.extraPressureBar;
    s.evaporationGH = evaporationGH(s, p);
    const baseL = (a.basePumpMlMin * d.baseGain * stepH * 60) / 1000;
    const volumeBefore = s.volumeL;
    pour(s, a, d, baseL);
    const supplied = dissolveOxygen(s, p, rates, volumeBefore);
    react(s, rates, supplied);
    ageCells(s, p, stepH);
    exchangeCarbonDioxide(s);
    breathe(s, p);
    neutralise(s, p, baseL);
    heat(s, p, a, d, stepH);
  };
}

/** Inlet flow and composition; returns NL/min. */
function setGas(s: PlantState, a: Actuators, d: Disturbance): number {
  const airFlow = a.airNlMin * d.airGain;
  const oxygen = a.oxygenNlMin * d.oxygenGain;
  const total = airFlow + oxygen;
  s.gasInMolH = (total * 60) / molarVolume;
  s.yOxygenIn = total > 0 ? (airFlow * air.oxygen + oxygen) / total : air.oxygen;
  s.yCarbonDioxideIn = total > 0 ? (airFlow * air.carbonDioxide) / total : air.carbonDioxide;
  return total;
}

/** Water that passes the condenser, g/h (D4). */
function evaporationGH(s: PlantState, p: PlantParameters): number {
  const wet = vapourPressureBar(p.condenserC) / s.pressureBarA;
  return ((s.gasOutMolH * wet) / (1 - wet)) * 18.015;
}

/** Feeds and base in, water out; volume and mass. */
function pour(s: PlantState, a: Actuators, d: Disturbance, baseL: number): void {
  const minutes = stepH * 60;
  const glycerolL = (a.glycerolFeedMlMin * d.feedGain * minutes) / 1000;
  const methanolL = (a.methanolFeedMlMin * d.feedGain * minutes) / 1000;
  const waterKg = (s.evaporationGH * stepH) / 1000;
  s.volumeL += glycerolL + methanolL + baseL - waterKg;
  s.glycerolG += glycerolL * supplies.glycerolFeedGL;
  s.methanolG += methanolL * supplies.methanolGL;
  s.massKg +=
    glycerolL * supplies.glycerolFeedKgL +
    methanolL * supplies.methanolKgL +
    baseL * supplies.baseKgL -
    waterKg;
  s.glycerolFeedL += glycerolL;
  s.methanolFeedL += methanolL;
  s.baseL += baseL;
}

/**
 * Implicit Euler of dC/dt = kLa(C*−C) − R·C/(K_O+C): the positive root of D14. Sets the oxygen transfer and returns
 * the factor C/(K_O+C) that all rates of this step carry.
 */
function dissolveOxygen(
  s: PlantState,
  p: PlantParameters,
  rates: PotentialRates,
  volumeBefore: number,
): number {
  const half = p.oxygenHalfMmolL;
  const partial = s.pressureBarA - vapourPressureBar(s.tempC);
  const saturation = mediumSolubility * oxygenHenry(s.tempC) * s.yOxygen * partial;
  const before = s.oxygenMmolL * (volumeBefore / s.volumeL);
  const hk = stepH * s.kLaPerH;
  const hR = (stepH * rates.oxygenMolH * 1000) / s.volumeL;
  const b = before + hk * saturation;
  const linear = (1 + hk) * half + hR - b;
  const root = Math.sqrt(linear * linear + 4 * (1 + hk) * b * half);
  s.oxygenMmolL = (root - linear) / (2 * (1 + hk));
  s.oxygenTransferMolH = (s.kLaPerH * (saturation - s.oxygenMmolL) * s.volumeL) / 1000;
  return s.oxygenMmolL / (half + s.oxygenMmolL);
}

/** Turns substrate into cells, product and gas with the oxygen there is. */
function react(s: PlantState, rates: PotentialRates, supplied: number): void {
  const h = stepH * supplied;
  const cells = s.biomassG;
  s.growthPerH = rates.growth * supplied;
  s.glycerolUptake = rates.glycerol * supplied;
  s.methanolUptake = rates.methanol * supplied;
  s.contaminantGrowthPerH = rates.contaminantGrowth * supplied;
  s.oxygenUptakeMolH = rates.oxygenMolH * supplied;
  s.carbonDioxideMolH = rates.carbonDioxideMolH * supplied;
  s.biomassG += cells * rates.growth * h;
  s.glycerolG = left(s.glycerolG - (cells * rates.glycerol + rates.contaminantGlycerolGH) * h);
  s.methanolG = left(s.methanolG - (cells * rates.methanol + rates.contaminantMethanolGH) * h);
  s.productG += cells * rates.product * h;
  s.contaminantG += s.contaminantG * rates.contaminantGrowth * h;
  s.oxygenTakenMol += s.oxygenUptakeMolH * stepH;
  s.carbonDioxideMadeMol += s.carbonDioxideMolH * stepH;
}

/** A used-up substrate is nothing, not a number too small for the processor to be fast with. */
function left(gram: number): number {
  return gram > 1e-12 ? gram : 0;
}

/** Implicit Euler of the inorganic carbon; transfer to the gas at 0.89 of the oxygen's kLa (D14). */
function exchangeCarbonDioxide(s: PlantState): void {
  const kLa = 0.89 * s.kLaPerH;
  const bound = 1 + 10 ** (s.ph - 6.35);
  const partial = s.pressureBarA - vapourPressureBar(s.tempC);
  const saturationMol = (carbonDioxideHenry(s.tempC) * s.yCarbonDioxide * partial * s.volumeL) / 1000;
  const before = s.carbonateMol;
  const made = s.carbonDioxideMolH * stepH;
  s.carbonateMol = (before + made + stepH * kLa * saturationMol) / (1 + (stepH * kLa) / bound);
  s.carbonDioxideTransferMolH = (before + made - s.carbonateMol) / stepH;
}

/** Ideally mixed head space; implicit in the fractions, so that what leaves plus what stays is what came. */
function breathe(s: PlantState, p: PlantParameters): void {
  const before = s.headspaceMol;
  const after = headspaceMol(p, s.volumeL, s.pressureBarA, s.tempC);
  const net = s.gasInMolH - s.oxygenTransferMolH + s.carbonDioxideTransferMolH;
  const out = Math.max(0, net - (after - before) / stepH);
  const capacity = before + net * stepH;
  const oxygen = s.gasInMolH * s.yOxygenIn;
  const carbonDioxide = s.gasInMolH * s.yCarbonDioxideIn;
  s.yOxygen = Math.max(0, before * s.yOxygen + (oxygen - s.oxygenTransferMolH) * stepH) / capacity;
  s.yCarbonDioxide =
    Math.max(0, before * s.yCarbonDioxide + (carbonDioxide + s.carbonDioxideTransferMolH) * stepH) / capacity;
  s.headspaceMol = capacity - out * stepH;
  s.gasOutMolH = out;
  s.oxygenInMol += oxygen * stepH;
  s.carbonDioxideInMol += carbonDioxide * stepH;
  s.oxygenOutMol += out * s.yOxygen * stepH;
  s.carbonDioxideOutMol += out * s.yCarbonDioxide * stepH;
  s.massKg += ((s.oxygenTransferMolH * 32 - s.carbonDioxideTransferMolH * 44) * stepH) / 1000;
}

/** Ammonia in, protons of nitrogen uptake and of a contaminant out (D14). */
function neutralise(s: PlantState, p: PlantParameters, baseL: number): void {
  const grownG = s.biomassG * s.growthPerH + s.contaminantG * s.contaminantGrowthPerH;
  const acid = Math.max(0, grownG) * p.nitrogenMolPerG + s.contaminantG * contaminantAcidMolGH;
  const change = (baseL * supplies.baseMolL - acid * stepH) / (bufferMolLPh * s.volumeL);
  s.ph = Math.min(12, Math.max(1, s.ph + change));
}

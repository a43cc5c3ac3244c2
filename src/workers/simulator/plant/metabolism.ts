import { cardinalPh, cardinalTemperature } from './cardinal';
import { matter } from './parameters';
import type { PlantParameters } from './parameters';
import type { Disturbance, PlantState } from './state';

/** Substrate a contaminant needs per gram it grows (g/g) and what acid it makes (D14). */
const contaminantYield = 0.45;
export const contaminantAcidMolGH = 0.004;

/**
 * Specific rates before oxygen limits them; filled in place, multiplied by C/(K_O+C) once C is known. Every one of
 * them is proportional to that factor, so carbon and electrons close by construction.
 */
export interface PotentialRates {
  glycerol: number;
  methanol: number;
  growth: number;
  product: number;
  contaminantGrowth: number;
  /** g/h of the whole broth that the contaminant takes. */
  contaminantGlycerolGH: number;
  contaminantMethanolGH: number;
  /** Oxygen the whole broth would take at full supply, mol/h; CO2 in step. */
  oxygenMolH: number;
  carbonDioxideMolH: number;
}

export function noRates(): PotentialRates {
  return {
    glycerol: 0,
    methanol: 0,
    growth: 0,
    product: 0,
    contaminantGrowth: 0,
    contaminantGlycerolGH: 0,
    contaminantMethanolGH: 0,
    oxygenMolH: 0,
    carbonDioxideMolH: 0,
  };
}

/** The host's and the contaminant's rates of D14 at the state's concentrations. */
export function potentialRates(s: PlantState, p: PlantParameters, d: Disturbance, out: PotentialRates): void {
  const g = s.glycerolG / s.volumeL;
  const m = s.methanolG / s.volumeL;
  const byTemp = cardinalTemperature(s.tempC, 8, 30, 38);
  const f = byTemp * cardinalPh(s.ph, 2.5, 5, 8);
  const repression = p.glycerolRepressionGL / (p.glycerolRepressionGL + g);
  const glycerolMax = (p.growthOnGlycerolPerH + p.maintenanceOnGlycerolPerH) / p.yieldOnGlycerol;
  out.glycerol = ((glycerolMax * g) / (p.glycerolHalfGL + g)) * s.awake * f;
  const haldane = m / (p.methanolHalfGL + m + (m * m) / p.methanolInhibitionGL);
  out.methanol = p.methanolUptakeMax * s.induced * haldane * repression * f;
  const maintenance = maintenancePerH(out.glycerol, out.methanol, p);
  out.growth = p.yieldOnGlycerol * out.glycerol + p.yieldOnMethanol * out.methanol - maintenance * byTemp;
  out.product = (0.5e-3 * s.induced * m) / (0.1 + m);
  contaminantRates(s, g, m, d, out);
  gasRates(s, out);
}

function maintenancePerH(glycerol: number, methanol: number, p: PlantParameters): number {
  if (glycerol + methanol < 0.02) return p.maintenanceStarvingPerH;
  return methanol > glycerol ? p.maintenanceOnMethanolPerH : p.maintenanceOnGlycerolPerH;
}

function contaminantRates(s: PlantState, g: number, m: number, d: Disturbance, out: PotentialRates): void {
  out.contaminantGrowth = 0;
  out.contaminantGlycerolGH = 0;
  out.contaminantMethanolGH = 0;
  if (s.contaminantG <= 0) return;
  const onGlycerol = (d.contaminantOnGlycerolPerH * g) / (0.05 + g);
  const onMethanol = g > 0.05 ? 0 : (d.contaminantOnMethanolPerH * m) / (0.1 + m);
  out.contaminantGrowth = onGlycerol + onMethanol;
  out.contaminantGlycerolGH = (onGlycerol * s.contaminantG) / contaminantYield;
  out.contaminantMethanolGH = (onMethanol * s.contaminantG) / contaminantYield;
}

/** OUR and CER from the carbon and electron balances of D14. */
function gasRates(s: PlantState, out: PotentialRates): void {
  const glycerol = (s.biomassG * out.glycerol + out.contaminantGlycerolGH) / matter.glycerolG;
  const methanol = (s.biomassG * out.methanol + out.contaminantMethanolGH) / matter.methanolG;
  const biomass = (s.biomassG * out.growth + s.contaminantG * out.contaminantGrowth) / matter.biomassG;
  const product = (s.biomassG * out.product) / matter.productG;
  out.carbonDioxideMolH = glycerol + methanol - biomass - product;
  out.oxygenMolH =
    (matter.glycerolReduction * glycerol +
      matter.methanolReduction * methanol -
      matter.biomassReduction * biomass -
      matter.productReduction * product) /
    4;
}

/** Lag and induction of the host over a step of `h` hours. */
export function ageCells(s: PlantState, p: PlantParameters, h: number): void {
  const g = s.glycerolG / s.volumeL;
  const m = s.methanolG / s.volumeL;
  s.awake += ((1 - s.awake) / p.lagH) * h;
  const goal = ((m / (0.1 + m)) * p.glycerolRepressionGL) / (p.glycerolRepressionGL + g);
  const pace = goal < s.induced ? 0.3 : 1;
  s.induced += ((pace * (goal - s.induced)) / p.inductionH) * h;
}

import type { PlantParameters } from './parameters';
import { tagIndex } from './sensors';
import { fullScaleOxygenMmolL } from './state';
import type { Actuators, Disturbance, PlantState } from './state';
import { molarVolume } from './water';

/** Column of each tag. */
export const columns = {
  ph: tagIndex('pH'),
  do: tagIndex('DO'),
  od: tagIndex('OD'),
  air: tagIndex('Gas_MFC_air'),
  oxygen: tagIndex('Gas_MFC_O2'),
  stirSet: tagIndex('Stir_SP'),
  stir: tagIndex('Stir_PV'),
  torque: tagIndex('Stir_torque'),
  pressure: tagIndex('Reactor_Pressure'),
  broth: tagIndex('Temp_Broth'),
  phProbe: tagIndex('Temp_pH_Probe'),
  doProbe: tagIndex('Temp_DO_Probe'),
  motor: tagIndex('Temp_Stirrer_Motor'),
  exhaust: tagIndex('Temp_Exhaust'),
  base: tagIndex('Base_Pump_Rate'),
  weight: tagIndex('Weight'),
  heater: tagIndex('Heater_PID_out'),
  offCO2: tagIndex('OffGas_CO2'),
  offO2: tagIndex('OffGas_O2'),
  flowIn: tagIndex('Gas_Flow_Inlet'),
  flowOut: tagIndex('Gas_Flow_Outlet'),
  feedGlycerol: tagIndex('Feed_Glycerol'),
  feedMethanol: tagIndex('Feed_MeOH'),
} as const;

/** Exhaust gas before the condenser keeps this share of the broth's warmth (own assumption: D14 gives none). */
const exhaustWarmth = 0.6;
/** Controller output per kelvin between jacket set point and broth, %; 50 % is neutral. */
const heaterPctPerK = 2;

/** Writes what an ideal instrument would show for every tag. Allocates nothing. */
export function fillTruth(
  t: Float64Array,
  s: PlantState,
  p: PlantParameters,
  a: Actuators,
  d: Disturbance,
): void {
  t[columns.ph] = s.ph;
  t[columns.do] = (100 * s.oxygenMmolL) / fullScaleOxygenMmolL(p);
  t[columns.od] = (p.odPerG * (s.biomassG + s.contaminantG)) / s.volumeL;
  t[columns.air] = a.airNlMin;
  t[columns.oxygen] = a.oxygenNlMin * d.oxygenGain;
  t[columns.stirSet] = a.stirrerRpm;
  t[columns.stir] = s.stirrerRpm;
  t[columns.torque] = (100 * s.torqueNm) / p.torqueScaleNm;
  t[columns.pressure] = s.pressureBarA;
  t[columns.broth] = s.tempC;
  t[columns.phProbe] = s.tempC;
  t[columns.doProbe] = s.tempC;
  t[columns.motor] = s.motorC;
  t[columns.exhaust] = p.ambientC + exhaustWarmth * (s.tempC - p.ambientC);
  t[columns.base] = a.basePumpMlMin;
  t[columns.weight] = s.massKg;
  t[columns.heater] = Math.min(100, Math.max(0, 50 + heaterPctPerK * (a.jacketSetC - s.tempC)));
  t[columns.offCO2] = 100 * s.yCarbonDioxide;
  t[columns.offO2] = 100 * s.yOxygen;
  t[columns.flowIn] = (s.gasInMolH * molarVolume) / 60;
  t[columns.flowOut] = (s.gasOutMolH * molarVolume) / 60;
  t[columns.feedGlycerol] = a.glycerolFeedMlMin;
  t[columns.feedMethanol] = a.methanolFeedMlMin;
}

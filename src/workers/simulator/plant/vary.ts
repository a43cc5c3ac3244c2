import type { PlantParameters } from './parameters';
import type { Random } from './random';

/** Constant errors of the instruments of one batch: reading = truth · gain + offset. */
export type SensorBias = ReadonlyMap<string, { readonly offset: number; readonly gain: number }>;

export interface VariedPlant {
  readonly parameters: PlantParameters;
  readonly bias: SensorBias;
}

/** No two batches are alike: the relative spread of science.md D14, drawn in a fixed order from the source given. */
export function vary(base: PlantParameters, random: Random): VariedPlant {
  const about = (value: number, relativeSd: number): number =>
    value * Math.max(0.3, 1 + relativeSd * random.normal());
  const parameters: PlantParameters = {
    ...base,
    growthOnGlycerolPerH: about(base.growthOnGlycerolPerH, 0.04),
    yieldOnGlycerol: about(base.yieldOnGlycerol, 0.02),
    yieldOnMethanol: about(base.yieldOnMethanol, 0.03),
    methanolUptakeMax: about(base.methanolUptakeMax, 0.06),
    startBiomassGL: base.startBiomassGL * Math.exp(0.15 * random.normal()),
    kLaFactor: about(base.kLaFactor, 0.06),
    odPerG: about(base.odPerG, 0.04),
    nitrogenMolPerG: about(base.nitrogenMolPerG, 0.03),
    jacketWPerK: about(base.jacketWPerK, 0.05),
    maintenanceOnMethanolPerH: about(base.maintenanceOnMethanolPerH, 0.1),
  };
  const offset = (sd: number) => ({ offset: sd * random.normal(), gain: 1 });
  const gain = (sd: number) => ({ offset: 0, gain: 1 + sd * random.normal() });
  const bias = new Map([
    ['OffGas_O2', offset(0.05)],
    ['OffGas_CO2', offset(0.03)],
    ['Gas_Flow_Inlet', gain(0.01)],
    ['Gas_Flow_Outlet', gain(0.01)],
    ['DO', gain(0.02)],
  ]);
  return { parameters, bias };
}

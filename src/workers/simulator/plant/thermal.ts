import type { PlantParameters } from './parameters';
import type { Actuators, Disturbance, PlantState } from './state';

/** kJ per mol of oxygen taken up (science.md D4), and kJ per g of water evaporated. */
const metabolicKjMol = 470;
const evaporationKjG = 2.43;
/** kJ per litre of broth and kelvin. */
const heatCapacityKjLK = 4.18 * 1.03;
const jacketLagS = 60;
const motorLagS = 1800;

/** Broth, jacket and motor temperatures over a step of `h` hours. */
export function heat(s: PlantState, p: PlantParameters, a: Actuators, d: Disturbance, h: number): void {
  const seconds = h * 3600;
  s.metabolicHeatW = (metabolicKjMol * s.oxygenUptakeMolH) / 3.6;
  const evaporationW = (s.evaporationGH * evaporationKjG) / 3.6;
  const watts =
    s.metabolicHeatW +
    0.9 * s.gassedPowerW -
    p.jacketWPerK * (s.tempC - s.jacketC) -
    p.wallWPerK * (s.tempC - p.ambientC) -
    evaporationW;
  s.tempC += (watts * seconds) / (heatCapacityKjLK * 1000 * s.volumeL);
  const goal = Math.min(60, Math.max(d.jacketLowestC, a.jacketSetC));
  s.jacketC += ((goal - s.jacketC) * seconds) / jacketLagS;
  const motorGoal = p.ambientC + 10 + 0.2 * s.powerW * d.motorHeatGain;
  s.motorC += ((motorGoal - s.motorC) * seconds) / motorLagS;
}

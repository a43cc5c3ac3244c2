import { computed, withheld, type Computed } from './computed';
import { guarded, objection } from './guarded';

/** Heat of respiration, J per mol of oxygen (science.md D4). */
export const heatPerOxygenJMol = 470_000;
/** Of the stirrer's power, what ends in the broth. */
const stirrerShare = 0.9;
const evaporationKjG = 2.43;
/** Broth as water: kJ/kg/K. */
const heatCapacityKjKgK = 4.18;

/** Heat of metabolism, W: 470 kJ per mol O2. */
export function metabolicHeatW(ourMolLH: number, volumeL: number): Computed {
  return guarded(
    { finite: [ourMolLH], aboveZero: [volumeL] },
    () => (heatPerOxygenJMol * ourMolLH * volumeL) / 3600,
  );
}

/** All that warms or cools a broth. */
export interface HeatFlows {
  readonly metabolicW: number;
  readonly gassedPowerW: number;
  readonly evaporationGH: number;
  readonly brothC: number;
  readonly jacketC: number;
  readonly ambientC: number;
  /** To the jacket, W/K. */
  readonly jacketWK: number;
  /** To the room, W/K. */
  readonly ambientWK: number;
}

/** Heat the broth gains, W: Q_met + 0.9·P_g − UA(T − T_j) − UA_env(T − T_amb) − evaporation·2.43 kJ/g. */
export function netHeatW(flows: HeatFlows): Computed {
  const { metabolicW, gassedPowerW, evaporationGH, brothC, jacketC, ambientC, jacketWK, ambientWK } = flows;
  return guarded(
    {
      finite: [metabolicW, brothC, jacketC, ambientC],
      atLeastZero: [gassedPowerW, evaporationGH, jacketWK, ambientWK],
    },
    () =>
      metabolicW +
      stirrerShare * gassedPowerW -
      jacketWK * (brothC - jacketC) -
      ambientWK * (brothC - ambientC) -
      (evaporationGH * evaporationKjG * 1000) / 3600,
  );
}

/** How fast that warms the broth, °C/h. */
export function warmingCH(flows: HeatFlows, volumeL: number, densityKgL = 1): Computed {
  const reason = objection({ aboveZero: [volumeL, densityKgL] });
  if (reason !== null) return withheld(reason);
  const net = netHeatW(flows);
  if (net.value === null) return net;
  return computed((net.value * 3.6) / (densityKgL * volumeL * heatCapacityKjKgK));
}

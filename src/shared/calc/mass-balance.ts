import type { Computed } from './computed';
import { guarded } from './guarded';

/** A liquid on its way into the vessel. */
export interface LiquidFlow {
  readonly mlH: number;
  /** kg/L, which is g/mL. */
  readonly densityKgL: number;
}

/** All that changes the mass of a broth. */
export interface MassFlows {
  /** Feeds and base. */
  readonly liquids: readonly LiquidFlow[];
  readonly evaporationGH: number;
  readonly ourMolLH: number;
  readonly cerMolLH: number;
  readonly volumeL: number;
  /** Broth taken, g/h. */
  readonly samplesGH: number;
}

const oxygenGPerMol = 32;
const carbonDioxideGPerMol = 44;

/** How fast the broth gains mass, g/h: Σρf − evaporation + OUR·V·32.0 − CER·V·44.0 − samples (science.md D4). */
export function expectedMassRateGH(flows: MassFlows): Computed {
  const { liquids, evaporationGH, ourMolLH, cerMolLH, volumeL, samplesGH } = flows;
  return guarded(
    {
      finite: [ourMolLH, cerMolLH],
      atLeastZero: [evaporationGH, samplesGH, ...liquids.flatMap(({ mlH, densityKgL }) => [mlH, densityKgL])],
      aboveZero: [volumeL],
    },
    () =>
      liquids.reduce((sum, { mlH, densityKgL }) => sum + mlH * densityKgL, 0) -
      evaporationGH +
      (ourMolLH * oxygenGPerMol - cerMolLH * carbonDioxideGPerMol) * volumeL -
      samplesGH,
  );
}

/** Totals since the start. */
export interface VolumeTotals {
  readonly startL: number;
  readonly feedsL: readonly number[];
  readonly baseL: number;
  readonly evaporatedL: number;
  readonly sampledL: number;
}

/** Broth in the vessel, L: V0 + Σ feeds + base − evaporation − samples; nothing left is impossible. */
export function brothVolumeL({ startL, feedsL, baseL, evaporatedL, sampledL }: VolumeTotals): Computed {
  const fed = feedsL.reduce((sum, litres) => sum + litres, 0);
  const volume = startL + fed + baseL - evaporatedL - sampledL;
  return guarded(
    { atLeastZero: [startL, ...feedsL, baseL, evaporatedL, sampledL], aboveZero: [volume] },
    () => volume,
  );
}

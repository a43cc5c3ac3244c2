import { computed, withheld, type Computed } from '../../../shared/calc/computed';
import { specificOxygenUptake, specificSubstrateUptake } from '../../../shared/calc/specific-rates';
import { glycerol, methanol, substrateOfOxygenG } from '../../../shared/calc/stoichiometry';
import { carbonRecovery, yieldsSoFar, type SubstrateMass } from '../../../shared/calc/yields-so-far';
import type { PhaseId } from '../../../shared/model/phase';
import type { VesselFacts } from '../../../shared/model/vessel-facts';
import type { FeatureWindow, Withdrawal } from '../features/feature-engine';
import { inputOf } from '../features/input-cell';
import { using } from '../features/using';
import { createFormedBiomass } from './formed-biomass';

/** Channels that need to know the biomass. */
export type BiomassTag = 'qO2' | 'qS' | 'Y_XS' | 'C_recovery';

export interface BiomassAccount {
  /** Empty where there is no model to say how much biomass there is. */
  push(
    window: FeatureWindow,
    view: { readonly phase: PhaseId; readonly od600: Computed | null },
  ): Partial<Record<BiomassTag, Computed>>;
}

/** Yield of biomass on glycerol where uptake is told from oxygen, g/g. */
const yieldOnGlycerol = 0.5;

/** Specific rates, yield and carbon of one batch (science.md D6), biomass as k·OD600 predicted. */
export function createBiomassAccount(
  vessel: VesselFacts,
  startVolumeL: number,
  withdrawals: readonly Withdrawal[],
): BiomassAccount {
  const grown = createFormedBiomass(withdrawals);
  let firstG: number | null = null;
  let depleted = false;
  return {
    push(window, { phase, od600 }) {
      depleted ||= phase === 'depleted';
      if (od600 === null) return {};
      const biomassGL = using([od600], (od) => computed(vessel.dryCellsPerOd * od));
      const formed = using([biomassGL, window.volume], (gl, volumeL) => {
        const nowG = grown.formed(window.end, gl, volumeL);
        firstG ??= nowG;
        return computed(Math.max(0, nowG - firstG));
      });
      const early = withheld('not-in-phase');
      const { glycerolL, methanolL } = window.fed;
      return {
        qO2: using([window.our, biomassGL], specificOxygenUptake),
        qS: substrateUptake(window, phase, biomassGL, vessel),
        Y_XS: depleted
          ? using([formed, glycerolL, methanolL], (formedG, gly, meoh) =>
              onSubstrate(formedG, substrates(vessel, startVolumeL, gly, meoh)),
            )
          : early,
        C_recovery: depleted
          ? using(
              [formed, window.totals.carbonDioxideMol, glycerolL, methanolL],
              (biomassFormedG, carbonDioxideMol, gly, meoh) =>
                using(
                  [
                    carbonRecovery({
                      given: substrates(vessel, startVolumeL, gly, meoh),
                      left: [],
                      biomassFormedG,
                      productG: 0,
                      carbonDioxideMol,
                    }),
                  ],
                  (share) => computed(100 * share),
                ),
            )
          : early,
      };
    },
  };
}

function onSubstrate(biomassFormedG: number, given: readonly SubstrateMass[]): Computed {
  const substrateUsedG = given.reduce((sum, { massG }) => sum + massG, 0);
  const rest = { oxygenMol: 0, carbonDioxideMol: 0, baseMl: 0 };
  return yieldsSoFar({ biomassFormedG, substrateUsedG, ...rest }).onSubstrate;
}

function substrates(
  vessel: VesselFacts,
  startVolumeL: number,
  glycerolL: number,
  methanolL: number,
): SubstrateMass[] {
  return [
    { substrate: glycerol, massG: vessel.startGlycerolGL * startVolumeL + vessel.glycerolFeedGL * glycerolL },
    { substrate: methanol, massG: vessel.methanolFeedGL * methanolL },
  ];
}

/** Uptake from oxygen while glycerol abounds; while a feed limits, from the feed. */
function substrateUptake(
  { cell, our, volume }: FeatureWindow,
  phase: PhaseId,
  biomassGL: Computed,
  vessel: VesselFacts,
): Computed {
  const fed = (tag: 'Feed_Glycerol' | 'Feed_MeOH', gramsPerL: number): Computed =>
    using([inputOf(cell, tag), biomassGL, volume], (mlMin, biomass, volumeL) =>
      specificSubstrateUptake({
        feedGH: (mlMin * 60 * gramsPerL) / 1000,
        accumulationGH: 0,
        biomassGL: biomass,
        volumeL,
      }),
    );
  switch (phase) {
    case 'lag':
    case 'batch':
      return using([our, biomassGL], (mmolLH, biomass) =>
        using([substrateOfOxygenG(Math.max(0, mmolLH) / 1000, glycerol, yieldOnGlycerol)], (gramLH) =>
          specificSubstrateUptake({
            feedGH: gramLH,
            accumulationGH: 0,
            biomassGL: biomass,
            volumeL: 1,
          }),
        ),
      );
    case 'gly-fed':
      return fed('Feed_Glycerol', vessel.glycerolFeedGL);
    case 'meoh-adapt':
    case 'meoh':
      return fed('Feed_MeOH', vessel.methanolFeedGL);
    case 'none':
    case 'depleted':
    case 'starve':
    case 'harvest':
      return withheld('not-in-phase');
    default:
      return phase satisfies never;
  }
}

import { mixInlet } from '../../../shared/calc/gas-balance';
import { normalMolarVolumeL } from '../../../shared/calc/gas-reference';
import type { VesselFacts } from '../../../shared/model/vessel-facts';
import { windowMs, type InputCell } from './input-cell';

/** Tells whether the head space has caught up with the gas supplied: a balance that takes them for equal needs that. */
export interface GasSteadiness {
  /**
   * Takes the next window.
   * @returns what the head space may still hold of the gas before, as oxygen the broth seems to take, mol/h; null where the gas is not known
   */
  push(cell: InputCell): number | null;
}

/** Sampling line and analyser follow the head space by this, s. */
const lineS = 70;
/** Gas that swings is even with the head space twice a swing: windows that a lag is remembered for. */
const looksBack = 4;

/** @param volumeL broth at inoculation, L */
export function createGasSteadiness(
  vessel: Pick<VesselFacts, 'vesselVolumeL'>,
  volumeL: number,
): GasSteadiness {
  let held: { readonly flow: number; readonly o2: number } | null = null;
  let recent: number[] = [];
  return {
    push({ values }) {
      const { Gas_Flow_Inlet: flow, Gas_MFC_air: air, Gas_MFC_O2: oxygen, OffGas_O2: outPct } = values;
      const inlet = air === null || oxygen === null ? null : mixInlet(air, oxygen);
      if (flow === null || inlet === null || flow <= 0) {
        held = null;
        recent = [];
        return null;
      }
      held ??= { flow, o2: inlet.o2 };
      // Gas held in the broth counts as a tenth of it.
      const turnoverS = (60 * Math.max(0.1, vessel.vesselVolumeL - 0.9 * volumeL)) / flow;
      const share = 1 - Math.exp(-windowMs / 1000 / (turnoverS + lineS));
      held = { flow: held.flow + share * (flow - held.flow), o2: held.o2 + share * (inlet.o2 - held.o2) };
      const taken = Math.abs(inlet.o2 - (outPct ?? 100 * inlet.o2) / 100);
      const off = Math.abs(inlet.o2 - held.o2) * flow + Math.abs(flow - held.flow) * taken;
      recent = [...recent.slice(1 - looksBack), (off * 60) / normalMolarVolumeL];
      return Math.max(...recent);
    },
  };
}

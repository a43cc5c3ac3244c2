import type { Withdrawal } from '../features/feature-engine';

/** Scales what is in the vessel to what was formed: samples take biomass out that grew all the same. */
export interface FormedBiomass {
  /**
   * Biomass formed, in the unit of `perLitre` times L.
   * @param t end of the window, epoch ms; times rise
   */
  formed(t: number, perLitre: number, volumeL: number): number;
}

/** @param withdrawals oldest first */
export function createFormedBiomass(withdrawals: readonly Withdrawal[]): FormedBiomass {
  let next = 0;
  let leftShare = 1;
  return {
    formed(t, perLitre, volumeL) {
      // Those that lie between two windows share the volume of the later one.
      let before = volumeL;
      const due = withdrawals.slice(next).filter((cut) => cut.t <= t);
      next += due.length;
      for (const cut of due.toReversed()) {
        before += cut.volumeL;
        leftShare *= 1 - cut.volumeL / before;
      }
      return (perLitre * volumeL) / leftShare;
    },
  };
}

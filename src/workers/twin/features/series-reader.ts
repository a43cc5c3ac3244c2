import { odOfProbe } from '../../../shared/calc/od-map';
import { vesselFactsOf } from '../../../shared/model/vessel-facts';
import { createFormedBiomass } from '../derive/formed-biomass';
import { createGrowthFollower } from '../derive/growth-follower';
import { oxygenTransfer } from '../derive/oxygen-transfer';
import { createGrowthWindow } from '../growth-window';
import { computed } from '../../../shared/calc/computed';
import { gasSettingsOf, type BatchFacts, type WindowValues } from './feature-engine';
import {
  evaporationGH,
  gasPerVolume,
  outletClosurePct,
  oxygenInPct,
  sigmaOf,
  sigmaPerLitre,
} from './gas-channels';
import { inputOf, inputTags } from './input-cell';
import { using } from './using';

/** One number of a window; null where there is none. */
export type ReadWindow = (window: WindowValues) => number | null;

/** A channel that features are made of, window by window. */
export interface SeriesReader {
  readonly value: ReadWindow;
  readonly sigma: ReadWindow;
}

const none: ReadWindow = () => null;
const only = (value: ReadWindow): SeriesReader => ({ value, sigma: none });

/**
 * Readers of channels by tag, for one batch. What several channels share is computed once a window; readers that look
 * back want every window once, in order.
 */
export function createSeriesReaders(facts: BatchFacts): (tag: string) => SeriesReader | null {
  const vessel = facts.vessel ?? vesselFactsOf({ scale: '15L' });
  const settings = gasSettingsOf(facts);
  const transfer = onceAWindow((window) => oxygenTransfer(window, settings, vessel));
  const formed = createFormedBiomass(facts.withdrawals ?? []);
  const biomass = onceAWindow(
    ({ cell, end, volume }) =>
      using([inputOf(cell, 'OD'), volume], (reading, volumeL) =>
        using([odOfProbe(reading, { kind: 'saturating', k: vessel.odProbeSaturation })], (od) =>
          computed(formed.formed(end, od, volumeL)),
        ),
      ).value,
  );
  const filter = createGrowthFollower();
  const filtered = onceAWindow((window) => filter.add(window.end, biomass(window)));
  const slope = createGrowthWindow();
  const sloped = onceAWindow((window) => {
    slope.add(window.end, biomass(window));
    return slope.rate();
  });
  const derived: Readonly<Record<string, SeriesReader>> = {
    OUR: {
      value: ({ our }) => our.value,
      sigma: ({ gas, our, volume }) => sigmaPerLitre(gas.balance?.our, our, volume).value,
    },
    CER: {
      value: ({ cer }) => cer.value,
      sigma: ({ gas, cer, volume }) => sigmaPerLitre(gas.balance?.cer, cer, volume).value,
    },
    OUR_broth: only(({ gas }) => gas.oxygenMolH),
    CER_broth: only(({ gas }) => gas.carbonDioxideMolH),
    RQ: {
      value: ({ rq }) => rq.value,
      sigma: ({ gas, rq }) => sigmaOf(gas.balance?.rq, rq).value,
    },
    O2_in: only((window) => oxygenInPct(window).value),
    VVM: only((window) => gasPerVolume(window, settings).value),
    Volume: only(({ volume }) => volume.value),
    Evaporation: only((window) => evaporationGH(window).value),
    Outlet_closure: only((window) => outletClosurePct(window, settings).value),
    C_star: only((window) => transfer(window).C_star.value),
    DO_mmol: only((window) => transfer(window).DO_mmol.value),
    kLa: only((window) => transfer(window).kLa.value),
    OTR: only((window) => transfer(window).OTR.value),
    P_V_corr: only((window) => transfer(window).powerWL.value),
    P_torque: only((window) => transfer(window).P_torque.value),
    mu_KF: {
      value: (window) => filtered(window).value,
      sigma: (window) => filtered(window).sigma,
    },
    mu_TS: {
      value: (window) => sloped(window)?.muPerH ?? null,
      sigma: (window) => sloped(window)?.sigmaPerH ?? null,
    },
  };
  return (tag) => {
    const measured = inputTags.find((known) => known === tag);
    return measured === undefined ? (derived[tag] ?? null) : only(({ cell }) => cell.values[measured]);
  };
}

function onceAWindow<T>(of: (window: WindowValues) => T): (window: WindowValues) => T {
  let held: { readonly window: WindowValues; readonly value: T } | null = null;
  return (window) => {
    if (held?.window !== window) held = { window, value: of(window) };
    return held.value;
  };
}

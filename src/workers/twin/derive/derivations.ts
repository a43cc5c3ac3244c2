import { brothKgL } from '../features/broth';
import { computed, withheld, type Computed } from '../../../shared/calc/computed';
import type { UncertainRate } from '../../../shared/calc/gas-balance';
import type { GrowthRate } from '../../../shared/calc/growth';
import { metabolicHeatW } from '../../../shared/calc/heat-balance';
import { odOfProbe } from '../../../shared/calc/od-map';
import type { SensorSuspicion } from '../../../shared/calc/sensor-suspicion';
import type { DerivedTag } from '../../../shared/model/derived-channel';
import type { PhaseId } from '../../../shared/model/phase';
import { vesselFactsOf } from '../../../shared/model/vessel-facts';
import { createGrowthWindow } from '../growth-window';
import { gasSettingsOf, type BatchFacts, type FeatureWindow } from '../features/feature-engine';
import {
  evaporationGH,
  gasPerVolume,
  outletClosurePct,
  oxygenInPct,
  sigmaOf,
  sigmaPerLitre,
} from '../features/gas-channels';
import { alignedFlow, type GasSettings } from '../features/gas-rates';
import { inputOf } from '../features/input-cell';
import { using } from '../features/using';
import { createBiomassAccount, type BiomassTag } from './biomass-account';
import { depletionForecast } from './depletion-forecast';
import { createFormedBiomass } from './formed-biomass';
import { createGrowthFollower } from './growth-follower';
import { oxygenTransfer } from './oxygen-transfer';
import { createExcuses } from './excuses';
import { createExplainedSpans, type ExplainedSpans } from './explained-spans';
import type { GasStep } from './gas-step';
import { createGassingAccount, type GassingTag, type Remark } from './gassing-account';
import type { Seconds } from './seconds';
import { createSensorWatch } from './sensor-watch';
import { createWeightAccount } from './weight-account';

/** What is known of a window beside its features. */
export interface DerivedView {
  readonly phase: PhaseId;
  /** OD600 as predicted; null where no model is there to predict. */
  readonly od600: Computed | null;
  /** µ by the CO2 evolution of the whole broth. */
  readonly respiration: GrowthRate | null;
}

/** Everything that is computed from a window; what needs a model or a test is absent without one. */
export type DerivedValues = Readonly<Record<Exclude<DerivedTag, BiomassTag | GassingTag>, Computed>> &
  Readonly<Partial<Record<BiomassTag | GassingTag, Computed>>>;

/** A gassing step that is due with a window, and its seconds; null where they could not be read. */
export interface DueStep {
  readonly step: GasStep;
  readonly seconds: Seconds | null;
}

/** The derived channels of one batch, window by window. */
export interface Derivations {
  push(window: FeatureWindow, view: DerivedView, due: DueStep | null): DerivedValues;
  /** What happened that explains what checks see; each window goes in before it is pushed. */
  readonly explained: ExplainedSpans;
  /** What is worth writing down, oldest first. */
  remarks(): readonly Remark[];
  /** What speaks against sensors, as of the last window. */
  suspicions(): readonly SensorSuspicion[];
}

/**
 * Derives one batch from its inoculation on. It sees the past only; a value whose input is missing, bad or out of
 * range is null for that reason, and no other is.
 */
export function createDerivations(facts: BatchFacts): Derivations {
  const vessel = facts.vessel ?? vesselFactsOf({ scale: '15L' });
  const withdrawals = facts.withdrawals ?? [];
  const settings = gasSettingsOf(facts);
  const slope = createGrowthWindow();
  const follower = createGrowthFollower();
  const probe = createFormedBiomass(withdrawals);
  const biomass = createBiomassAccount(vessel, facts.startVolumeL, withdrawals);
  const weight = createWeightAccount(facts.inoculatedAt, vessel, (t) =>
    withdrawals.reduce((sum, cut) => sum + (cut.t <= t ? 1000 * brothKgL * cut.volumeL : 0), 0),
  );
  const startG = vessel.startGlycerolGL * facts.startVolumeL;
  const explained = createExplainedSpans(facts.happenings ?? []);
  const sensors = createSensorWatch(explained);
  const gassing = createGassingAccount(settings, vessel);
  const excused = createExcuses();

  return {
    explained,
    suspicions: () => [...sensors.suspicions(), ...gassing.suspicions()],
    remarks: () => [...gassing.remarks(), ...excused.remarks(sensors.explained())],
    push(window, view, due) {
      const { cell, end, gas, our, cer, volume, totals } = window;
      const formed = using([inputOf(cell, 'OD'), volume], (reading, volumeL) =>
        using([odOfProbe(reading, { kind: 'saturating', k: vessel.odProbeSaturation })], (od) =>
          computed(probe.formed(end, od, volumeL)),
        ),
      );
      slope.add(end, formed.value);
      const filtered = follower.add(end, formed.value);
      const gain = weight.push({
        cell,
        evaporationGH: evaporationGH(window),
        ourMmolLH: our,
        cerMmolLH: cer,
        volume,
      });
      const { powerWL, ...transfer } = oxygenTransfer(window, settings, vessel);
      const ourSigma = sigmaPerLitre(gas.balance?.our, our, volume);
      sensors.add({
        cell,
        gasOutMeasured: alignedFlow(cell, window.previous, 'Gas_Flow_Outlet', settings).value,
        gasOutCalculated: gas.balance?.flowOutNlMin.value ?? null,
        weightGH: gain.measuredGH,
        expectedWeightGH: gain.expectedGH,
        our: our.value,
        ourSigma: ourSigma.value,
        // Where kLa is withheld the driving force says nothing.
        transfer: transfer.kLa.value === null ? null : transfer.OTR.value,
        powerWL: powerWL.value,
      });
      const tested = due === null ? {} : gassing.evaluate(due.step, due.seconds, window);
      gassing.add(end, transfer.kLa);
      excused.at(end);
      return {
        OUR: our,
        OUR_sigma: ourSigma,
        CER: cer,
        CER_sigma: sigmaPerLitre(gas.balance?.cer, cer, volume),
        RQ: window.rq,
        RQ_sigma: sigmaOf(gas.balance?.rq, window.rq),
        ...gasValues(window, settings),
        ...transfer,
        ...tested,
        Heat: using([our], (mmolLH) => metabolicHeatW(mmolLH / 1000, 1)),
        Weight_residual: gain.residual,
        ...growthValues(formed, slope.rate(), filtered),
        ...biomass.push(window, view),
        ...depletion(window, view, startG),
        Base_total: millilitres(totals.baseL),
        Feed_gly_total: millilitres(totals.glycerolL),
        Feed_meoh_total: millilitres(totals.methanolL),
      };
    },
  };
}

type GasTag =
  'O2_in' | 'Outlet_closure' | 'OUR_total' | 'CER_total' | 'Gas_missing' | 'VVM' | 'Volume' | 'Evaporation';

function gasValues(window: FeatureWindow, settings: GasSettings): Record<GasTag, Computed> {
  const { volume, totals } = window;
  return {
    O2_in: oxygenInPct(window),
    Outlet_closure: outletClosurePct(window, settings),
    OUR_total: totals.oxygenMol,
    CER_total: totals.carbonDioxideMol,
    Gas_missing: computed(100 * window.gasMissingShare),
    VVM: gasPerVolume(window, settings),
    Volume: volume,
    Evaporation: evaporationGH(window),
  };
}

function growthValues(
  formed: Computed,
  slope: GrowthRate | null,
  filtered: UncertainRate,
): Record<'mu_TS' | 'mu_TS_sigma' | 'mu_KF' | 'mu_KF_sigma', Computed> {
  const of = (value: number | null | undefined, otherwise: Computed['quality']): Computed => {
    if (formed.value === null) return withheld(formed.quality);
    return value === null || value === undefined ? withheld(otherwise) : computed(value);
  };
  return {
    mu_TS: of(slope?.muPerH, 'low-signal'),
    mu_TS_sigma: of(slope?.sigmaPerH, 'low-signal'),
    mu_KF: of(filtered.value, filtered.quality),
    mu_KF_sigma: of(filtered.sigma, filtered.quality),
  };
}

const growingPhases: ReadonlySet<PhaseId> = new Set(['none', 'lag', 'batch']);

function depletion(
  window: FeatureWindow,
  view: DerivedView,
  startG: number,
): Record<'Depletion_in' | 'Depletion_low' | 'Depletion_high', Computed> {
  const over = withheld('not-in-phase');
  if (!growingPhases.has(view.phase))
    return { Depletion_in: over, Depletion_low: over, Depletion_high: over };
  const { gas, totals } = window;
  const perHour = (rate: number | null): Computed =>
    rate === null ? withheld(gas.reason.quality) : computed(rate);
  const { hours, low, high } = depletionForecast({
    startG,
    oxygenTotalMol: totals.oxygenMol,
    carbonDioxideTotalMol: totals.carbonDioxideMol,
    oxygenMolH: perHour(gas.oxygenMolH),
    carbonDioxideMolH: perHour(gas.carbonDioxideMolH),
    growth: view.respiration,
  });
  return { Depletion_in: hours, Depletion_low: low, Depletion_high: high };
}

function millilitres(litres: Computed): Computed {
  return using([litres], (value) => computed(1000 * value));
}

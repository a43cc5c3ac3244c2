import { withheld, type Computed, computed } from '../../../shared/calc/computed';
import { depletionClock } from '../../../shared/calc/depletion-clock';
import type { GrowthRate } from '../../../shared/calc/growth';
import { glycerol, growthStoichiometry } from '../../../shared/calc/stoichiometry';

/** What the clock of a batch on glycerol goes by. */
export interface DepletionView {
  /** Glycerol at inoculation, g. */
  readonly startG: number;
  readonly oxygenTotalMol: Computed;
  readonly carbonDioxideTotalMol: Computed;
  readonly oxygenMolH: Computed;
  readonly carbonDioxideMolH: Computed;
  /** Of the CO2 evolution of the whole broth. */
  readonly growth: GrowthRate | null;
}

/** Hours to depletion with a 90 % interval. */
export interface DepletionForecast {
  readonly hours: Computed;
  readonly low: Computed;
  readonly high: Computed;
}

/** Yield and maintenance on glycerol (science.md D14), g/g and 1/h; literature values, not validated for any plant. */
const yieldGG = 0.5;
const maintenancePerH = 0.005;
/** Deviations of what is taken for known: glycerol at the start, and gas per glycerol of another culture. */
const startSigma = 0.02;
const gasSigma = 0.036;
const leastMuSigma = 0.01;
/** What is left is never less than this share of the start: the last grams are not seen by a balance. */
const leastLeft = 0.005;

/** Time until the glycerol of a batch is used up: from oxygen and CO2 alike, growing as the culture does. */
export function depletionForecast(view: DepletionView): DepletionForecast {
  const { startG, growth } = view;
  const inputs = [view.oxygenTotalMol, view.carbonDioxideTotalMol, view.oxygenMolH, view.carbonDioxideMolH];
  const lacking = inputs.find(({ value }) => value === null);
  if (lacking) return none(lacking.quality);
  if (growth === null || growth.muPerH <= 0 || !(startG > 0)) return none('low-signal');
  const [oxygen, carbonDioxide, oxygenH, carbonDioxideH] = inputs.map(({ value }) => Math.max(0, value ?? 0));
  const mu = Math.max(0.02, growth.muPerH);
  // Maintenance is burned as well: at a lower growth rate less of a gram becomes biomass.
  const ratios = growthStoichiometry(glycerol, (yieldGG * mu) / (mu + maintenancePerH));
  if (typeof ratios === 'string') return none(ratios);
  const gramsOf = (o2: number, co2: number): number =>
    ((o2 / ratios.oxygenPerC + co2 / ratios.carbonDioxidePerC) / 2) * glycerol.gramsPerCmol;
  const usedG = gramsOf(oxygen ?? 0, carbonDioxide ?? 0);
  const uptakeGH = gramsOf(oxygenH ?? 0, carbonDioxideH ?? 0);
  const clock = depletionClock({
    remainingG: {
      value: Math.max(leastLeft * startG, startG - usedG),
      sigma: Math.hypot(startSigma * startG, gasSigma * usedG),
    },
    uptakeGH: { value: uptakeGH, sigma: gasSigma * uptakeGH },
    muPerH: { value: growth.muPerH, sigma: Math.max(leastMuSigma, growth.sigmaPerH ?? leastMuSigma) },
    feedGH: 0,
  });
  const bound = (value: number | null): Computed =>
    value === null
      ? withheld(clock.hours.value === null ? clock.hours.quality : 'low-signal')
      : computed(value);
  return { hours: clock.hours, low: bound(clock.lowH), high: bound(clock.highH) };
}

function none(quality: Computed['quality']): DepletionForecast {
  return { hours: withheld(quality), low: withheld(quality), high: withheld(quality) };
}

import type { PhaseId } from '../model/phase';
import { computed, withheld, type Computed } from './computed';
import { objection } from './guarded';
import { momentsOf, standardDeviation } from './statistics';

/** Steps of the index (science.md D10): ln ∫CER while growing on glycerol, hours in later phases. */
const batchStep = 0.25;
const laterStepH = 0.5;
/** Less CO2 than this has no place on a logarithmic scale yet, mmol/L. */
const leastCarbonDioxide = 0.1;

/**
 * How far along a batch is within its phase: ln of the CO2 given off since inoculation (mmol/L) until depletion, hours
 * in the phase afterwards. "Low signal" before there is CO2 to speak of.
 */
export function maturityIndex(phase: PhaseId, carbonDioxideMmolL: number, hoursInPhase: number): Computed {
  const reason = objection({ atLeastZero: [carbonDioxideMmolL, hoursInPhase] });
  if (reason !== null) return withheld(reason);
  if (phase === 'none') return withheld('missing-input');
  if (phase !== 'lag' && phase !== 'batch') return computed(hoursInPhase);
  return carbonDioxideMmolL < leastCarbonDioxide
    ? withheld('low-signal')
    : computed(Math.log(carbonDioxideMmolL));
}

/** The cell of the reference trajectory that an index falls into. */
export function maturityBin(phase: PhaseId, index: number): number | null {
  const bin = Math.floor(index / (phase === 'lag' || phase === 'batch' ? batchStep : laterStepH));
  return Number.isSafeInteger(bin) ? bin : null;
}

/** Mean and spread of one variable at one maturity over the reference batches. */
export interface ReferenceCell {
  readonly mean: number;
  readonly sd: number;
  /** Batches, not points: points of one batch are not independent. */
  readonly batches: number;
}

/** Reference at one maturity from one mean per batch; null below three batches. */
export function referenceCell(batchMeans: readonly number[]): ReferenceCell | null {
  const moments = momentsOf(batchMeans.filter((value) => Number.isFinite(value)));
  const sd = standardDeviation(moments, 1);
  if (moments.n < 3 || sd === null || !Number.isFinite(sd)) return null;
  return { mean: moments.mean, sd, batches: moments.n };
}

/**
 * Distance from the reference in its deviations: (30-min mean − reference mean)/max(reference sd, floor).
 * @param floor smallest spread that is believed, in the variable's unit
 */
export function maturityZ(meanNow: number, reference: ReferenceCell, floor: number): Computed {
  const reason = objection({
    finite: [meanNow, reference.mean],
    atLeastZero: [reference.sd],
    aboveZero: [floor],
  });
  return reason === null
    ? computed((meanNow - reference.mean) / Math.max(reference.sd, floor))
    : withheld(reason);
}

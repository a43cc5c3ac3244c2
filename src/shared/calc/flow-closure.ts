import { withheld, computed, type Computed } from './computed';
import { objection } from './guarded';
import { wrongSince } from './sustained';

/** Gas out as measured and as the inert balance has it, NL/min; null where missing. */
export interface FlowPair {
  /** Epoch ms. */
  readonly t: number;
  readonly measuredNlMin: number | null;
  readonly calculatedNlMin: number | null;
}

/** Defaults of science.md D2. */
export const closureLimit = 0.05;
export const closureHoldMs = 10 * 60_000;

/** F_out measured over calculated, less one; withheld where nothing flows. */
export function flowClosure(measuredNlMin: number | null, calculatedNlMin: number | null): Computed {
  if (measuredNlMin === null || calculatedNlMin === null) return withheld('missing-input');
  const reason = objection({ atLeastZero: [measuredNlMin, calculatedNlMin] });
  if (reason !== null) return withheld(reason);
  return calculatedNlMin === 0 ? withheld('low-signal') : computed(measuredNlMin / calculatedNlMin - 1);
}

/** Since when outlet and inert balance have differed by more than 5 % for 10 min: a leak, foam or a meter that lies. */
export function closureBrokenSince(pairs: readonly FlowPair[]): number | null {
  const judged = pairs.map(({ t, measuredNlMin, calculatedNlMin }) => {
    const { value } = flowClosure(measuredNlMin, calculatedNlMin);
    return { t, wrong: value === null ? null : Math.abs(value) > closureLimit };
  });
  return wrongSince(judged, closureHoldMs);
}

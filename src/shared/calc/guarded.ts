import type { QualityId } from '../model/quality';
import { computed, withheld, type Computed } from './computed';

/** Numbers a formula is about to use, by what they must be to mean anything. */
export interface FormulaInputs {
  readonly finite?: readonly number[];
  readonly atLeastZero?: readonly number[];
  readonly aboveZero?: readonly number[];
}

/** What speaks against computing from these numbers: one is no number, or less than it can be; null if nothing. */
export function objection({
  finite = [],
  atLeastZero = [],
  aboveZero = [],
}: FormulaInputs): QualityId | null {
  const isNumber = (value: number): boolean => Number.isFinite(value);
  if (![...finite, ...atLeastZero, ...aboveZero].every(isNumber)) return 'not-a-number';
  return atLeastZero.some((value) => value < 0) || aboveZero.some((value) => value <= 0)
    ? 'impossible'
    : null;
}

/** The formula's result, or the reason why its inputs allow none. */
export function guarded(inputs: FormulaInputs, formula: () => number): Computed {
  const reason = objection(inputs);
  return reason === null ? computed(formula()) : withheld(reason);
}

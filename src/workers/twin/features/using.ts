import { withheld, type Computed } from '../../../shared/calc/computed';

/** Applies a formula to computed numbers: without one of them there is no result, for its reason; a doubt is passed on. */
export function using<T extends readonly Computed[]>(
  inputs: readonly [...T],
  formula: (...values: { [K in keyof T]: number }) => Computed,
): Computed {
  const values: number[] = [];
  for (const { value, quality } of inputs) {
    if (value === null) return withheld(quality);
    values.push(value);
  }
  const result = formula(...(values as { [K in keyof T]: number }));
  const doubt = inputs.find(({ quality }) => quality !== 'good');
  return doubt && result.value !== null && result.quality === 'good'
    ? { ...result, quality: doubt.quality }
    : result;
}

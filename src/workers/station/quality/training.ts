import type { QualityItem } from '../../../shared/model/quality/item';

/** True where a person's training for a procedure is valid: qualified, for the version in force, and not run out. */
export function isTrained(
  items: readonly QualityItem[],
  personId: string,
  procedure: string,
  now: number,
): boolean {
  const inForce = items.find(
    ({ kind, state, values }) => kind === 'procedure' && state === 'effective' && values.code === procedure,
  );
  const trainings = items.filter(
    ({ kind, state, values }) =>
      kind === 'training' && state !== 'voided' && values.procedureCode === procedure,
  );
  const asked = inForce ? inForce.values.trainingAsked === true : trainings.length > 0;
  if (!asked) return true;
  return trainings.some(
    ({ state, values }) =>
      state === 'qualified' &&
      values.person === personId &&
      typeof values.validUntil === 'number' &&
      values.validUntil > now &&
      (inForce === undefined || values.procedureVersion === inForce.values.version),
  );
}

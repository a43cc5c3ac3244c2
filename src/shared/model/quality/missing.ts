import { fieldSchema, isAsked, isEmpty, type Field } from './field';
import type { QualityItem } from './item';
import type { Transition } from './machine';
import { machines, stateOf } from './machines';

/** Fields that the state asks for and that are not filled in. */
export function missingFields(item: QualityItem): Field[] {
  const machine = machines[item.kind];
  const { needs } = stateOf(machine, item.state);
  return machine.fields.filter(
    (field) => needs.includes(field.name) && isAsked(field, item.values) && !isFilled(field, item),
  );
}

function isFilled(field: Field, { values }: QualityItem): boolean {
  const value = values[field.name];
  if (isEmpty(value)) return field.optional === true;
  return fieldSchema(field).safeParse(value).success;
}

/** What a step forward still lacks, in words for the person. */
export function forwardProblems(item: QualityItem, step: Transition, now: number): string[] {
  const machine = machines[item.kind];
  return [
    ...missingFields(item).map(({ words }) => `Missing: ${words}`),
    ...machine.checks
      .filter(({ of }) => of === undefined || of.includes(step.id))
      .map(({ problem }) => problem(item.values, now))
      .filter((problem) => problem !== null),
  ];
}

import type { BatchId, UnitId } from '../identity';
import type { Json } from '../ledger-entry';
import type { PersonRole } from '../role';
import { Refusal } from '../refusal';
import { fieldSchema, isEmpty, type Values } from './field';
import { qualityReasonSchema, type QualityItem } from './item';
import type { Machine, QualityKind, Transition } from './machine';
import { machines, stateOf } from './machines';
import { forwardProblems } from './missing';

/** Who does something; a person id of null is the station itself. */
export interface Doer {
  readonly personId: string | null;
  /** Roles at the unit of the item. */
  readonly roles: readonly PersonRole[];
}

export interface Opening {
  readonly id: string;
  readonly kind: QualityKind;
  readonly values: Values;
  readonly unitId: UnitId | null;
  readonly batchId: BatchId | null;
  /** What the station worked out itself, whoever opens it. */
  readonly computed?: Values;
  /** Taken as it comes, from a room that must not be stopped by a text too short: what is not enough is asked later. */
  readonly told?: Values;
}

const station: Doer = { personId: null, roles: [] };

/** A new item in its first state. The station may open one too. @throws Refusal */
export function openItem(opening: Opening, doer: Doer, now: number): QualityItem {
  const machine = machines[opening.kind];
  if (!opening.told) requireRole(machine.openers, doer, `open a ${machine.noun.toLowerCase()}`);
  const [first] = machine.states;
  if (!first) throw new Error(`${machine.noun} has no states`);
  const worked = checkedValues(machine, first.id, {}, opening.computed ?? {}, station);
  const told = asTold(machine, opening.told ?? {});
  const values = checkedValues(machine, first.id, { ...told, ...worked }, opening.values, doer);
  return {
    id: opening.id,
    kind: opening.kind,
    version: 1,
    state: first.id,
    openedAt: now,
    enteredAt: now,
    unitId: opening.unitId,
    batchId: opening.batchId,
    values,
    people: writersOf(machine, [], Object.keys({ ...told, ...opening.values }), doer),
    passed: [],
    pending: null,
    extensions: 0,
  };
}

/** Writes values. What stood there before is changed with a reason only. @throws Refusal */
export function writeItem(item: QualityItem, given: Values, reason: string | null, doer: Doer): QualityItem {
  const machine = machines[item.kind];
  requireRole(machine.writers, doer, 'write here');
  requireOpen(machine, item);
  const changed = Object.fromEntries(
    Object.entries(given).filter(([name, value]) => !sameJson(value, item.values[name] ?? null)),
  );
  const names = Object.keys(changed);
  if (names.length === 0) throw new Refusal('REFUSED', 'Nothing is changed by that');
  const values = checkedValues(machine, item.state, item.values, changed, doer);
  const over = names.find((name) => !isEmpty(item.values[name]));
  if (over !== undefined) requireReason(reason, `${wordsOf(machine, over)} is changed: give a reason`);
  // What is reserved for some roles is their judgement: it does not make them authors.
  const people = machine.reserved?.(item.values, values)
    ? item.people
    : writersOf(machine, item.people, names, doer);
  return { ...item, version: item.version + 1, values, people };
}

/** Takes a step, or has it wait for its signature where it needs one. @throws Refusal */
export function takeStep(
  item: QualityItem,
  stepId: string,
  given: { readonly reason: string | null; readonly values: Values },
  doer: Doer,
  now: number,
): QualityItem {
  const machine = machines[item.kind];
  const step = stepFrom(machine, item, stepId);
  requireNoPending(item);
  // Whoever may write may ask for a signature; giving it is for the roles of the step.
  requireRole(
    step.meaning === undefined ? step.roles : [...machine.writers, ...step.roles],
    doer,
    step.words,
  );
  if (step.backward) requireReason(given.reason, `${step.words}: give a reason`);
  const values = askedValues(machine, step, given.values);
  const [problem] = stepProblems(item, step, now);
  if (problem !== undefined) throw new Refusal('REFUSED', problem);
  const asked: QualityItem = {
    ...item,
    version: item.version + 1,
    pending: { step: step.id, reason: given.reason, values, by: doer.personId, at: now },
  };
  if (step.meaning !== undefined) return asked;
  requirePerson(item, step, doer);
  return completed(asked, doer.personId, now);
}

/** Takes back a step that waits for its signature. @throws Refusal */
export function withdrawStep(item: QualityItem, reason: string | null, doer: Doer): QualityItem {
  const machine = machines[item.kind];
  if (!item.pending) throw new Refusal('REFUSED', 'Nothing waits for a signature');
  requireRole(machine.writers, doer, 'take a step back');
  requireReason(reason, 'Taking a step back needs a reason');
  return { ...item, version: item.version + 1, pending: null };
}

/** Refuses where this person may not sign the step that waits. @returns the step */
export function requireSigner(item: QualityItem, doer: Doer, now: number): Transition {
  const machine = machines[item.kind];
  if (!item.pending) throw new Refusal('REFUSED', 'Nothing waits for a signature');
  const step = stepFrom(machine, item, item.pending.step);
  requireRole(step.roles, doer, step.words);
  requirePerson(item, step, doer);
  const [problem] = stepProblems(item, step, now);
  if (problem !== undefined) throw new Refusal('REFUSED', problem);
  return step;
}

/** The item once the step that waits has been taken. */
export function completed(item: QualityItem, personId: string | null, at: number): QualityItem {
  const { pending } = item;
  if (!pending) return item;
  const step = stepFrom(machines[item.kind], item, pending.step);
  return {
    ...item,
    state: step.to ?? item.state,
    enteredAt: step.to === null ? item.enteredAt : at,
    values: { ...item.values, ...pending.values },
    passed: [...item.passed, { step: step.id, at, personId, meaning: step.meaning ?? null }],
    pending: null,
    extensions: item.extensions + (step.extension ? 1 : 0),
  };
}

/** What keeps a step from being taken now, whoever asks; empty where nothing does. */
export function stepProblems(item: QualityItem, step: Transition, now: number): string[] {
  const since = chainOf(item);
  const { when } = step;
  const machine = machines[item.kind];
  const problems: string[] = [];
  if (when && !when.is.some((value) => value === item.values[when.field]))
    problems.push(`${wordsOf(machine, when.field)} does not allow it`);
  for (const before of step.after ?? [])
    if (!since.some((passed) => passed.step === before)) problems.push('It was not begun that way');
  if (step.once && since.some((passed) => passed.step === step.id)) problems.push('That was done already');
  if (!step.backward) {
    problems.push(...forwardProblems(item, step, now));
    const owed = machine.transitions.find(
      ({ once, after }) => once && after?.every((id) => since.some((passed) => passed.step === id)),
    );
    if (owed && step.id === 'verify' && !since.some((passed) => passed.step === owed.id))
      problems.push(`Missing: ${owed.words.toLowerCase()}`);
  }
  return problems;
}

/** Steps that lead on from where the item is, with what still stands in their way. */
export function stepsOf(item: QualityItem, now: number): { step: Transition; problems: string[] }[] {
  return machines[item.kind].transitions
    .filter(({ from }) => from.includes(item.state))
    .map((step) => ({ step, problems: stepProblems(item, step, now) }));
}

/** Whom signatures of a version hold to be its authors. */
export function authorsOf(item: QualityItem): readonly string[] {
  const machine = machines[item.kind];
  const performer = machine.performer === undefined ? undefined : item.values[machine.performer];
  const authors =
    machine.performer === undefined ? item.people : typeof performer === 'string' ? [performer] : [];
  const { pending } = item;
  const asks = machine.transitions.find(({ id }) => id === pending?.step)?.asks;
  return pending?.by && asks ? [...authors, pending.by] : authors;
}

/** Steps taken since it was opened, or reopened. */
function chainOf(item: QualityItem): QualityItem['passed'] {
  return item.passed.slice(item.passed.findLastIndex(({ step }) => step === 'reopen') + 1);
}

function stepFrom(machine: Machine, item: QualityItem, id: string): Transition {
  const step = machine.transitions.find((one) => one.id === id);
  if (!step) throw new Refusal('NOT_FOUND', `${machine.noun} knows no step ${id}`);
  if (!step.from.includes(item.state))
    throw new Refusal(
      'REFUSED',
      `${step.words} is not possible in the state ${stateOf(machine, item.state).words}`,
    );
  return step;
}

function requirePerson(item: QualityItem, step: Transition, { personId }: Doer): void {
  const named = (field: string | undefined): Json | undefined =>
    field === undefined ? undefined : item.values[field];
  if (step.onlyPersonIn !== undefined && named(step.onlyPersonIn) !== personId)
    throw new Refusal('FORBIDDEN', `${step.words} is for the person it is about`);
  if (step.notPersonIn !== undefined && personId !== null && named(step.notPersonIn) === personId)
    throw new Refusal('FORBIDDEN', `${step.words} needs another person`);
  const own = chainOf(item).some(
    (passed) => step.notBy?.includes(passed.step) && passed.personId === personId,
  );
  if (own) throw new Refusal('FORBIDDEN', `${step.words} needs another person`);
}

function requireRole(roles: readonly PersonRole[], doer: Doer, what: string): void {
  if (doer.personId === null || doer.roles.some((role) => roles.includes(role))) return;
  throw new Refusal('FORBIDDEN', `Your roles do not allow it: ${what}`);
}

function requireOpen(machine: Machine, item: QualityItem): void {
  requireNoPending(item);
  const { final, words } = stateOf(machine, item.state);
  if (final) throw new Refusal('REFUSED', `It is ${words.toLowerCase()}: QA must reopen it first`);
}

function requireNoPending({ pending }: QualityItem): void {
  if (pending) throw new Refusal('CONFLICT', 'A step waits for its signature: sign it, or take it back');
}

function requireReason(reason: string | null, words: string): void {
  const read = qualityReasonSchema.safeParse(reason ?? '');
  if (!read.success) throw new Refusal('REFUSED', words, 'reason');
}

/** Values as they are after a change, each checked by its field. */
function checkedValues(
  machine: Machine,
  state: string,
  before: Values,
  given: Values,
  doer: Doer,
): Record<string, Json> {
  const after: Record<string, Json> = { ...before };
  for (const [name, value] of Object.entries(given)) {
    const field = machine.fields.find((one) => one.name === name);
    if (!field) throw new Refusal('REFUSED', `${machine.noun} has no field ${name}`, name);
    if (field.computed && doer.personId !== null)
      throw new Refusal('REFUSED', `${field.words} is worked out by the station`, name);
    if (field.fixedIn?.includes(state)) throw new Refusal('REFUSED', `${field.words} is fixed by now`, name);
    if (field.roles) requireRole(field.roles, doer, `write ${field.words}`);
    if (isEmpty(value)) {
      after[name] = null;
      continue;
    }
    const read = fieldSchema(field).safeParse(value);
    if (!read.success)
      throw new Refusal(
        'REFUSED',
        `${field.words}: ${read.error.issues[0]?.message ?? 'not understood'}`,
        name,
      );
    after[name] = read.data as Json;
  }
  const roles = machine.reserved?.(before, after);
  if (roles) requireRole(roles, doer, 'set a level below the one of the rules');
  return after;
}

/** Texts stay as they were told; a choice that is not known is `other`; what is of another kind altogether is left out. */
function asTold(machine: Machine, given: Values): Record<string, Json> {
  const told: Record<string, Json> = {};
  for (const field of machine.fields) {
    const value = given[field.name];
    if (isEmpty(value)) continue;
    const read = fieldSchema(field).safeParse(value);
    if (read.success) told[field.name] = read.data as Json;
    else if (field.kind === 'text' && typeof value === 'string') told[field.name] = value.slice(0, 4000);
    else if (field.kind === 'choice' && fieldSchema(field).safeParse('other').success)
      told[field.name] = 'other';
  }
  return told;
}

function askedValues(machine: Machine, step: Transition, given: Values): Record<string, Json> {
  const asked: Record<string, Json> = {};
  for (const name of Object.keys(given))
    if (!step.asks?.includes(name))
      throw new Refusal('REFUSED', `${step.words} does not ask for ${name}`, name);
  for (const name of step.asks ?? []) {
    const field = machine.fields.find((one) => one.name === name);
    const read = field && fieldSchema(field).safeParse(given[name]);
    if (!read?.success) throw new Refusal('REFUSED', `${wordsOf(machine, name)} is missing`, name);
    asked[name] = read.data as Json;
  }
  return asked;
}

/** Fields reserved for some roles are part of their deciding, not of authorship. */
function writersOf(
  machine: Machine,
  before: readonly string[],
  names: readonly string[],
  { personId }: Doer,
): string[] {
  const writes = names.some(
    (name) => machine.fields.find((field) => field.name === name)?.roles === undefined,
  );
  return personId === null || !writes || before.includes(personId) ? [...before] : [...before, personId];
}

function wordsOf(machine: Machine, name: string): string {
  return machine.fields.find((field) => field.name === name)?.words ?? name;
}

/** Equal as JSON, whatever the order of keys written by us. */
export function sameJson(a: Json, b: Json): boolean {
  return JSON.stringify(a) === JSON.stringify(b);
}

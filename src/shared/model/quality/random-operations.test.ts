import { expect, test } from 'vitest';
import type { Json } from '../ledger-entry';
import { Refusal } from '../refusal';
import { personRoles, type PersonRole } from '../role';
import { meanings } from '../signature';
import {
  authorsOf,
  completed,
  openItem,
  requireSigner,
  takeStep,
  withdrawStep,
  writeItem,
  type Doer,
} from './engine';
import { fieldSchema, isEmpty, type Field } from './field';
import { qualityItemSchema, type QualityItem } from './item';
import { qualityKinds, type Transition } from './machine';
import { machines, stateOf } from './machines';
import { missingFields } from './missing';

/** Three people of every role: what needs another person can be done, and can be tried by the same. */
const people: Doer[] = personRoles.flatMap((role) => [
  { personId: `${role}-a`, roles: [role] },
  { personId: `${role}-b`, roles: [role] },
  { personId: `${role}-c`, roles: [role] },
]);
const start = Date.UTC(2026, 0, 5);
const operations = 10_000;

/** Mulberry32: the same run every time. */
function seeded(seed: number): () => number {
  let a = seed;
  return () => {
    a = (a + 0x6d2b79f5) | 0;
    let t = Math.imul(a ^ (a >>> 15), 1 | a);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296;
  };
}

test(
  '10,000 random operations by every role reach no illegal state of any machine',
  { timeout: 60_000 },
  () => {
    const random = seeded(1);
    const pick = <T>(list: readonly T[]): T => list[Math.floor(random() * list.length)]!;
    const items: QualityItem[] = [];
    const reached = new Set<string>();
    const refused = new Map<string, number>();
    let now = start;
    let done = 0;

    const someValue = (field: Field): Json => {
      if (random() < 0.02) return pick<Json>([null, '', '.', -1, 'x', [], {}, 99]);
      switch (field.kind) {
        case 'text':
          return `Written at ${now} about ${field.name}, long enough`;
        case 'choice':
          return pick(field.options)[0];
        case 'yes-no':
          return random() < 0.7;
        case 'level':
          return pick([1, 2, 3]);
        case 'time':
          return now + (random() < 0.4 ? -1 : 1) * Math.floor(random() * 400_000);
        case 'person':
          return pick(people).personId;
        case 'number':
          return field.least;
        case 'lines':
          return ['CAPA-2026-001'];
        case 'tasks':
          return [
            {
              what: 'Do it',
              owner: 'technician-a',
              dueAt: now,
              doneAt: random() < 0.8 ? now : null,
              evidence: 'Seen',
            },
          ];
        default:
          return field satisfies never;
      }
    };
    const reason = (): string | null =>
      pick([null, '.', 'Because it was found to be so', 'Because it was found to be so']);

    /** Anybody; half of the time somebody who may sign what waits. */
    const doerFor = (item: QualityItem | undefined): Doer => {
      const step = item && machines[item.kind].transitions.find(({ id }) => id === item.pending?.step);
      const may = people.filter(({ roles }) => roles.some((role) => step?.roles.includes(role)));
      return may.length > 0 && random() < 0.5 ? pick(may) : pick(people);
    };

    for (let n = 0; n < operations; n += 1) {
      now += Math.floor(random() * 500);
      const at = Math.floor(random() * items.length);
      const before = items[at];
      const doer = doerFor(before);
      try {
        if (!before || (random() < 0.05 && items.length < 30)) {
          const kind = pick(qualityKinds);
          const computed = kind === 'deviation' ? { computedLevel: pick([1, 2, 3]) } : {};
          const from = random() < 0.5 ? doer : { personId: null, roles: [] };
          items.push(
            openItem(
              {
                id: `Q-${items.length}`,
                kind,
                values: from.personId === null ? computed : {},
                unitId: null,
                batchId: null,
              },
              from,
              now,
            ),
          );
          done += 1;
          continue;
        }
        const after = operate(before, doer);
        legal(before, after, doer, now);
        items[at] = after;
        reached.add(`${after.kind} ${after.state}`);
        done += 1;
      } catch (error) {
        if (!(error instanceof Refusal)) throw error;
        refused.set(error.code, (refused.get(error.code) ?? 0) + 1);
      }
    }

    function operate(item: QualityItem, doer: Doer): QualityItem {
      const machine = machines[item.kind];
      if (item.pending && random() < 0.8) {
        if (random() < 0.1) return withdrawStep(item, reason(), doer);
        const step = requireSigner(item, doer, now);
        const meaning = meanings.find(({ code }) => code === step.meaning)!;
        // What the signing room asks beside: the role of the meaning, and another person where it says so.
        if (!meaning.roles.some((role: PersonRole) => doer.roles.includes(role)))
          throw new Refusal('FORBIDDEN', 'role');
        if (meaning.otherPerson && authorsOf(item).includes(doer.personId!))
          throw new Refusal('FORBIDDEN', 'author');
        return completed(item, doer.personId, now);
      }
      const missing = missingFields(item);
      const deed = random();
      if (deed < 0.45) {
        const fields = missing.length > 0 && random() < 0.8 ? missing : [pick(machine.fields)];
        const mine = fields.filter(({ roles }) => !roles || roles.some((role) => doer.roles.includes(role)));
        return writeItem(
          item,
          Object.fromEntries(mine.map((field) => [field.name, someValue(field)])),
          reason(),
          doer,
        );
      }
      const step =
        random() < 0.9
          ? pick(machine.transitions.filter(({ from }) => from.includes(item.state)))
          : pick(machine.transitions);
      if (
        step &&
        ['void', 'back', 'withdraw', 'again', 'reject', 'extend'].includes(step.id) &&
        random() < 0.75
      )
        throw new Refusal('REFUSED', 'not wanted');
      const values = Object.fromEntries(
        (step?.asks ?? []).map((name) => [
          name,
          someValue(machine.fields.find((field) => field.name === name)!),
        ]),
      );
      return takeStep(item, step?.id ?? 'nothing', { reason: reason(), values }, doer, now);
    }

    expect(done).toBeGreaterThan(1000);
    expect(refused.get('FORBIDDEN')).toBeGreaterThan(500);
    expect(refused.get('REFUSED')).toBeGreaterThan(500);
    // A run that reaches little proves little.
    const all = qualityKinds.flatMap((kind) => machines[kind].states.map(({ id }) => `${kind} ${id}`));
    expect(all.filter((state) => !reached.has(state)).length).toBeLessThan(3);
  },
);

/** What no machine may do, asked of the data anew and not of the engine. */
function legal(before: QualityItem, after: QualityItem, doer: Doer, now: number): void {
  const machine = machines[after.kind];
  expect(qualityItemSchema.parse(after)).toEqual(after);
  expect(stateOf(machine, after.state).id).toBe(after.state);
  for (const [name, value] of Object.entries(after.values)) {
    const field = machine.fields.find((one) => one.name === name)!;
    if (!isEmpty(value)) expect(fieldSchema(field).safeParse(value).success).toBe(true);
  }
  const steps = after.passed.slice(before.passed.length);
  expect(after.passed.slice(0, before.passed.length)).toEqual(before.passed);
  expect(after.version - before.version).toBe(steps.length > 0 && before.pending ? 0 : 1);
  if (after.state !== before.state) expect(steps).toHaveLength(1);
  for (const { step: id } of steps) {
    const step = machine.transitions.find((one) => one.id === id)!;
    tookLegally(before, after, step, doer, now);
  }
  expect(after.extensions).toBe(
    after.passed.filter(({ step }) => machine.transitions.find(({ id }) => id === step)?.extension).length,
  );
  if (after.kind === 'deviation') lowerOnlyByQa(before, after, doer);
  if (stateOf(machine, before.state).final && steps.length === 0) expect(after.values).toEqual(before.values);
  expect(doer.roles).not.toContain('viewer');
  expect(doer.roles).not.toContain('administrator');
}

function tookLegally(
  before: QualityItem,
  after: QualityItem,
  step: Transition,
  doer: Doer,
  now: number,
): void {
  const machine = machines[after.kind];
  expect(step.from).toContain(before.state);
  expect(after.state).toBe(step.to ?? before.state);
  expect(step.roles.some((role) => doer.roles.includes(role))).toBe(true);
  if (step.meaning !== undefined) expect(before.pending?.step).toBe(step.id);
  if (step.backward) expect((before.pending?.reason ?? 'given at once').length).toBeGreaterThan(4);
  else {
    expect(missingFields(before)).toEqual([]);
    for (const { of, problem } of machine.checks)
      if (of === undefined || of.includes(step.id)) expect(problem(before.values, now)).toBeNull();
  }
  if (stateOf(machine, before.state).final) expect(step.id).toBe('reopen');
  if (step.notPersonIn !== undefined) expect(before.values[step.notPersonIn] ?? null).not.toBe(doer.personId);
  if (step.onlyPersonIn !== undefined) expect(before.values[step.onlyPersonIn]).toBe(doer.personId);
}

function lowerOnlyByQa(before: QualityItem, after: QualityItem, doer: Doer): void {
  const low = (item: QualityItem): boolean =>
    Number(item.values.level ?? 9) < Number(item.values.computedLevel ?? 0);
  if (low(after) && (!low(before) || before.values.level !== after.values.level))
    expect(doer.roles.some((role) => role.startsWith('qa-'))).toBe(true);
  if (low(after) && after.state !== before.state && after.passed.at(-1)?.step === 'investigate')
    expect(after.values.levelReason).toEqual(expect.any(String));
}

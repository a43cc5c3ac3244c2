import { beforeEach, expect, test } from 'vitest';
import type { PersonActor } from '../../../shared/model/actor';
import { Refusal } from '../../../shared/model/refusal';
import { actAs } from '../acting';
import { createChangeControl, type ChangeControlRoom } from './create-change-control';

const emil: PersonActor = { kind: 'person', personId: 'p1', userId: 'emil', name: 'Emil', roles: ['engineer'], sessionId: 's1' }; // prettier-ignore
const other: PersonActor = { ...emil, personId: 'p2', sessionId: 's2' };
let now = 0;
let room: ChangeControlRoom;
let changes: { id: string; state: string }[];
let kept: Record<string, unknown>;
const made = (first: 'off' | 'reasoned' = 'reasoned'): ChangeControlRoom =>
  createChangeControl({
    settings: { getSetting: (key) => kept[key], putSetting: (key, value) => void (kept[key] = value) },
    ledger: { write: (_note, run) => run() },
    // oxlint-disable-next-line typescript/no-unsafe-type-assertion
    quality: {
      list: () => changes.map((one) => ({ ...one, values: { title: `Title of ${one.id}` } })) as never,
    },
    first,
    now: () => now,
  });
beforeEach(() => {
  now = 1_000_000;
  kept = {};
  changes = [
    { id: 'CHG-1', state: 'approved' },
    { id: 'CHG-2', state: 'requested' },
  ];
  room = made();
});

const words = (run: () => unknown): string => {
  try {
    run();
    return 'admitted';
  } catch (error) {
    return error instanceof Refusal ? (error.field ?? error.code) : String(error);
  }
};
const declare = (changeId: string | null, reason: string | null, goOn = false, verb = 'alarms.define') =>
  actAs(emil, () => room.declare({ verb, changeId, reason, goOn }));

test('a guarded edit asks once; what was said stands with the actor, for that verb, that session, once', () => {
  expect(words(() => room.admitted(emil, 'alarms.define'))).toBe('changeControl');
  expect(room.admitted(emil, 'alarms.acknowledge')).toBe(emil);
  declare(null, 'probe exchanged');
  expect(words(() => room.admitted(other, 'alarms.define'))).toBe('changeControl');
  expect(words(() => room.admitted(emil, 'units.save'))).toBe('changeControl');
  expect(room.admitted(emil, 'alarms.define')).toEqual({ ...emil, basis: { changeId: null, reason: 'probe exchanged' } }); // prettier-ignore
  expect(words(() => room.admitted(emil, 'alarms.define'))).toBe('changeControl');
});

test('for a quarter of an hour where asked for; a change that is taken back covers nothing more', () => {
  expect(words(() => declare('CHG-2', null))).toBe('changeId');
  declare('CHG-1', null, true);
  for (const verb of ['alarms.define', 'units.save', 'models.promote'])
    expect(room.admitted(emil, verb)).toMatchObject({ basis: { changeId: 'CHG-1', reason: 'Title of CHG-1' } }); // prettier-ignore
  changes[0] = { id: 'CHG-1', state: 'assessed' };
  expect(words(() => room.admitted(emil, 'units.save'))).toBe('changeControl');
  changes[0] = { id: 'CHG-1', state: 'implementing' };
  declare('CHG-1', null, true);
  now += 900_001;
  expect(words(() => room.admitted(emil, 'units.save'))).toBe('changeControl');
});

test('required takes no reason; off asks nobody; a script cannot pass while it is on; kept over a start', () => {
  declare(null, 'said before it was required', true);
  actAs(emil, () => room.save('required', 'release of the plant'));
  room = made();
  expect(words(() => declare(null, 'no change at hand'))).toBe('changeId');
  expect(words(() => room.admitted(emil, 'alarms.define'))).toBe('changeControl');
  expect(words(() => room.admitted({ kind: 'system', name: 'command-line' }, 'keeping.saveSettings'))).toBe('UNAUTHORIZED'); // prettier-ignore
  expect(room.admitted({ kind: 'set-up' }, 'units.save')).toEqual({ kind: 'set-up' });
  kept = {};
  room = made('off');
  expect(room.admitted(emil, 'alarms.define')).toBe(emil);
});

import { describe, expect, it } from 'vitest';
import { enablingFaults, type AlarmDefinition, type AlarmEvent, type AlarmStateId } from '../model/alarm';
import { qualityCode } from '../model/quality';
import { createAlarmMachine, replayAlarm, type AlarmInput } from './alarm-machine';
import { seededNoise } from './fixtures/seeded-noise';

const high: AlarmDefinition = {
  id: 'T-high',
  tag: 'Temp_Broth',
  words: 'Broth too warm',
  condition: { kind: 'high' },
  limit: 30.3,
  phaseLimits: {},
  deadband: 0.05,
  onDelayS: 0,
  offDelayS: 0,
  priority: 'medium',
  latching: false,
  shelvable: true,
  maxShelveH: 8,
  enabled: true,
  cause: 'Cooling',
  consequence: 'Cells suffer',
  action: 'Open the cooling water',
  sop: '',
  record: '',
  leadsTo: [],
  rationalisedBy: 'A test',
};
const value = (atS: number, v: number | null, quality = 0): AlarmInput => ({
  kind: 'value',
  at: atS * 1000,
  value: v,
  quality,
});
const by = { by: 'Emil', comment: '' };

/** The letters of what happens to an alarm, in order. */
function play(definition: AlarmDefinition, inputs: readonly AlarmInput[]): string[] {
  const machine = createAlarmMachine(definition);
  return inputs.flatMap((input) =>
    machine.take(input).map(({ what, at, after }) => `${at / 1000} ${what} ${after.state}`),
  );
}

/** Noise round a limit, at 2 Hz for an hour. */
function noisy(): AlarmInput[] {
  const noise = seededNoise(7);
  return Array.from({ length: 7200 }, (_, i) => value(i / 2, 30.3 + 0.05 * noise()));
}

describe('an alarm', () => {
  it('ALM-2 is raised by noise at its limit a thousand times with nothing, at most three times with deadband and delays', () => {
    const times = (definition: AlarmDefinition): number =>
      play(definition, noisy()).filter((step) => step.includes(' activated ')).length;
    expect(times({ ...high, deadband: 0 })).toBeGreaterThan(1000);
    expect(times({ ...high, deadband: 0.3, onDelayS: 60, offDelayS: 60 })).toBeLessThanOrEqual(3);
  });

  it('goes the ways of the standard: acknowledged or not, returned or not, counted anew', () => {
    expect(
      play(high, [
        value(1, 31),
        value(2, 30),
        value(3, 31),
        { kind: 'acknowledge', at: 4000, ...by },
        value(5, 30),
        value(6, 31),
        value(7, 30),
        { kind: 'acknowledge', at: 8000, ...by },
        { kind: 'acknowledge', at: 9000, ...by },
      ]),
    ).toEqual([
      '1 activated unacknowledged',
      '2 returned returned',
      '3 activated unacknowledged',
      '4 acknowledged acknowledged',
      '5 returned normal',
      '6 activated unacknowledged',
      '7 returned returned',
      '8 acknowledged normal',
    ]);
  });

  it('stays latched until a person resets it', () => {
    const latching = { ...high, latching: true };
    expect(
      play(latching, [
        value(1, 31),
        value(2, 30),
        { kind: 'reset', at: 3000, ...by },
        { kind: 'acknowledge', at: 4000, ...by },
        { kind: 'reset', at: 5000, ...by },
      ]),
    ).toEqual([
      '1 activated unacknowledged',
      '2 returned latched',
      '4 acknowledged latched-acknowledged',
      '5 reset normal',
    ]);
  });

  it('ALM-16 is not cleared by a sensor that is pulled, whether bad, silent or empty', () => {
    const pulled = qualityCode('sensor-fault');
    expect(
      play(high, [
        value(1, 31),
        value(2, 20, pulled),
        { kind: 'silent', at: 3000, silent: true },
        value(4, null),
        { kind: 'silent', at: 5000, silent: false },
        value(6, 20),
      ]),
    ).toEqual([
      '1 activated unacknowledged',
      '2 frozen unacknowledged',
      '6 thawed unacknowledged',
      '6 returned returned',
    ]);
    const missing: AlarmDefinition = { ...high, condition: { kind: 'bad-value' }, limit: null };
    expect(play(missing, [value(1, 31), value(2, 31, pulled), value(3, 31)])).toEqual([
      '2 activated unacknowledged',
      '3 returned returned',
    ]);
  });

  it('T20 comes back unacknowledged when its shelf time is over and the condition still holds, restart or not', () => {
    const before = createAlarmMachine(high);
    const journal = [
      ...before.take(value(1, 31)),
      ...before.take({
        kind: 'hold',
        hold: 'shelved',
        at: 60_000,
        until: 360_000,
        by: ['Emil'],
        comment: 'pump swap',
      }),
    ];
    expect(before.state().state).toBe('normal');
    const after = createAlarmMachine(high, replayAlarm(journal));
    expect(after.nextAt()).toBe(360_000);
    expect(after.take(value(200, 31))).toEqual([]);
    expect(after.take({ kind: 'time', at: 400_000 })).toMatchObject([
      { what: 'unshelved', at: 360_000, after: { state: 'unacknowledged', active: true } },
    ]);
  });

  it('ALM-5 is suppressed by name where its phase has no limit, and says so', () => {
    const byPhase = { ...high, limit: null, phaseLimits: { batch: 30.3 } } as const;
    expect(
      play(byPhase, [
        { kind: 'phase', at: 0, phase: 'lag' },
        value(1, 35),
        { kind: 'phase', at: 2000, phase: 'batch' },
        value(3, 35),
      ]),
    ).toEqual(['0 suppressed normal', '2 unsuppressed normal', '2 activated unacknowledged']);
  });

  it('happens at the end of its delay even where nobody looked then', () => {
    expect(play({ ...high, onDelayS: 60 }, [value(1, 31), value(200, 30)])).toEqual([
      '61 activated unacknowledged',
      '200 returned returned',
    ]);
  });

  it('ALM-1 cannot be enabled without cause, consequence and action', () => {
    expect(enablingFaults(high)).toEqual([]);
    expect(enablingFaults({ ...high, action: ' ', limit: null })).toEqual([
      'Say the action first',
      'Give a limit, for all phases or for one',
    ]);
  });
});

/** The standard's table as rows: state, what happens, next state. Independent of the machine on purpose. */
const table: Readonly<Record<string, AlarmStateId>> = {
  'normal up': 'unacknowledged',
  'unacknowledged down': 'returned',
  'acknowledged down': 'normal',
  'returned up': 'unacknowledged',
  'unacknowledged ack': 'acknowledged',
  'returned ack': 'normal',
};

/** Second by second, counting seconds in a row instead of keeping times. */
function independent(
  definition: AlarmDefinition,
  values: readonly (number | null)[],
  acks: ReadonlySet<number>,
) {
  let state: AlarmStateId = 'normal';
  let active = false;
  let row = 0;
  const told: string[] = [];
  const move = (t: number, what: string, label: AlarmEvent['what']): void => {
    const next = table[`${state} ${what}`];
    if (next === undefined) return;
    state = next;
    told.push(`${t} ${label} ${state}`);
  };
  values.forEach((v, t) => {
    if (v === null) row = 0;
    else {
      const limit = definition.limit ?? 0;
      const wants = active ? v > limit - definition.deadband : v > limit;
      row = wants === active ? 0 : row + 1;
      if (row > (active ? definition.offDelayS : definition.onDelayS)) {
        active = wants;
        row = 0;
        move(t, active ? 'up' : 'down', active ? 'activated' : 'returned');
      }
    }
    if (acks.has(t)) move(t, 'ack', 'acknowledged');
  });
  return told;
}

describe('an alarm held against an independent model', () => {
  it('tells the same journal for 200 random stories of values, gaps and acknowledgements', () => {
    const noise = seededNoise(11);
    const seldom = (): boolean => noise() > 1.645;
    for (let story = 0; story < 200; story += 1) {
      const definition = {
        ...high,
        deadband: 0.1 * Math.abs(noise()),
        onDelayS: Math.floor(2 * Math.abs(noise())),
        offDelayS: Math.floor(2 * Math.abs(noise())),
      };
      let level = 30;
      const values = Array.from({ length: 300 }, () => {
        level += 0.1 * noise() + 0.02 * (30.3 - level);
        return seldom() ? null : level;
      });
      const acks = new Set(values.flatMap((_, t) => (seldom() ? [t] : [])));
      const machine = createAlarmMachine(definition);
      const told = values.flatMap((v, t) => {
        const steps = machine.take(value(t, v));
        if (acks.has(t)) steps.push(...machine.take({ kind: 'acknowledge', at: t * 1000, ...by }));
        return steps
          .filter(({ what }) => what !== 'frozen' && what !== 'thawed')
          .map(({ what, at, after }) => `${at / 1000} ${what} ${after.state}`);
      });
      expect(told).toEqual(independent(definition, values, acks));
    }
  });
});

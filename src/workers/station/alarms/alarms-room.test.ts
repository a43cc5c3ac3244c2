import Sqlite from 'better-sqlite3';
import { describe, expect, it } from 'vitest';
import { replayAlarm } from '../../../shared/calc/alarm-machine';
import { catalogueFor } from '../../../shared/model/channel-catalogue';
import { channelSchema, type Channel } from '../../../shared/model/channel';
import { unitIdSchema, type UnitId } from '../../../shared/model/identity';
import type { PhaseId } from '../../../shared/model/phase';
import { qualityCode } from '../../../shared/model/quality';
import { alarmsIn } from '../record/alarms/alarms-in';
import type { AlarmsKeep } from '../record/alarms/alarms-keep';
import { migrate } from '../record/file/migrate';
import { recordsMigrations } from '../record/plant/records-file';
import { createAlarmsRoom } from './alarms-room';

const start = Date.parse('2026-03-01T03:00:00Z');
const unit = (id: string): UnitId => unitIdSchema.parse(id);

let series = 0;
function channel(unitId: string, tag: string): Channel {
  const definition = catalogueFor('15L').find((row) => row.tag === tag);
  series += 1;
  return channelSchema.parse({ ...definition, id: `${unitId}/${tag}`, series, unitId });
}

function openKeep(): AlarmsKeep {
  const db = new Sqlite(':memory:');
  migrate(db, recordsMigrations);
  return alarmsIn(db);
}

/** A station's alarms on a clock of their own. */
function opened(keep: AlarmsKeep, clock: { now: number }, phase: PhaseId = 'meoh') {
  const { room, desk } = createAlarmsRoom({
    keep,
    phaseOf: () => phase,
    isSilent: () => false,
    changed: () => undefined,
    now: () => clock.now,
    soon: (run) => run(),
    actor: () => 'Emil',
    recorded: (_id, _reason, change) => change(),
  });
  const send = (to: Channel, value: number | null, quality = 0): void =>
    desk.sample(to, { t: clock.now, seenAt: clock.now, value, quality });
  const held = new Map<Channel, number>();
  /** Seconds go by; every channel that ever had a value goes on sending its last. */
  const run = (seconds: number, to: Channel, value: number): void => {
    held.set(to, value);
    for (let i = 0; i < seconds; i += 1) {
      clock.now += 1000;
      for (const [other, last] of held) send(other, last);
      desk.tick();
    }
  };
  return { room, desk, send, run };
}

const shown = (room: ReturnType<typeof opened>['room']): string[] =>
  room.list().alarms.map(({ unitId, alarmId, state, hold }) => `${unitId} ${alarmId} ${hold ?? state.state}`);

describe('alarms of a station', () => {
  it('a clock set forward ends a shelf, one set back lengthens it by no more than that, and times in the journal never run backwards', () => {
    const hour = 3_600_000;
    for (const [setBy, endsAfter] of [
      [2 * hour, 1],
      [-hour, 2 * 3600],
    ] as const) {
      const keep = openKeep();
      const clock = { now: start };
      const { room, run } = opened(keep, clock);
      const broth = channel('R1', 'Temp_Broth');
      run(70, broth, 30.6);
      room.shelve(unit('R1'), 'Temp-high', 1, 'Cooling is being mended');
      clock.now += setBy;
      run(endsAfter - 1, broth, 30.6);
      expect(shown(room)).toEqual(['R1 Temp-high shelved']);
      run(2, broth, 30.6);
      expect(shown(room)).toEqual(['R1 Temp-high unacknowledged']);
      const told = keep.listAlarmEvents({ from: 0, to: start + 9 * hour, limit: 99 });
      expect(told.map(({ id }) => id)).toEqual(told.map(({ id }) => id).toSorted((a, b) => b - a));
    }
  });

  it('ALM-18 are the same after a restart with one in every state, timers honoured, and the journal says the same', () => {
    const keep = openKeep();
    const clock = { now: start };
    const [acknowledged, returned, fresh, shelved] = ['R1', 'R2', 'R3', 'R4'].map((id) =>
      channel(id, 'Temp_Broth'),
    );
    const before = opened(keep, clock);
    if (!acknowledged || !returned || !fresh || !shelved) throw new Error('channels');
    for (const one of [acknowledged, returned, fresh, shelved]) before.run(70, one, 30.6);
    before.room.acknowledge([{ unitId: unit('R1'), alarmId: 'Temp-high' }], '');
    before.run(70, returned, 30);
    const until = before.room.shelve(unit('R4'), 'Temp-high', 1 / 12, 'Cooling is being mended');
    const live = shown(before.room);
    expect(live).toEqual([
      'R4 Temp-high shelved',
      'R3 Temp-high unacknowledged',
      'R1 Temp-high acknowledged',
      'R2 Temp-high returned',
    ]);

    const after = opened(keep, clock);
    for (const one of [acknowledged, fresh, shelved]) after.send(one, 30.6);
    after.send(returned, 30);
    expect(shown(after.room).toSorted()).toEqual(live.toSorted());
    for (const { unitId, alarmId, state } of after.room.list().alarms)
      expect(
        replayAlarm(keep.listAlarmEvents({ from: 0, to: 2e12, unitId, alarmId, limit: 100 }).toReversed()),
      ).toEqual(state);
    clock.now = until + 500;
    after.send(shelved, 30.6);
    after.desk.tick();
    expect(shown(after.room)).toContain('R4 Temp-high unacknowledged');
    expect(keep.listAlarmEvents({ from: 0, to: 2e12, unitId: unit('R4'), limit: 1 })[0]).toMatchObject({
      what: 'unshelved',
      seenAt: until,
      value: 30.6,
    });
  });

  it('ALM-16 does not return to normal when the sensor is pulled in alarm, and says that it cannot be trusted', () => {
    const clock = { now: start };
    const { room, send, desk, run } = opened(openKeep(), clock);
    const temp = channel('R1', 'Temp_Broth');
    run(70, temp, 30.6);
    clock.now += 1000;
    send(temp, 0, qualityCode('sensor-fault'));
    // Nothing more comes from it.
    for (let s = 0; s < 120; s += 1) {
      clock.now += 1000;
      desk.tick();
    }
    expect(shown(room).toSorted()).toEqual(['R1 Temp-bad unacknowledged', 'R1 Temp-high unacknowledged']);
    expect(room.list().alarms.find(({ alarmId }) => alarmId === 'Temp-high')?.state.frozen).toBe(true);
  });

  it('ALM-9 a flood is seen, put under what came first, and over by the rule; nothing of it is lost', () => {
    const keep = openKeep();
    const clock = { now: start };
    const { room, desk, send } = opened(keep, clock);
    const units = Array.from({ length: 12 }, (_, i) => `R${i + 1}`);
    const plant = units.map((id) => ({ stirrer: channel(id, 'Stir_PV'), oxygen: channel(id, 'DO') }));
    for (let s = 0; s < 400; s += 1) {
      clock.now += 1000;
      for (const { stirrer, oxygen } of plant) {
        send(stirrer, 0);
        send(oxygen, 5);
      }
      desk.tick();
    }
    const { flood, alarms } = room.list();
    expect(alarms).toHaveLength(36);
    expect(flood?.count).toBe(36);
    expect(flood?.groups.length).toBeLessThanOrEqual(5);
    expect(flood?.groups[0]?.firstOut).toMatchObject({ unitId: 'R1', alarmId: 'Stirrer-stopped' });
    expect(
      room.acknowledge(
        alarms.map(({ unitId, alarmId }) => ({ unitId, alarmId })),
        'power dip',
      ),
    ).toBe(36);
    const journal = keep.listAlarmEvents({ from: 0, to: 2e12, limit: 1000 });
    expect(journal.filter(({ what }) => what === 'activated')).toHaveLength(36);
    expect(journal.filter(({ what }) => what === 'acknowledged')).toHaveLength(36);
    clock.now += 900_000;
    expect(room.list().flood).toBeNull();
    expect(room.kpi(start, clock.now)).toMatchObject({ count: 36, indicative: true });
  });

  it('ALM-4 refuses what may not be shelved or not so long; ALM-1 refuses an alarm without an action', () => {
    const clock = { now: start };
    const { room, run } = opened(openKeep(), clock);
    run(20, channel('R1', 'Stir_PV'), 0);
    run(70, channel('R1', 'Temp_Broth'), 30.6);
    expect(() => room.shelve(unit('R1'), 'Stirrer-stopped', 1, 'because')).toThrow('may not be shelved');
    expect(() => room.shelve(unit('R1'), 'Temp-high', 9, 'because')).toThrow('8 h at most');
    const definition = room.definitions().find(({ id }) => id === 'Temp-high');
    if (!definition) throw new Error('no definition');
    expect(() => room.define({ ...definition, action: '' }, 'a test')).toThrow('Say the action first');
    room.define({ ...definition, limit: 33 }, 'a test');
    run(70, channel('R2', 'Temp_Broth'), 31);
    // The limit is higher now: R1 has returned, R2 never was above it.
    expect(shown(room)).toEqual(['R1 Stirrer-stopped unacknowledged', 'R1 Temp-high returned']);
  });

  it('keeps nothing on show that is not on disk, and offers it again when the disk takes data', () => {
    const keep = openKeep();
    let full = true;
    const clock = { now: start };
    const { room, run } = opened(
      {
        ...keep,
        appendAlarmEvents: (events) => {
          if (full) throw new Error('disk full');
          keep.appendAlarmEvents(events);
        },
      },
      clock,
    );
    const stirrer = channel('R1', 'Stir_PV');
    run(30, stirrer, 0);
    expect(room.list().waiting).toBeGreaterThan(0);
    full = false;
    run(1, stirrer, 0);
    expect(room.list().waiting).toBe(0);
    expect(keep.listAlarmEvents({ from: 0, to: 2e12, limit: 10 }).map(({ what }) => what)).toContain(
      'activated',
    );
  });
});

import Sqlite from 'better-sqlite3';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { catalogueFor } from '../../../shared/model/channel-catalogue';
import { channelSchema, type Channel } from '../../../shared/model/channel';
import { unitIdSchema } from '../../../shared/model/identity';
import type { MeaningCode } from '../../../shared/model/signature';
import { actingNow } from '../acting';
import type { Connection } from '../people/people-room';
import {
  goodPassword,
  openPeopleUnderTest,
  withAdministrator,
  type PeopleUnderTest,
} from '../people/testing/people-under-test';
import { alarmsIn } from '../record/alarms/alarms-in';
import type { AlarmsKeep } from '../record/alarms/alarms-keep';
import { migrate } from '../record/file/migrate';
import { recordsMigrations } from '../record/plant/records-file';
import { signaturesIn } from '../record/signatures/signatures-in';
import { createSigning } from '../signing/create-signing';
import { createAlarmsRoom } from './alarms-room';
import { createOutages } from './outages';

const unitId = unitIdSchema.parse('R1');
const day = 86_400_000;

let t: PeopleUnderTest;
let keep: AlarmsKeep;
let kept: unknown;
let emil: Connection;
let olga: Connection;
let station: ReturnType<typeof opened>;

/** A station's alarms and signatures on the clock of its people; opened again it is the same station after a restart. */
function opened() {
  const { room, desk } = createAlarmsRoom({
    keep,
    phaseOf: () => 'meoh',
    isSilent: () => false,
    changed: () => undefined,
    now: () => t.now,
    soon: (run) => run(),
    actor: () => 'Emil',
    recorded: (_id, _reason, change) => change(),
  });
  let ids = 0;
  const outages = createOutages({
    desk,
    settings: { getSetting: () => kept, putSetting: (_key, value) => (kept = value) },
    recorded: (_what, _id, _reason, change) => change(),
    actor: actingNow,
    changed: () => undefined,
    newId: () => `o${(ids += 1)}`,
    now: () => t.now,
  });
  const signing = createSigning({
    keep: signaturesIn(t.db),
    ledger: t.ledger,
    people: t.people,
    quality: { trained: () => true },
    stationId: 'test',
    zone: 'Europe/Berlin',
    clockTrusted: () => true,
    now: () => t.now,
  });
  signing.register(outages.signable());
  const broth = broken();
  const run = (seconds: number): void => {
    for (let i = 0; i < seconds; i += 1) {
      t.now += 1000;
      desk.sample(broth, { t: t.now, seenAt: t.now, value: 30.6, quality: 0 });
      desk.tick();
    }
  };
  const shown = (): string[] => room.list().alarms.map(({ hold, state }) => hold ?? state.state);
  return { outages, signing, run, shown };
}

function broken(): Channel {
  const definition = catalogueFor('15L').find((row) => row.tag === 'Temp_Broth');
  return channelSchema.parse({ ...definition, id: 'R1/Temp_Broth', series: 1, unitId });
}

beforeEach(async () => {
  t = openPeopleUnderTest();
  kept = [];
  const db = new Sqlite(':memory:');
  migrate(db, recordsMigrations);
  keep = alarmsIn(db);
  const admin = await withAdministrator(t);
  emil = (await t.join(admin, 'emil', 'engineer')).connection;
  olga = (await t.join(admin, 'olga', 'engineer')).connection;
  station = opened();
  station.run(70);
});
afterEach(() => t.close());

const request = (days: number) =>
  t.as(emil, () =>
    station.outages.request({
      unitId,
      alarmId: 'Temp-high',
      until: t.now + days * day,
      reason: 'The sensor is being changed',
    }),
  );
const offer = (who: Connection) => t.as(who, () => station.signing.offer('alarm-outage', 'o1'));
const sign = (who: Connection, userId: string, meaning: MeaningCode, reason?: string) =>
  t.as(who, () =>
    station.signing.sign(offer(who).subject, meaning, { userId, password: goodPassword(userId) }, reason),
  );
const told = (): string[] =>
  keep
    .listAlarmEvents({ from: 0, to: t.now + day, limit: 50 })
    .flatMap(({ what }) => (what === 'frozen' || what === 'thawed' ? [] : [what]));
const states = (): string[] => station.outages.list().map(({ state }) => state);

describe('alarms out of service', () => {
  it('ALM-6 goes out of service under two signatures of two people, survives a restart, and is told again when the time is over', async () => {
    expect(station.shown()).toEqual(['unacknowledged']);
    request(1);
    expect(() => request(1)).toThrow('asked for already by');
    await sign(emil, 'emil', 'AUTH');
    expect([states(), station.shown()]).toEqual([['signed'], ['unacknowledged']]);
    await expect(sign(emil, 'emil', 'APPR')).rejects.toThrow('another person');
    await sign(olga, 'olga', 'APPR');
    const until = t.now + day;
    expect([states(), station.shown()]).toEqual([['in-force'], ['out-of-service']]);

    station = opened();
    station.run(5);
    expect([states(), station.shown()]).toEqual([['in-force'], ['out-of-service']]);
    expect(keep.lastAlarmEvents()[0]?.after.held['out-of-service']).toMatchObject({
      by: [expect.stringContaining('Emil'), expect.stringContaining('Olga')],
      reason: 'The sensor is being changed',
    });
    t.now = until;
    station.run(2);
    expect([states(), station.shown()]).toEqual([['ended'], ['unacknowledged']]);
    expect(told()).toEqual(['in-service', 'out-of-service', 'activated']);
    expect(station.signing.offer('alarm-outage', 'o1').meanings).toEqual([]);
  });

  it('comes back before its time when somebody returns it, and a rejected or withdrawn request changes nothing', async () => {
    request(2);
    await sign(emil, 'emil', 'AUTH');
    await sign(olga, 'olga', 'REJ', 'Mend it now');
    expect([states(), station.shown()]).toEqual([['rejected'], ['unacknowledged']]);
    const { id } = request(2);
    t.as(emil, () => station.outages.end(id, 'Not needed'));
    expect([states()[0], station.shown()]).toEqual(['withdrawn', ['unacknowledged']]);
    expect(() => request(31)).toThrow('30 days at most');
    expect(() => request(0)).toThrow('future');
    expect(() => station.outages.request({ unitId, alarmId: 'Temp-high', until: t.now + day, reason: 'x' })).toThrow('Sign in first'); // prettier-ignore
  });
});

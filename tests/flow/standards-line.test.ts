import { spawn, type ChildProcess } from 'node:child_process';
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import Sqlite from 'better-sqlite3';
import { connectAsync } from 'mqtt';
import { describe, expect, it } from 'vitest';
import { alarmKpi } from '../../src/shared/calc/alarm-kpi';
import { catalogueFor } from '../../src/shared/model/channel-catalogue';
import { channelSchema, type Channel } from '../../src/shared/model/channel';
import { channelId, unitIdSchema } from '../../src/shared/model/identity';
import { qualityCode } from '../../src/shared/model/quality';
import { createAlarmsRoom } from '../../src/workers/station/alarms/alarms-room';
import { alarmsIn } from '../../src/workers/station/record/alarms/alarms-in';
import { migrate } from '../../src/workers/station/record/file/migrate';
import { recordsMigrations } from '../../src/workers/station/record/plant/records-file';
import { loadModelFrom } from '../../src/workers/twin/infer';
import { mosquittoMissing, startMosquitto, titleWithMosquitto } from './mosquitto';
import { startStation } from './station-under-test';
import { startTwin, writeLine } from './twin-under-test';

const begin = Date.parse('2026-03-01T03:00:00Z');
const minute = 60_000;

let series = 0;
function channelOf(unitId: string, tag: string): Channel {
  series += 1;
  const definition = catalogueFor('15L').find((row) => row.tag === tag);
  return channelSchema.parse({ ...definition, id: `${unitId}/${tag}`, series, unitId });
}

/** The station's alarms with their journal, on a clock of their own. */
function alarms() {
  const db = new Sqlite(':memory:');
  migrate(db, recordsMigrations);
  const keep = alarmsIn(db);
  let now = begin;
  const { room, desk } = createAlarmsRoom({
    keep,
    phaseOf: () => 'meoh',
    isSilent: () => false,
    changed: () => undefined,
    now: () => now,
    soon: (run) => run(),
    actor: () => 'Emil',
    recorded: (_id, _reason, change) => change(),
  });
  return {
    room,
    now: () => now,
    send: (to: Channel, value: number | null, quality = 0) =>
      desk.sample(to, { t: now, seenAt: now, value, quality }),
    pass: (ms: number) => {
      now += ms;
      desk.tick();
    },
    journal: () => keep.listAlarmEvents({ from: 0, to: 2e12, limit: 5000 }).toReversed(),
  };
}

/** The same noise every time: values between -1 and 1. */
function noise(): () => number {
  let state = 1;
  return () => {
    state = (state * 48_271) % 2_147_483_647;
    return (2 * state) / 2_147_483_647 - 1;
  };
}

describe('T21 alarms that can be trusted', () => {
  it('T21 an hour of noise round a limit activates three times at most; without deadband and delay it would be hundreds', () => {
    const { send, pass, journal } = alarms();
    const temp = channelOf('R1', 'Temp_Broth');
    const shake = noise();
    let crossings = 0;
    let above = false;
    for (let half = 0; half < 7200; half += 1) {
      // Its limit is 30.3 °C.
      const value = 30.3 + 0.04 * shake();
      if (value > 30.3 && !above) crossings += 1;
      above = value > 30.3;
      send(temp, value);
      pass(500);
    }
    expect(crossings).toBeGreaterThan(500);
    const activated = journal().filter(
      ({ what, alarmId }) => what === 'activated' && alarmId === 'Temp-high',
    );
    expect(activated.length).toBeLessThanOrEqual(3);
  });

  it('T21 twelve alarms in ten minutes: the flood begins at the eleventh and ends by the rule, and the figures are those of a count by hand', () => {
    const { room, send, pass, now, journal } = alarms();
    const probes = Array.from({ length: 12 }, (_, i) => channelOf(`R${i + 1}`, 'Temp_Broth'));
    // One vessel after the other gets too warm, 45 s apart; each alarm comes after its delay of 60 s.
    for (let s = 0; s < 12 * 45 + 61; s += 1) {
      probes.forEach((probe, i) => send(probe, s >= 45 * i ? 31 : 30));
      pass(1000);
    }
    const at = (i: number): number => begin + (45 * i + 60) * 1000;
    const told = journal().filter(({ what, alarmId }) => what === 'activated' && alarmId === 'Temp-high');
    expect(told.map(({ seenAt }) => seenAt)).toEqual(probes.map((_, i) => at(i)));
    expect(room.list().flood).toMatchObject({ from: at(10) });
    const others = journal().filter(({ what, alarmId }) => what === 'activated' && alarmId !== 'Temp-high');
    expect(others).toEqual([]);
    // Fewer than five lie in the ten minutes past once the eighth is ten minutes old.
    const over = at(7) + 10 * minute;
    while (now() < over) {
      for (const probe of probes) send(probe, 31);
      pass(1000);
    }
    expect(room.list().flood).toBeNull();
    while (now() < begin + 60 * minute) {
      for (const probe of probes) send(probe, 31);
      pass(1000);
    }
    const kpi = room.kpi(begin, begin + 60 * minute);
    expect(kpi).toMatchObject({
      count: 12,
      perHour: 12,
      perTenMin: 2,
      perDay: 288,
      // All twelve come between 60 and 555 s.
      mostInTenMin: 12,
      periodsOverTen: 1 / 6,
      floods: [{ from: at(10), to: over, count: 12 }],
      timeInFlood: (over - at(10)) / (60 * minute),
      chattering: [],
      indicative: true,
    });
    // A count says more the longer it goes: below thirty days it is called indicative.
    expect(alarmKpi([], 0, 30 * 86_400_000).indicative).toBe(false);
    expect(alarmKpi([], 0, 30 * 86_400_000 - 1).indicative).toBe(true);
  });
});

describe('T22 silence looks like silence', () => {
  it('T22 an unplugged probe: its alarm is frozen and stays, "bad value" comes up, and the model says nothing', async () => {
    const { room, send, pass } = alarms();
    const temp = channelOf('R1', 'Temp_Broth');
    for (let s = 0; s < 70; s += 1) {
      send(temp, 31);
      pass(1000);
    }
    send(temp, null, qualityCode('sensor-fault'));
    for (let s = 0; s < 120; s += 1) pass(1000);
    const standing = room.list().alarms.map(({ alarmId, state }) => [alarmId, state.state, state.frozen]);
    expect(standing).toEqual(
      expect.arrayContaining([
        ['Temp-high', 'unacknowledged', true],
        ['Temp-bad', 'unacknowledged', false],
      ]),
    );
    const folder = resolve('models', 'od600-ridge', '1.0.0');
    const { sha256, features } = JSON.parse(readFileSync(join(folder, 'card.json'), 'utf8')) as {
      sha256: string;
      features: { name: string; low: number; high: number }[];
    };
    const { model } = await loadModelFrom(folder, sha256);
    const whole = Object.fromEntries(features.map(({ name, low, high }) => [name, (low + high) / 2]));
    const [said, withheld] = (await model?.predict([whole, { ...whole, oxygenTotalMol: null }])) ?? [];
    expect(said?.value).toBeGreaterThan(0);
    expect(withheld).toEqual({ value: null, low: null, high: null, quality: 'missing-input' });
  });

  it.skipIf(mosquittoMissing)(
    titleWithMosquitto(
      'T22 a publisher that is killed: stale at once, a gap with its cause; what it kept comes later at its own time and is never shown as live',
    ),
    { timeout: 90_000 },
    async () => {
      const broker = await startMosquitto();
      const station = await startStation(broker.url);
      const { client } = station;
      const unit = unitIdSchema.parse('R1');
      let publisher: ChildProcess | undefined;
      try {
        const online = await station.until(
          () => client.connections.list(),
          ([one]) => one?.status.state === 'online',
        );
        expect(online[0]?.status.state).toBe('online');
        publisher = publish(broker.url);
        const freshness = async (): Promise<string> => {
          const { values } = await client.units.current({ id: unit }).catch(() => ({ values: [] }));
          return values.find(({ tag }) => tag === 'pH')?.freshness ?? 'never';
        };
        expect(await station.until(freshness, (state) => state === 'fresh')).toBe('fresh');
        publisher.kill('SIGKILL');
        expect(await station.until(freshness, (state) => state === 'stale')).toBe('stale');
        const ph = channelId(unit, 'pH');
        const holes = () => client.completeness.holes({ channels: [ph], from: 1, to: Date.now() + minute });
        const open = await station.until(
          holes,
          ({ holes: found }) => found.at(-1)?.cause === 'source-down',
          30_000,
        );
        expect(open.holes.at(-1)).toMatchObject({ open: true, fill: null, cause: 'source-down' });

        // Ten minutes that the device kept, from before it was first heard; then it says that its probe is gone.
        const before = await client.units.current({ id: unit });
        const kept = before.values.find(({ tag }) => tag === 'pH');
        const first = Date.now() - 12 * minute;
        const plant = await connectAsync(broker.url);
        for (let i = 0; i < 60; i += 1)
          await plant.publishAsync('bt/R1/pH', JSON.stringify({ t: first + i * 10_000, v: 4.5, q: 0 }), {
            qos: 1,
          });
        const backlog = await station.until(
          () => station.raw(ph, first, first + 10 * minute),
          ({ t }) => t.length === 60,
        );
        expect(backlog.t.length).toBe(60);
        const after = await client.units.current({ id: unit });
        expect(after.values.find(({ tag }) => tag === 'pH')).toMatchObject({
          value: kept?.value ?? 0,
          at: kept?.at ?? 0,
          freshness: expect.stringMatching(/stale|lost/),
        });
        const [told] = await client.units.list();
        expect(told?.historyVersion).toBeGreaterThan(0);
        const bad = Date.now();
        await plant.publishAsync('bt/R1/pH', JSON.stringify({ t: bad, v: null, q: 0x808c0000 }), { qos: 1 });
        const last = await station.until(
          () => client.units.current({ id: unit }),
          ({ values }) => values.find(({ tag }) => tag === 'pH')?.at === bad,
        );
        expect(last.values.find(({ tag }) => tag === 'pH')).toMatchObject({ quality: 'bad' });
        await plant.endAsync();
      } finally {
        publisher?.kill('SIGKILL');
        await station.close();
        await broker.stop();
      }
    },
  );
});

/** A device of its own process, five values a second. */
function publish(url: string): ChildProcess {
  const program = `const {connect}=require('mqtt');const c=connect(${JSON.stringify(url)});
    c.on('connect',()=>setInterval(()=>{for(const tag of ['pH','DO'])c.publish('bt/R1/'+tag,JSON.stringify({t:Date.now(),v:5,q:0}),{qos:1})},200));`;
  return spawn(process.execPath, ['-e', program], { stdio: 'ignore' });
}

describe('T24 a model is what it was', () => {
  it(
    'T24 one changed byte is refused by name, and said; the same window twice gives the same bits, and its parts add up',
    { timeout: 90_000 },
    async () => {
      const [lead, other] = [
        { name: 'od-lead', version: '1.0.0' },
        { name: 'od-other', version: '1.0.0' },
      ];
      const term = { feature: 'ageH', form: 'x', weight: 0.16, low: 0, high: 40 } as const;
      const twin = await startTwin(
        async (modelsDir) => {
          await writeLine(modelsDir, { ...lead, intercept: Math.log(3), terms: [term] });
          await writeLine(modelsDir, { ...other, intercept: Math.log(4), terms: [term] });
        },
        { seed: 24, hoursAgo: 3 },
      );
      const { client, dir } = twin.station;
      await client.models.promote({ ...lead, reason: 'To be tampered with' });
      await client.models.shadow({ ...other, reason: 'To be tampered with' });
      const folder = join(dir, 'models', other.name, other.version);
      const file = join(folder, 'model.onnx');
      const bytes = readFileSync(file);
      const changed = Buffer.from(bytes);
      changed.writeUInt8((changed.readUInt8(bytes.length >> 1) + 1) % 256, bytes.length >> 1);
      writeFileSync(file, changed);
      await twin.runTo(1);
      const status = await client.twin.status();
      expect(status.problem).toMatch(/od-other 1\.0\.0 is not used: .*not the file its card describes/);
      expect(status.answers?.map(({ name }) => name)).toEqual([lead.name]);
      await expect(client.models.promote({ ...other, reason: 'Tampered with' })).rejects.toThrow(
        /od-other 1\.0\.0 cannot be used/,
      );
      const told = (await client.events.list({ limit: 50 })).filter(({ kind }) => kind === 'model-refused');
      expect(told).toMatchObject([{ severity: 'warning', words: expect.stringContaining('od-other 1.0.0') }]);

      writeFileSync(file, bytes);
      const copy = mkdtempSync(join(tmpdir(), 'bt-model-'));
      cpSync(folder, copy, { recursive: true });
      const { sha256 } = JSON.parse(readFileSync(join(copy, 'card.json'), 'utf8')) as { sha256: string };
      const [one, again] = [await loadModelFrom(copy, sha256), await loadModelFrom(copy, sha256)];
      const row = { ageH: 7.125 };
      const first = await one.model?.predict([row]);
      expect(first?.[0]?.value).toBeCloseTo(4 * Math.exp(0.16 * 7.125), 4);
      expect(await again.model?.predict([row, row])).toEqual([...(first ?? []), ...(first ?? [])]);
      rmSync(copy, { recursive: true });
      const [answer] = status.answers ?? [];
      const sum = (answer?.contributions ?? []).reduce(
        (total, { effect }) => total + effect,
        (answer?.baseValue ?? 0) + (answer?.rest.effect ?? 0),
      );
      expect(sum / (answer?.value ?? 0)).toBeCloseTo(1, 5);
      await twin.close();
    },
  );
});

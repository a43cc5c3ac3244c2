import { mkdirSync, writeFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { connectionSchema, type Connection } from '../../src/shared/model/connection';
import type { DeviceStatus } from '../../src/shared/model/device';
import { channelIdSchema, connectionIdSchema, unitIdSchema } from '../../src/shared/model/identity';
import { newUnit } from '../../src/shared/model/process-unit';
import { freePort } from './mosquitto';
import {
  floatWords,
  pymodbusMissing,
  socatMissing,
  startModbusPeer,
  type ModbusPeer,
} from './peers/modbus-peer';
import { openSerialPair, type SerialPair } from './peers/serial-pair';
import { startStationWithDrivers, type StationWithDrivers } from './station-with-drivers';

const left = pymodbusMissing ? 'pymodbus' : socatMissing ? 'socat' : '';
const title = `Modbus devices${left === '' ? '' : ` [left out: ${left} is not installed]`}`;
const unitId = unitIdSchema.parse('R1');
const air = [20.9, 0.04, 400, 24.5, 45, 10.2, 13.9, 1013, 50].flatMap(floatWords);
/** Serial number 4711 lies in holding registers 8 and 9. */
const holding = [0, 0, 0, 0, 0, 0, 0, 0, 0, 4711, 0, 0];

describe.skipIf(left !== '')(title, () => {
  let station: StationWithDrivers;
  let pair: SerialPair;
  let rtu: ModbusPeer;
  let tcp: ModbusPeer;
  let port: number;

  beforeAll(async () => {
    station = await startStationWithDrivers();
    const { simulated: _simulated, ...unit } = newUnit(unitId, '15L', false);
    await station.client.units.save(unit);
    pair = await openSerialPair();
    rtu = await startModbusPeer('rtu', pair.far, { 100: { input: air, holding } });
    port = await freePort();
    tcp = await startModbusPeer('tcp', port, {
      1: { input: [4000, 12_000, 3500, 21_500, 20_000, 3700, 4000, 4000] },
    });
  });
  afterAll(async () => {
    await station.close();
    await rtu.stop();
    await tcp.stop();
    await pair.remove();
  });

  const save = (connection: unknown): Promise<Connection> =>
    station.client.connections.save({ ...connectionSchema.parse(connection), secrets: {} });
  const device = (id: string, satisfies: (one: DeviceStatus) => boolean, withinMs?: number) =>
    station.until(
      async () => (await station.client.devices.live({ connectionId: connectionIdSchema.parse(id) }))[0],
      (one) => one !== undefined && satisfies(one),
      withinMs,
    );
  /** A device is back within five seconds, or it never is. */
  const backMs = 5000;
  const link = async (id: string) =>
    (await station.client.connections.list()).find((one) => one.id === id)?.status;
  const gas = {
    id: 'gas',
    name: 'Gas analyser',
    kind: 'modbus-rtu',
    enabled: true,
    intervalMs: 100,
    timeoutMs: 150,
    devices: [{ busId: 100, map: 'o2-co2-analyser', unitId, feeds: { o2: 'OffGas_O2', co2: 'OffGas_CO2' } }],
  };

  it('recognises the analyser on a serial line and proposes its map', async () => {
    await station.client.devices.scan({ ports: [pair.near], bauds: [9600], busIds: [1, 2, 100] });
    const { scan } = await station.until(
      () => station.client.devices.progress(),
      (answer) => answer.scan?.state !== 'running',
    );
    expect(scan).toMatchObject({ state: 'done', problems: [] });
    expect(scan?.found).toMatchObject([
      { driverId: 'o2-co2-analyser', place: { kind: 'modbus-rtu', busId: 100 } },
    ]);
    expect(scan?.found[0]?.confidence).toBeGreaterThan(0.7);
    expect(scan?.found[0]?.readings.slice(0, 2)).toMatchObject([
      { reading: 'o2', tag: 'OffGas_O2', sample: 20.9 },
      { reading: 'co2', tag: 'OffGas_CO2', sample: 0.04 },
    ]);
  });

  it('feeds channels, raw and scaled, and judges a current loop by NE 43', async () => {
    await save({ ...gas, line: { path: pair.near } });
    await save({
      id: 'loops',
      name: 'Loops',
      kind: 'modbus-tcp',
      enabled: true,
      host: '127.0.0.1',
      port,
      intervalMs: 100,
      devices: [{ busId: 1, map: 'analog-4-20-ma-modbus', unitId, feeds: { input1: 'DO', input2: 'pH' } }],
    });
    const analyser = await device('gas', ({ answers }) => answers > 3);
    expect(analyser?.values[0]).toMatchObject({ raw: '41A7 3333', value: 20.9, tag: 'OffGas_O2' });
    const loops = await device('loops', ({ answers }) => answers > 3);
    expect(loops?.values.map(({ value }) => value)).toEqual([0, 50, null, null, 100, -1.875, 0, 0]);
    expect(loops).toMatchObject({ state: 'failure', words: expect.stringMatching(/^Input 2: Wire broken/) });
    expect(loops?.values[2]?.doubt).toBe('Wire broken, or the transmitter tells a failure (3.50 mA)');
    expect(loops?.values[3]?.doubt).toBe('Short circuit, or the transmitter tells a failure (21.50 mA)');
    const current = await station.until(
      () => station.client.units.sensors({ id: unitId }),
      (answer) => JSON.stringify(answer).includes('OffGas_O2'),
    );
    expect(JSON.stringify(current)).toContain('OffGas_O2');
  });

  it('believes no spoilt answer, counts each kind and loses no good one', async () => {
    await rtu.faults(['crc', 'half', 'noise', 'wrong-slave', 'twice', 'busy', 'slow'], 2);
    const before = (await device('gas', () => true))?.answers ?? 0;
    const spoilt = await device(
      'gas',
      ({ errors, answers }) =>
        answers > before + 15 &&
        ['timeout', 'garbled', 'exception-6', 'wrongCrc', 'noise'].every((kind) => (errors[kind] ?? 0) > 0),
    );
    expect(spoilt?.errors).toMatchObject({ 'exception-6': expect.any(Number), wrongCrc: expect.any(Number) });
    const values = spoilt?.values[0]?.recent.map(([, value]) => value) ?? [];
    expect(new Set(values)).toEqual(new Set([20.9]));
    expect(spoilt?.state).toBe('maintenance');
    await rtu.faults([], 0);
  });

  it('is back after its process was killed, and others lose nothing', async () => {
    const victim = station.drivers().find(({ name }) => name === 'driver:gas');
    const others = (await device('loops', () => true))?.answers ?? 0;
    const before = await link('gas');
    process.kill(victim?.pid ?? 0, 'SIGKILL');
    await station.until(
      () => link('gas'),
      (status) => status?.state === 'offline',
    );
    const back = await station.until(
      () => link('gas'),
      (status) => status?.state === 'online' && status.readings > (before?.readings ?? 0) + 9,
      backMs,
    );
    expect(back).toMatchObject({ state: 'online', reconnects: (before?.reconnects ?? 0) + 1 });
    expect(back?.readings).toBeGreaterThan((before?.readings ?? 0) + 9);
    expect(station.drivers().find(({ name }) => name === 'driver:gas')?.pid).not.toBe(victim?.pid);
    const loops = await device('loops', () => true);
    expect((loops?.answers ?? 0) - others).toBeGreaterThan(5);
    expect((await link('loops'))?.reconnects).toBe(0);
  });

  it('survives the adapter being unplugged and plugged in again and again, and accounts for the hole', async () => {
    const before = (await link('gas'))?.reconnects ?? 0;
    const channels = [channelIdSchema.parse('R1/OffGas_O2')];
    const from = Date.now();
    const holes = async () =>
      (await station.client.completeness.holes({ channels, from, to: Date.now() + 1000 })).holes;
    for (let round = 1; round <= 2; round += 1) {
      await rtu.stop();
      await pair.unplug();
      const away = await station.until(
        () => link('gas'),
        (status) => status?.state === 'offline',
      );
      expect(away?.words).not.toBe('');
      if (round === 1) await station.until(holes, (found) => found.length > 0);
      await pair.plug();
      rtu = await startModbusPeer('rtu', pair.far, { 100: { input: air, holding } });
      const back = await station.until(
        () => link('gas'),
        (status) => status?.state === 'online',
      );
      expect(back).toMatchObject({ state: 'online', reconnects: before + round });
    }
    const [hole] = await station.until(holes, ([first]) => first?.open === false);
    expect(hole).toMatchObject({ channelId: 'R1/OffGas_O2', open: false, cause: 'broker-down' });
    expect(station.drivers().filter(({ name }) => name === 'driver:gas')).toHaveLength(1);
  });

  it('offers swapped words, and tells a probe with another serial number', async () => {
    mkdirSync(`${station.dir}/devices`, { recursive: true });
    writeFileSync(
      `${station.dir}/devices/probe.yaml`,
      'id: probe\nwords: Probe\nwordOrder: low-first\nfunction: input\nidentity: { serialNumber: { function: holding, address: 8, type: u32 } }\n' +
        'readings:\n  - { name: o2, address: 0, type: f32, possible: [0, 100] }\n',
    );
    writeFileSync(
      `${station.dir}/devices/bad.yaml`,
      'id: bad\nwords: Bad\nreadings:\n  - { name: a, address: 0, type: f32 }\n  - { name: b, address: 1, type: u16 }\n',
    );
    const shelf = await station.client.devices.drivers();
    expect(shelf.refused).toEqual([
      { file: 'bad.yaml', words: expect.stringContaining('a and b both use holding register 1') },
    ]);
    await save({
      ...gas,
      line: { path: pair.near },
      devices: [{ busId: 100, map: 'probe', serialNumber: String(4712 * 65_536) }],
    });
    const probe = await device('gas', ({ answers, driverId }) => driverId === 'probe' && answers > 1);
    expect(probe).toMatchObject({ swapOffered: true, identity: { serialNumber: String(4711 * 65_536) } });
    const events = await station.until(
      () => station.client.events.list({ limit: 50 }),
      (list) => list.some(({ kind }) => kind === 'device-changed'),
    );
    expect(events.find(({ kind }) => kind === 'device-changed')?.words).toContain('another device answers');
  });
});

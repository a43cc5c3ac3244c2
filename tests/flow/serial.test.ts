import { once } from 'node:events';
import { SerialPort } from 'serialport';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import type { FromDriver } from '../../drivers/device/process-messages';
import { connectionSchema, isDevices } from '../../src/shared/model/connection';
import type { DeviceStatus } from '../../src/shared/model/device';
import { connectionIdSchema } from '../../src/shared/model/identity';
import { createDriverProcess } from '../../src/workers/driver/driver-process';
import { pymodbusMissing, socatMissing } from './peers/modbus-peer';
import { startPythonPeer, type PythonPeer } from './peers/python-peer';
import { openSerialPair, type SerialPair } from './peers/serial-pair';
import { startStationWithDrivers, type StationWithDrivers } from './station-with-drivers';

const left = pymodbusMissing ? 'python3-serial' : socatMissing ? 'socat' : '';
const title = `Serial devices${left === '' ? '' : ` [left out: ${left} is not installed]`}`;
const id = connectionIdSchema.parse('bench');

describe.skipIf(left !== '')(title, () => {
  let station: StationWithDrivers;
  let pair: SerialPair;
  let device: PythonPeer | undefined;

  beforeAll(async () => {
    station = await startStationWithDrivers();
    pair = await openSerialPair();
  });
  afterEach(async () => {
    await station.client.connections.remove({ id });
    await device?.stop();
  });
  afterAll(async () => {
    await station.close();
    await pair.remove();
  });

  const attach = async (answers: Readonly<Record<string, string>>): Promise<PythonPeer> =>
    (device = await startPythonPeer('serial-device.py', pair.far, '9600', JSON.stringify(answers)));
  const read = (settings: object) =>
    station.client.connections.save({
      ...connectionSchema.parse({
        id,
        name: 'Bench',
        enabled: true,
        line: { path: pair.near },
        intervalMs: 100,
        timeoutMs: 200,
        ...settings,
      }),
      secrets: {},
    });
  const seen = (satisfies: (one: DeviceStatus) => boolean) =>
    station.until(
      async () => (await station.client.devices.live({ connectionId: id }))[0],
      (one) => one !== undefined && satisfies(one),
    );
  const status = async () => (await station.client.connections.list()).find((one) => one.id === id)?.status;
  const valueOf = (one: DeviceStatus | undefined, reading: string) =>
    one?.values.find((value) => value.reading === reading);

  it.each([
    [
      'mt-sics',
      '',
      { SI: 'S S     100.00 g\r\n', I2: 'I2 A "ICS469"\r\n', I3: 'I3 A "1.0"\r\n', I4: 'I4 A "1234567"\r\n' },
      'weight',
      0.1,
      '1234567',
    ],
    ['alicat', 'A', { A: 'A +014.70 +025.00 +02.004 +02.004 2.004 Air\r' }, 'massFlow', 2.004, ''],
    ['atlas-ezo', 'pH', { i: '?I,pH,2.10\r', R: '7.125\r*OK\r' }, 'reading', 7.125, ''],
    ['gss-co2', '', { '.': '. 00010\r\n', Z: 'Z 432\r\n' }, 'co2', 0.432, ''],
  ] as const)('%s: reads its frames', async (driver, address, answers, reading, value, serialNumber) => {
    await attach(answers);
    await read({ kind: 'serial', driver, address });
    const one = await seen(({ values }) =>
      values.some((given) => given.reading === reading && given.value === value),
    );
    expect(valueOf(one, reading)?.value).toBe(value);
    expect(one).toMatchObject({ state: 'good', identity: { serialNumber } });
  });

  it('ADAM-4017: scales current and voltage, tells a broken wire', async () => {
    const peer = await attach({
      '#01': '>+12.000+03.500+21.500+05.000+04.000+04.000+04.000+04.000\r',
      $01M: '!014017\r',
    });
    const input = (channel: number, signal: string, low: number, high: number) => ({
      channel,
      signal,
      low,
      high,
      unit: '%',
    });
    const inputs = [
      input(0, '4-20 mA', 0, 10),
      input(1, '4-20 mA', 0, 10),
      input(2, '4-20 mA', 0, 10),
      input(3, '0-10 V', 0, 100),
    ];
    await read({ kind: 'serial', driver: 'adam-4017', address: '01', inputs });
    const one = await seen(({ answers }) => answers > 1);
    expect(one?.values.map(({ value }) => value)).toEqual([5, null, null, 50]);
    expect(one).toMatchObject({ state: 'failure', identity: { model: 'ADAM-4017' } });
    await peer.order({ answers: { '#01': '>+12.000+12.000+12.000+05.000+04.000+04.000+04.000+04.000\r' } });
    expect((await seen(({ state }) => state === 'good'))?.words).toBe('');
  });

  it('reads a thousand lines of a talkative device whole, and counts what is none', async () => {
    const peer = await attach({});
    await read({
      kind: 'line',
      rule: { kind: 'pattern', pattern: '^n=(?<n>[-+.0-9]+) t=(?<temp>[-+.0-9]+)$' },
    });
    await station.until(status, (now) => now?.state === 'online');
    await peer.order({ say: 'n={n} t=37.50\r\n', times: 1000, pieces: 7 });
    await peer.order({ say: 'nonsense\r\n', times: 3 });
    const now = await station.until(status, (given) => (given?.readings ?? 0) >= 2000);
    expect(now?.readings).toBe(2000);
    const one = await seen(({ errors }) => errors['unknown-line'] === 3);
    expect(one).toMatchObject({ answers: 1000 });
    expect(valueOf(one, 'temp')?.value).toBe(37.5);
  });

  it('goes on reading while the station is away, and hands over what it read when it is back', async () => {
    const peer = await attach({});
    const driver = createDriverProcess({ log: () => undefined, rest: () => undefined });
    const said: FromDriver[] = [];
    const numbers = (): (number | null)[] =>
      said.flatMap((one) => (one.kind === 'batch' ? one.readings.map(({ value }) => value) : []));
    const connection = connectionSchema.parse({
      id,
      name: 'Bench',
      enabled: true,
      kind: 'line',
      line: { path: pair.near },
      rule: { kind: 'pattern', pattern: '^n=(?<n>[0-9]+)$' },
    });
    if (!isDevices(connection)) throw new Error('Not of this kind');
    const leave = driver.attach((message) => void said.push(message));
    driver.hear({ kind: 'open', run: 1, connection, maps: {} });
    await station.until(
      () => Promise.resolve(said),
      (all) => all.some((one) => one.kind === 'state' && one.state === 'online'),
    );
    await peer.order({ say: 'n={n}\r\n', times: 5 });
    await station.until(
      () => Promise.resolve(numbers()),
      (all) => all.length === 5,
    );
    for (const one of said) if (one.kind === 'batch') driver.hear({ kind: 'ack', seq: one.seq });
    leave();
    said.splice(0);
    await peer.order({ say: 'n=1{n}\r\n', times: 5 });
    driver.attach((message) => void said.push(message));
    driver.hear({ kind: 'open', run: 2, connection, maps: {} });
    await station.until(
      () => Promise.resolve(numbers()),
      (all) => all.length >= 5,
    );
    expect(numbers()).toEqual([10, 11, 12, 13, 14]);
    expect(said).toContainEqual({ kind: 'state', state: 'online', words: '' });
    await driver.stop();
  });

  it('tells a device that does not answer, and reads it once it does', async () => {
    const peer = await attach({});
    await read({ kind: 'serial', driver: 'mt-sics' });
    const silent = await seen(({ state }) => state === 'failure');
    expect(silent).toMatchObject({ state: 'failure', words: expect.stringContaining('No answer') });
    expect((await status())?.words).toContain('nothing answers');
    await peer.order({ answers: { SI: 'S S 2.5 kg\r\n' } });
    const good = await seen(({ state }) => state === 'good');
    expect(good).toMatchObject({ words: '', values: [{ value: 2.5 }] });
  });

  it('recognises a balance in a scan, and says what to do where nothing can be read', async () => {
    await attach({ SI: 'S S 1.000 kg\r\n', I2: 'I2 A "XS"\r\n', I4: 'I4 A "99"\r\n' });
    await station.client.devices.scan({ ports: [pair.near, '/dev/no-such-port'], bauds: [9600] });
    const { scan } = await station.until(
      () => station.client.devices.progress(),
      (answer) => answer.scan?.state !== 'running',
    );
    expect(scan?.found).toMatchObject([
      { driverId: 'mt-sics', confidence: 1, identity: { serialNumber: '99' } },
    ]);
    expect(scan?.problems).toEqual([
      { where: '/dev/no-such-port', words: expect.stringContaining('Plug the adapter in') },
    ]);
    const key = scan?.found[0]?.key ?? '';
    const made = await station.client.devices.use({ key, name: 'Bench', unitId: null });
    expect(made).toMatchObject({ id, kind: 'serial', driver: 'mt-sics', feeds: { weight: 'Weight' } });
    await seen(({ values }) => values[0]?.value === 1);
    await station.client.connections.save({
      ...made,
      line: { path: '/dev/no-such-port' },
      secrets: {},
    } as never);
    const gone = await station.until(status, (now) => now?.state === 'offline');
    expect(gone?.words).toContain('There is no port /dev/no-such-port');
    const other = new SerialPort({ path: pair.near, baudRate: 9600 });
    await once(other, 'open');
    await station.client.connections.save({ ...made, secrets: {} });
    const taken = await station.until(status, (now) => now?.words.includes('Another program') ?? false);
    expect(taken?.words).toContain(`Another program holds ${pair.near}`);
    other.close();
    const back = await station.until(status, (now) => now?.state === 'online');
    expect(back).toMatchObject({ state: 'online', words: '' });
  });
});

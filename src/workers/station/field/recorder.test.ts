import { appendFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { deviceStatusSchema, type DeviceStatus } from '../../../shared/model/device';
import { fieldFormat, fieldValues, type FieldEntry } from '../../../shared/model/field-file';
import { newStationKey } from '../record/ledger/station-key';
import { scratchFolder } from '../record/testing/scratch-folder';
import { closeUnfinished } from './close-unfinished';
import { createFieldFile } from './field-writer';
import { openField } from './read-field';
import { startRecorder } from './recorder';

const { key } = newStationKey();
const start = Date.UTC(2026, 2, 1, 8);

function status(at: number, value: number | null, change: Partial<DeviceStatus> = {}): DeviceStatus {
  return deviceStatusSchema.parse({
    connectionId: 'bus',
    device: '1',
    driverId: 'd',
    driverWords: 'Analyser',
    unitId: null,
    identity: {},
    state: 'good',
    since: start,
    words: '',
    errors: {},
    answers: 1,
    cycleMs: 1,
    lastAnswerAt: at,
    swapOffered: false,
    values: [
      { reading: 'co2', words: 'CO2', unit: '%', tag: '', raw: '0x1', value, at, doubt: '', noise: null, recent: [[at - 500, 1.5], [at, value]] }, // prettier-ignore
    ],
    ...change,
  });
}

async function recording(create: typeof createFieldFile = createFieldFile) {
  const folder = scratchFolder();
  const path = join(folder, 'a.btfield');
  const clock = { wall: start, even: 0 };
  let device = status(start, null);
  const recorder = await startRecorder({
    path,
    create,
    sign: (bytes) => key.sign(bytes),
    chosen: new Map([['bus/1/co2', 0]]),
    devices: () => [device],
    now: () => clock.wall,
    monotonic: () => clock.even,
    head: {
      kind: 'head',
      format: fieldFormat,
      version: 1,
      recordingId: '6a1f8f0e-6c3b-4a5e-9f53-0d4f7f0f3c11',
      name: 'Night',
      stationId: 's',
      computer: 'c',
      appVersion: '0',
      by: 'Ann',
      zone: 'UTC',
      startedAt: start,
      key: { keyId: key.keyId, publicPem: key.publicPem },
      clock: null,
      devices: [
        { key: 'bus/1', driver: 'd', driverWords: 'Analyser', identity: device.identity, connection: {} },
      ],
      channels: [
        { key: 'bus/1/co2', device: 'bus/1', reading: 'co2', words: 'CO2', unit: '%', tag: '', unitId: null, calibration: null }, // prettier-ignore
      ],
    },
  });
  /** A second passes; somebody sets the clock by so much meanwhile. */
  const second = (value: number | null, setBy = 0, change: Partial<DeviceStatus> = {}): void => {
    clock.even += 1000;
    clock.wall += 1000 + setBy;
    device = status(clock.wall, value, change);
    recorder.look();
  };
  return { folder, path, recorder, second, clock };
}

async function read(path: string): Promise<FieldEntry[]> {
  const entries: FieldEntry[] = [];
  for await (const entry of (await openField(path)).entries()) entries.push(entry);
  return entries;
}

const valuesOf = (entries: readonly FieldEntry[]) =>
  entries.flatMap((entry) => (entry.kind === 'values' ? fieldValues(entry) : []));

it('records every value once with its raw form, whatever the clock of the computer is set to meanwhile', async () => {
  const { path, recorder, second } = await recording();
  second(2);
  second(3);
  await recorder.flush();
  second(4, -3_600_000);
  second(5);
  second(6, 7_200_000);
  second(null, 0, { state: 'failure', words: 'Lamp' });
  second(7);
  recorder.look();
  await recorder.end('Ann', 'stopped');
  const entries = await read(path);
  expect(valuesOf(entries).map(({ t, value, raw }) => [(t - start) / 1000, value, raw])).toEqual([
    [0.5, 1.5, ''],
    [1, 2, '0x1'],
    [1.5, 1.5, ''],
    [2, 3, '0x1'],
    [2.5, 1.5, ''],
    [3, 4, '0x1'],
    [3.5, 1.5, ''],
    [4, 5, '0x1'],
    [4.5, 1.5, ''],
    [5, 6, '0x1'],
    [5.5, 1.5, ''],
    [6, null, '0x1'],
    [6.5, 1.5, ''],
    [7, 7, '0x1'],
  ]);
  const others = entries.filter(({ kind }) => kind === 'clock' || kind === 'device');
  expect(
    others.map((entry) => (entry.kind === 'clock' ? entry.jumpMs : 'words' in entry && entry.words)),
  ).toEqual([-3_600_000, 7_200_000, 'failure: Lamp', 'good again']);
  expect(entries.at(-1)).toMatchObject({ kind: 'end', reason: 'stopped', values: 14, repeated: 0 });
});

it('is closed after a kill, half a line and all, and says what may be missing', async () => {
  const { folder, path, recorder, second } = await recording();
  for (let n = 0; n < 5; n += 1) second(n);
  await recorder.flush();
  const whole = statSync(path).size;
  appendFileSync(path, '{"n":2,"prev":"00');
  const close = { folder, sign: (bytes: Uint8Array) => key.sign(bytes), now: () => start + 60_000 };
  expect(await closeUnfinished({ ...close, keyId: 'another' })).toEqual([
    'a.btfield was recorded under another key and stays as it is',
  ]);
  expect(statSync(path).size).toBe(whole + 17);
  expect(await closeUnfinished({ ...close, keyId: key.keyId })).toEqual([
    'a.btfield: 10 values in 0 min were saved; at most the last second is missing',
  ]);
  const entries = await read(path);
  expect(valuesOf(entries)).toHaveLength(10);
  expect(entries.at(-1)).toMatchObject({
    kind: 'end',
    reason: 'found-unfinished',
    at: start + 5000,
    values: 10,
  });
  const [end] = entries.slice(-1);
  expect(end?.kind === 'end' && end.words).toContain(
    'At most the last second before 2026-03-01T08:00:05.000Z',
  );
  expect(await closeUnfinished({ ...close, keyId: key.keyId })).toEqual([]);
});

it('keeps what it reads in memory while the disk takes nothing, and writes it once it does', async () => {
  let full = false;
  const { path, recorder, second } = await recording(async (at, sign) => {
    const file = await createFieldFile(at, sign);
    const append: typeof file.append = (entries) =>
      full ? Promise.reject(Object.assign(new Error('no space'), { code: 'ENOSPC' })) : file.append(entries);
    return { append, bytes: 0, close: () => file.close() };
  });
  second(1);
  await recorder.flush();
  full = true;
  second(2);
  await recorder.flush();
  second(3);
  await recorder.flush();
  expect(recorder.state()).toMatchObject({ values: 2, waiting: 4, safeTo: start + 1000 });
  expect(recorder.state().trouble).toBe(
    'The disk is full. Values wait in memory; free space and they are written',
  );
  full = false;
  await recorder.flush();
  expect(recorder.state()).toMatchObject({ values: 6, waiting: 0, safeTo: start + 3000, trouble: '' });
  await recorder.end('Ann', 'stopped');
  expect(valuesOf(await read(path))).toHaveLength(6);
});

it('keeps what is read while an entry is on its way to the disk for the next one', async () => {
  const { path, recorder, second } = await recording();
  second(1);
  const written = recorder.flush();
  second(2);
  await Promise.resolve();
  second(3);
  await written;
  await recorder.flush();
  const { values } = recorder.state();
  await recorder.end('Ann', 'stopped');
  expect([values, valuesOf(await read(path)).length]).toEqual([6, 6]);
});

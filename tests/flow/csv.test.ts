import { appendFileSync, mkdtempSync, renameSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { connectionSchema } from '../../src/shared/model/connection';
import { startStation, type StationUnderTest } from './station-under-test';

describe('a table that another program keeps adding to', () => {
  const dir = mkdtempSync(join(tmpdir(), 'bt-csv-'));
  const path = join(dir, 'r1.csv');
  const begin = Date.UTC(2026, 2, 1, 12);
  let station: StationUnderTest;
  let written = 0;

  const open = async (): Promise<void> => {
    station = await startStation(null, join(dir, 'data'));
  };
  /** One row a second, in Berlin's wall clock, with a decimal comma. */
  const row = (value: number, pH = `7,${value}`): string => {
    written += 1;
    return `01.03.2026 13:${String(Math.floor(written / 60)).padStart(2, '0')}:${String(written % 60).padStart(2, '0')};${pH}\r\n`;
  };
  const recorded = async (): Promise<number[]> => {
    const units = await station.client.units.list();
    if (units.length === 0) return [];
    const { mean } = await station.raw('R1/pH', begin, begin + 3_600_000);
    return [...mean].map((value) => Math.round(value * 100) / 100);
  };
  const untilRecorded = (count: number): Promise<number[]> =>
    station.until(recorded, (values) => values.length >= count);
  const sourceIs = (
    fits: (status: { state: string; words: string; refused: object }) => boolean,
  ): Promise<unknown> =>
    station.until(
      async () => (await station.client.connections.list())[0]?.status,
      (status) => status !== undefined && fits(status),
    );

  beforeAll(async () => {
    await open();
    const connection = connectionSchema.parse({
      id: 'logger',
      name: 'Logger',
      kind: 'csv',
      enabled: true,
      autoUnits: true,
      scale: '15L',
      file: {
        path,
        unitKey: 'R1',
        decimalComma: true,
        timeFormat: 'pattern',
        timePattern: 'DD.MM.YYYY HH:mm:ss',
        zone: 'Europe/Berlin',
      },
    });
    await station.client.connections.save({ ...connection, secrets: {} });
  });
  afterAll(async () => {
    await station?.close();
    rmSync(dir, { recursive: true, force: true });
  });

  it('is waited for, then read row by row; half a row waits for its end', async () => {
    await sourceIs(({ state, words }) => state === 'offline' && words.startsWith('There is no file'));
    writeFileSync(path, `\ufeffZeit;pH [-]\r\n${row(1)}${row(2)}`, 'utf16le');
    expect(await untilRecorded(2)).toEqual([7.1, 7.2]);
    const third = Buffer.from(`${row(3)}${row(4)}`, 'utf16le');
    appendFileSync(path, third.subarray(0, 41));
    appendFileSync(path, third.subarray(41, 75));
    expect(await untilRecorded(3)).toEqual([7.1, 7.2, 7.3]);
    appendFileSync(path, third.subarray(75));
    expect(await untilRecorded(4)).toEqual([7.1, 7.2, 7.3, 7.4]);
  });

  it('counts bad rows and goes on', async () => {
    appendFileSync(path, `rubbish\r\n01.13.2026 13:00:00;7,1\r\n${row(0, '7;5')}${row(5)}`, 'utf16le');
    expect(await untilRecorded(5)).toEqual([7.1, 7.2, 7.3, 7.4, 7.5]);
    const [connection] = await station.client.connections.list();
    expect(connection?.status.refused).toEqual({ 'wrong-fields': 3 });
  });

  it('is read on from where it was after a restart, nothing twice', async () => {
    const before = await station.client.connections.list();
    await station.close();
    appendFileSync(path, row(6), 'utf16le');
    await open();
    expect(await untilRecorded(6)).toEqual([7.1, 7.2, 7.3, 7.4, 7.5, 7.6]);
    const [after] = await station.client.connections.list();
    expect(before[0]?.status.readings).toBe(5);
    expect(after?.status).toMatchObject({ readings: 1, refused: {} });
  });

  it('is followed into a new file, the rest of the old one first, and begun anew where it was cut', async () => {
    // Both between two looks: the old file has a row nobody has read when its name goes to another one.
    appendFileSync(path, row(7), 'utf16le');
    renameSync(path, `${path}.1`);
    writeFileSync(path, `Zeit;pH [-]\n${row(8)}`, 'utf16le');
    expect(await untilRecorded(8)).toEqual([7.1, 7.2, 7.3, 7.4, 7.5, 7.6, 7.7, 7.8]);
    truncateSync(path, 0);
    await sourceIs(({ state }) => state === 'online');
    writeFileSync(path, `Zeit;Temp;pH\n01.03.2026 13:30:00;30;7,9\n`);
    expect(await untilRecorded(9)).toEqual([7.1, 7.2, 7.3, 7.4, 7.5, 7.6, 7.7, 7.8, 7.9]);
  });

  it('is read again where its settings were wrong: what was recorded stays', async () => {
    const [before] = await station.client.connections.list();
    if (before?.kind !== 'csv') throw new Error('no table');
    const { status, ...connection } = before;
    expect(status.state).toBe('online');
    const file = (zone: string, timePattern: string) => ({ ...connection.file, zone, timePattern });
    writeFileSync(path, `Zeit;pH\n01/03/2026 13:40:00;7,95\n`);
    await sourceIs(({ refused }) => 'wrong-fields' in refused);
    expect(await recorded()).toHaveLength(9);
    await station.client.connections.save({
      ...connection,
      file: file('Europe/Berlin', 'DD/MM/YYYY HH:mm:ss'),
      secrets: {},
    });
    expect((await untilRecorded(10)).at(-1)).toBe(7.95);
  });
});

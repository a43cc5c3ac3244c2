import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { FieldJob } from '../../src/shared/contract/field';
import { fieldValues, type FieldEntry } from '../../src/shared/model/field-file';
import { unitIdSchema } from '../../src/shared/model/identity';
import { newUnit } from '../../src/shared/model/process-unit';
import { openField } from '../../src/workers/station/field/read-field';
import {
  floatWords,
  pymodbusMissing,
  socatMissing,
  startModbusPeer,
  type ModbusPeer,
} from './peers/modbus-peer';
import { openSerialPair, type SerialPair } from './peers/serial-pair';
import { startStation, type StationUnderTest } from './station-under-test';
import { startStationWithDrivers, type StationWithDrivers } from './station-with-drivers';

const left = pymodbusMissing ? 'pymodbus' : socatMissing ? 'socat' : '';
const title = `A laptop at a simulated analyser${left === '' ? '' : ` [left out: ${left} is not installed]`}`;
const R1 = unitIdSchema.parse('R1');
const air = (co2: number): number[] =>
  [20.5, co2, 10_000 * co2, 24.5, 45, 10.2, 13.9, 1013, 50].flatMap(floatWords);
const single = (value: number): number => new Float32Array([value])[0] ?? Number.NaN;

describe.skipIf(left !== '')(title, () => {
  let laptop: StationWithDrivers;
  let station: StationUnderTest;
  let pair: SerialPair;
  let analyser: ModbusPeer;

  beforeAll(async () => {
    laptop = await startStationWithDrivers();
    station = await startStation(null);
    const { simulated: _simulated, ...unit } = newUnit(R1, '15L', false);
    await station.client.units.save(unit);
    pair = await openSerialPair();
    analyser = await startModbusPeer('rtu', pair.far, { 100: { input: air(2), holding: Array(12).fill(0) } });
  });
  afterAll(async () => {
    await laptop?.close();
    await station?.close();
    await analyser?.stop();
    await pair?.remove();
  });

  const read = async (path: string): Promise<FieldEntry[]> => {
    const entries: FieldEntry[] = [];
    for await (const entry of (await openField(path)).entries()) entries.push(entry);
    return entries;
  };

  it('recognises it, reads it and records every value, raw and scaled, into a signed file', async () => {
    const { drivers } = await laptop.client.devices.drivers();
    const makers = drivers.flatMap(({ busId }) => (busId !== null && busId <= 247 ? [busId] : []));
    const begun = performance.now();
    await laptop.client.devices.scan({ ports: [pair.near], busIds: [...new Set([...makers, 1, 2, 3])] });
    const { scan } = await laptop.until(
      () => laptop.client.devices.progress(),
      (answer) => (answer.scan?.found.length ?? 0) > 0,
    );
    const tookMs = performance.now() - begun;
    process.stdout.write(`recognised after ${(tookMs / 1000).toFixed(1)} s\n`);
    expect(scan?.found[0]?.driverId).toBe('o2-co2-analyser');
    await laptop.client.devices.cancel();
    await laptop.until(
      () => laptop.client.devices.progress(),
      (answer) => answer.scan?.state !== 'running',
    );
    const { id } = await laptop.client.devices.use({ key: scan?.found[0]?.key ?? '', name: 'Gas', unitId: null, intervalMs: 100 }); // prettier-ignore
    await laptop.until(
      () => laptop.client.devices.live({ connectionId: id }),
      ([device]) => (device?.answers ?? 0) > 2,
    );
    const reading = (name: string, tag: string) => ({ connectionId: id, device: '100', reading: name, tag });
    const recording = await laptop.client.field.start({
      name: 'Off-gas of R1',
      unitId: R1,
      readings: [reading('o2', 'OffGas_O2'), reading('co2', 'OffGas_CO2')],
    });
    await expect(laptop.client.field.start({ name: 'x', readings: [reading('o2', '')] })).rejects.toThrow('A recording goes on'); // prettier-ignore
    expect(recording.channels).toHaveLength(2);
    for (const co2 of [2.5, 3, 3.5]) {
      await analyser.set(100, 4, 0, air(co2));
      await laptop.until(
        async () => (await laptop.client.devices.live({ connectionId: id }))[0]?.values[1]?.value,
        (value) => value === single(co2),
      );
      const before = (await laptop.client.field.status()).recording?.values ?? 0;
      await laptop.until(
        async () => (await laptop.client.field.status()).recording?.values ?? 0,
        (count) => count > before + 10,
      );
    }
    await laptop.client.field.note({ words: 'Span gas on' });
    const kept = await laptop.client.field.stop();
    expect(kept).toMatchObject({ state: 'closed', name: 'Off-gas of R1' });

    const entries = await read(kept.path);
    const [head] = entries;
    expect(head).toMatchObject({ kind: 'head', name: 'Off-gas of R1', channels: [{ reading: 'o2', unitId: 'R1' }, { reading: 'co2', tag: 'OffGas_CO2' }] }); // prettier-ignore
    expect(JSON.stringify(head)).toContain('o2-co2-analyser');
    const values = entries.flatMap((entry) => (entry.kind === 'values' ? fieldValues(entry) : []));
    expect(values.length).toBe(kept.values);
    for (const channel of [0, 1]) {
      const times = values.filter((one) => one.channel === channel).map(({ t }) => t);
      expect(times).toEqual([...new Set(times)].toSorted((a, b) => a - b));
    }
    // What the line carried and what it means belong together wherever both were seen.
    for (const { raw, value } of values.filter((one) => one.raw !== '')) {
      const bytes = Buffer.from(raw.replaceAll(/[^0-9A-Fa-f]/g, ''), 'hex');
      expect(value).toBeCloseTo(bytes.readFloatBE(0), 5);
    }
    const co2 = new Set(values.filter(({ channel }) => channel === 1).map(({ value }) => value));
    for (const value of [2.5, 3, 3.5]) expect(co2).toContain(single(value));
  });

  it('is fetched, handed in at the station and merged, value by value the same', async () => {
    const [kept] = await laptop.client.field.files();
    if (!kept) throw new Error('No recording');
    const fetched: Buffer[] = [];
    for (let offset = 0; offset < kept.bytes;) {
      const { piece } = await laptop.client.field.read({ file: kept.file, offset });
      const body = Buffer.from(await piece.arrayBuffer());
      fetched.push(body);
      offset += body.length;
    }
    const bytes = Buffer.concat(fetched);
    expect(bytes).toEqual(readFileSync(kept.path));
    const { path } = await station.client.field.upload({
      name: kept.file,
      offset: 0,
      piece: new Blob([bytes]),
    });
    const over = (): Promise<FieldJob> =>
      station.until(
        () => station.client.field.job(),
        ({ state }) => state !== 'checking' && state !== 'merging',
      );
    await station.client.field.check({ path });
    const { report } = await over();
    expect(report?.sha256).toBe(createHash('sha256').update(bytes).digest('hex'));
    await station.client.field.merge({ path, keyId: report?.keyId });
    expect(await over()).toMatchObject({ state: 'done', added: kept.values });
    const entries = await read(kept.path);
    const values = entries.flatMap((entry) => (entry.kind === 'values' ? fieldValues(entry) : []));
    for (const [channel, tag] of ['OffGas_O2', 'OffGas_CO2'].entries()) {
      const own = values.filter((one) => one.channel === channel);
      const { t, mean } = await station.raw(`R1/${tag}`, (own[0]?.t ?? 0) - 1, (own.at(-1)?.t ?? 0) + 1);
      expect(Array.from(t, (time, row) => [time, mean[row]])).toEqual(
        own.map(({ t: time, value }) => [time, value]),
      );
    }
  });
});

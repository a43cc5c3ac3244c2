import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { connectAsync, type MqttClient } from 'mqtt';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { FieldJob, FieldOrder } from '../../src/shared/contract/field';
import { channelId } from '../../src/shared/model/identity';
import { printLine } from '../../src/workers/station/field/chain-line';
import { laptopKey, writeLaptopFile, type LaptopFile } from './laptop-file';
import { mosquittoMissing, startMosquitto, titleWithMosquitto, type Mosquitto } from './mosquitto';
import { startStation, type StationUnderTest } from './station-under-test';

const CO2 = channelId('R1', 'OffGas_CO2');
const pressure = channelId('R1', 'Reactor_Pressure');
const co2At = (i: number): number => 3 + (i % 200) / 100;
const mbarAt = (i: number): number => 1013 + (i % 50);
const seconds = (from: number, to: number): number[] => Array.from({ length: to - from }, (_, i) => from + i);

describe.skipIf(mosquittoMissing)(
  titleWithMosquitto('a field file merged into a station that has half of it'),
  () => {
    const dir = mkdtempSync(join(tmpdir(), 'bt-field-'));
    const start = Math.floor(Date.now() / 1000) * 1000 - 3_600_000;
    const at = (i: number): number => start + i * 1000;
    const key = laptopKey();
    let broker: Mosquitto;
    let plant: MqttClient;
    let station: StationUnderTest;
    let path = '';

    const readings: LaptopFile['readings'] = {
      co2: { unit: '%', tag: 'OffGas_CO2', at: co2At },
      ambient: { unit: 'mbar', tag: 'Reactor_Pressure', at: mbarAt },
    };
    const heard = async (from: number, to: number): Promise<void> => {
      for (const i of seconds(from, to))
        await plant.publishAsync('bt/R1/OffGas_CO2', JSON.stringify({ t: at(i), v: co2At(i), q: 0 }), {
          qos: 1,
        });
    };
    const merged = async (order: Partial<FieldOrder>): Promise<FieldJob> => {
      await station.client.field.merge({ path, map: {}, ...order });
      return over();
    };
    const over = (): Promise<FieldJob> =>
      station.until(
        () => station.client.field.job(),
        ({ state }) => state !== 'checking' && state !== 'merging',
      );
    const recorded = async (id: string): Promise<(readonly [number, number])[]> => {
      const { t, mean } = await station.raw(id, start - 1000, at(2000));
      return Array.from(t, (time, row) => [(time - start) / 1000, mean[row] ?? Number.NaN] as const);
    };

    beforeAll(async () => {
      broker = await startMosquitto();
      plant = await connectAsync(broker.url);
      station = await startStation(broker.url, dir);
      await station.until(
        () => station.client.connections.list(),
        ([connection]) => connection?.status.state === 'online',
      );
      await heard(0, 300);
      await heard(700, 1000);
      await station.until(
        () => station.raw(CO2, start, at(1000)).catch(() => null),
        (answer) => (answer?.t.length ?? 0) >= 600,
      );
      path = await writeLaptopFile({ dir, file: 'night.btfield', key, start, seconds: 1000, readings });
    });
    afterAll(async () => {
      await plant?.endAsync(true);
      await station?.close();
      await broker?.stop();
      rmSync(dir, { recursive: true, force: true });
    });

    it('tells what is new, what is here and what fills holes before anything is written', async () => {
      await station.client.field.check({ path });
      const { report, words, state } = await over();
      expect([state, words]).toEqual(['done', '1,400 values would be added; 600 are here already']);
      expect(report).toMatchObject({
        finished: true,
        signer: 'first',
        name: 'Night shift',
        computer: 'laptop-7',
      });
      expect(report?.remarks.map((remark) => remark.words)).toEqual(['Ann (ann): Filter changed']);
      expect(
        report?.channels.map(({ channelId: id, fresh, there, isNew, conversion, holes, fillsMs }) => [id, fresh, there, isNew, conversion, holes, fillsMs]), // prettier-ignore
      ).toEqual([
        [CO2, 400, 600, false, '', 1, 400_000],
        [pressure, 1000, 0, true, 'mbar to bar abs: / 1000', 0, 0],
      ]);
      expect(report?.problems.map(({ code }) => code)).toEqual(['signer']);
      expect((await recorded(CO2)).length).toBe(600);
    });

    it('refuses a laptop nobody looked at, then adds exactly what is missing, fills the hole and keeps who and whence', async () => {
      const refused = await merged({});
      expect([refused.state, refused.added]).toEqual(['failed', null]);
      expect(refused.words).toContain('Compare the key');

      const done = await merged({ keyId: key.keyId });
      expect([done.state, done.added, done.words]).toEqual([
        'done',
        1400,
        '1,400 samples added; 600 were here already',
      ]);
      expect(await recorded(CO2)).toEqual(seconds(0, 1000).map((i) => [i, co2At(i)]));
      expect(await recorded(pressure)).toEqual(seconds(0, 1000).map((i) => [i, mbarAt(i) / 1000]));

      const { holes } = await station.until(
        () => station.client.completeness.holes({ channels: [CO2], from: start, to: at(1000) }),
        (answer) => answer.holes.every(({ fill }) => fill !== null),
      );
      expect(holes.length).toBeGreaterThan(0);
      for (const { fill } of holes) expect(fill?.source).toMatch(/^Field file Night shift \(night\.btfield, SHA-256 [0-9a-f]{16}\)$/); // prettier-ignore
      const [merge] = await station.client.field.merges();
      expect(merge).toMatchObject({ file: 'night.btfield', state: 'merged', added: 1400, there: 600, conflicts: 0, keyId: key.keyId, by: 'Set-up, before the first administrator' }); // prettier-ignore
      const entries = station.station.rooms.audit.list({ what: 'field.', limit: 10 });
      expect(entries.map(({ entry }) => entry.what)).toEqual(['field.merged', 'field.merging']);
      expect(readFileSync(join(dir, 'field', 'merged', `${merge?.sha256}.btfield`))).toEqual(
        readFileSync(path),
      );
    });

    it('adds nothing the second time, and keeps what is here where the file differs', async () => {
      expect((await merged({})).words).toBe('Everything in this file is here already; nothing was added');
      const other = await writeLaptopFile({ dir, file: 'other.btfield', key, start, seconds: 1010, readings: { co2: { unit: '%', tag: 'OffGas_CO2', at: (i) => co2At(i) + (i === 5 ? 1 : 0) } } }); // prettier-ignore
      const done = await merged({ path: other });
      expect([done.added, done.words]).toEqual([10, '10 samples added; 999 were here already; 1 value differs from what is here, which stays']); // prettier-ignore
      expect(done.report?.channels[0]?.examples).toEqual([{ t: at(5), here: co2At(5), file: co2At(5) + 1 }]);
      expect((await recorded(CO2))[5]).toEqual([5, co2At(5)]);
      const shifted = await merged({ shiftMs: 500 });
      expect(shifted.words).toContain('would be there twice');
    });

    it('refuses what was damaged, cut, edited, forged, written later or is something else, each in its words', async () => {
      const bytes = readFileSync(path);
      const lines = bytes.toString().split('\n');
      const [head = ''] = lines;
      const forger = laptopKey();
      const forgedHead = { ...(JSON.parse(head.split('\t', 1)[0] ?? '') as object), key: { keyId: forger.keyId, publicPem: forger.publicPem } }; // prettier-ignore
      const newer = { ...(JSON.parse(head.split('\t', 1)[0] ?? '') as object), version: 2 };
      const cases: [string, string | Buffer, RegExp][] = [
        ['damaged', Buffer.concat([bytes.subarray(0, 5000), Buffer.from([bytes[5000] === 48 ? 49 : 48]), bytes.subarray(5001)]), /is not what was signed|is damaged/], // prettier-ignore
        ['edited', bytes.toString().replace('Filter changed', 'Filter choked!'), /is not what was signed/],
        [
          'line left out',
          [...lines.slice(0, 3), ...lines.slice(4)].join('\n'),
          /does not follow the one before/,
        ],
        ['added to', `${bytes.toString()}more`, /added behind/],
        ['cut', lines.slice(0, 5).join('\n') + '\n', /does not say that it is complete/],
        ['newer', `${JSON.stringify(newer)}\tAAAA\n`, /written by a newer version of the program \(form 2/],
        ['forged', printLine(forgedHead as never, { n: 0, prev: '0'.repeat(64) }, forger.sign).line, /signed with another key before/], // prettier-ignore
        ['foreign', 'time,unit,tag,value\n1,R1,pH,5\n', /This is no field file/],
        ['empty', '', /The file is empty/],
      ];
      for (const [name, content, words] of cases) {
        const bad = join(dir, `bad-${name.replaceAll(' ', '-')}.btfield`);
        writeFileSync(bad, content);
        const job = await merged({ path: bad });
        expect([name, job.state, job.added]).toEqual([name, 'failed', null]);
        expect(job.words).toMatch(words);
      }
      expect((await station.client.field.merges()).length).toBe(2);
    });

    it(
      'cancels without a trace, and ends after a stop in the middle what it began',
      { timeout: 60_000 },
      async () => {
        const long = await writeLaptopFile({ dir, file: 'long.btfield', key, start: at(-40_000), seconds: 30_000, readings: { co2: { unit: '%', tag: 'OffGas_CO2', at: co2At } } }); // prettier-ignore
        await station.client.field.merge({ path: long });
        await station.client.field.cancel();
        expect(await over()).toMatchObject({
          state: 'cancelled',
          words: 'Cancelled; nothing was merged',
          added: null,
        });

        await station.client.field.merge({ path: long });
        await station.until(
          () => station.client.field.job(),
          ({ state }) => state === 'merging',
        );
        await station.close();
        station = await startStation(broker.url, dir);
        await station.until(
          () => station.client.field.merges(),
          (merges) => merges.every(({ state }) => state === 'merged'),
        );
        const [last] = await station.client.field.merges();
        expect(last).toMatchObject({ file: 'long.btfield', state: 'merged', added: 30_000 });
        const events = await station.client.events.list({ limit: 50 });
        const told = events.find(
          ({ kind, words }) => kind === 'field-merge' && words.includes('long.btfield'),
        );
        expect(told?.words).toMatch(/30,000 samples added, [1-9][\d,]* of them after a stop in the middle$/);
        await station.client.field.check({ path: long });
        expect((await over()).report?.channels[0]).toMatchObject({ fresh: 0, there: 30_000, conflicts: 0 });
      },
    );
  },
);

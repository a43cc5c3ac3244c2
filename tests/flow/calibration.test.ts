import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { channelId, unitIdSchema } from '../../src/shared/model/identity';
import { newUnit } from '../../src/shared/model/process-unit';
import { qualityCode } from '../../src/shared/model/quality';
import { createRouter } from '../../src/workers/station/serve/router';
import { openPort } from '../contract/three-transports';
import { startStation, type StationUnderTest } from './station-under-test';

const unitId = unitIdSchema.parse('S1');
const pH = channelId(unitId, 'pH');
const check = qualityCode('check-function');
const begun = Date.now() - 3_600_000;

/** A station with the people of the demo and one simulated vessel, whose clock is that of its newest value. */
async function open(dir: string) {
  const station = await startStation(null, dir, undefined, { demo: true });
  const simulator = openPort(createRouter(station.station.rooms), 'simulator');
  await simulator.client.demo.attach({ brokerPort: 9, units: [newUnit(unitId, '15L', true)], batches: [] });
  await station.client.people.signIn({ userId: 'demo-engineer', password: 'demo plant only engineer' });
  const feed = async (from: number, values: readonly number[]): Promise<void> => {
    const rows = values.map((value, i) => ({ value, t: from + i * 1000 }));
    await simulator.client.readings.submit({
      unitId,
      tags: ['pH'],
      tag: rows.map(() => 0),
      t: rows.map(({ t }) => t),
      value: rows.map(({ value }) => value),
    });
  };
  const close = async (): Promise<void> => {
    await simulator.close();
    await station.close();
  };
  return { ...station, feed, close };
}

const flat = (value: number, count: number): number[] => Array.from({ length: count }, () => value);
const means = async (s: StationUnderTest): Promise<Map<number, number>> => {
  const { t, mean } = await s.raw(pH, begun, begun + 3_600_000);
  return new Map(Array.from(t, (at, i) => [(at - begun) / 1000, Number(mean[i]?.toFixed(6))]));
};

/** pH as shown and as given, of three moments, from an export as CSV. */
async function exported(s: StationUnderTest): Promise<(string | undefined)[][]> {
  const span = { units: [unitId], tags: ['pH'], from: begun, to: begun + 300_000 };
  const { id } = await s.client.exports.start({ ...span, format: 'csv', quality: false });
  const job = await s.until(
    () => s.client.exports.progress({ id }),
    ({ state }) => state !== 'running',
  );
  const { files, columns } = await s.client.exports.manifest({ id });
  expect(columns.map(({ name }) => name)).toEqual(['time', 'pH', 'pH_as_given']);
  expect(columns[1]?.holds).toContain('put right by calibration');
  const rows = readFileSync(join(job.folder, files[0]?.path ?? ''), 'utf8')
    .split('\r\n')
    .map((line) => line.split(','));
  return [29, 59, 160].map((second) => {
    const at = new Date(begun + second * 1000).toISOString().slice(0, 19);
    return rows.find(([time]) => time?.startsWith(at))?.slice(1, 3) ?? [];
  });
}

it(
  'goes on after the station, applies from its time, and leaves what the probe gave',
  { timeout: 60_000 },
  async () => {
    const dir = mkdtempSync(join(tmpdir(), 'bt-calibration-'));
    let s = await open(dir);
    await s.feed(begun, flat(5.5, 60));
    const run = await s.client.calibrations.begin({
      channelId: pH,
      method: 'ph-two-point',
      serial: 'PH-9',
      occasion: 'before-sterilisation',
      referenceId: 'Buffers',
      referenceLot: 'L-1',
      referenceExpires: '2999-01-01',
    });
    const point = { id: run.id, tempC: 25, simulate: false };
    await s.client.calibrations.measure({ ...point, index: 0, reference: 7 });
    await s.feed(begun + 60_000, flat(6.98, 40));
    await s.client.calibrations.take({ id: run.id, index: 0 });
    await s.close();

    // The station was away; the run is where it was, and the probe is still out of the broth.
    s = await open(dir);
    expect((await s.client.calibrations.runs()).map(({ points }) => points[0]?.reading?.toFixed(9))).toEqual(['6.980000000']); // prettier-ignore
    await s.client.calibrations.measure({ ...point, index: 1, reference: 4.01 });
    await s.feed(begun + 100_000, flat(4.09, 40));
    await s.client.calibrations.take({ id: run.id, index: 1 });
    const kept = await s.client.calibrations.keep({
      id: run.id,
      finish: { correction: 'station', validFrom: begun + 30_000 },
      answers: {},
    });
    if (kept.outcome !== 'kept') throw new Error(JSON.stringify(kept));
    const [line] = await s.client.calibrations.applied({ channelId: pH });
    expect(line).toMatchObject({ recordId: kept.record.id, from: begun + 30_000, to: null });
    await s.feed(begun + 150_000, flat(4.09, 20));
    await s.until(
      () => s.client.station.health(),
      ({ recordedTo }) => recordedTo !== null,
    );

    const shown = await s.until(() => means(s), (found) => found.has(169)); // prettier-ignore
    // Before it holds as the probe gave it, then put right; values of the calibration itself are bad and not drawn.
    expect([shown.get(29), shown.get(31), shown.get(160)]).toEqual([5.5, 5.468789, 4.01]);
    expect(Number.isNaN(shown.get(80))).toBe(true);
    const both = await s.client.calibrations.compare({ channelId: pH, minutes: 10 });
    const at = (second: number): unknown[] => {
      const row = both.t.indexOf(begun + second * 1000);
      return [both.raw[row], Number(both.shown[row]?.toFixed(6)), both.quality[row]];
    };
    expect([at(29), at(59), at(80), at(160)]).toEqual([
      [5.5, 5.5, 0],
      [5.5, 5.468789, 0],
      [6.98, 7, check],
      [4.09, 4.01, 0],
    ]);
    const file = await s.client.calibrations.certificate({ recordId: kept.record.id });
    expect(new TextDecoder().decode((await file.arrayBuffer()).slice(0, 5))).toBe('%PDF-');
    expect(await exported(s)).toEqual([
      ['5.5', '5.5'],
      [expect.stringMatching(/^5\.46878/), '5.5'],
      [expect.stringMatching(/^4\.0099999/), '4.09'],
    ]);
    const newest = await s.client.live.pull({ cursor: '', waitMs: 0, channels: [pH] });
    expect(newest.value.map((value) => value?.toFixed(6))).toEqual(['4.010000']);
    await s.close();
    rmSync(dir, { recursive: true, force: true });
  },
);

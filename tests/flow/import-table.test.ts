import { copyFileSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterAll, afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { TableJob } from '../../src/shared/contract/tables';
import { unitIdSchema } from '../../src/shared/model/identity';
import type { TableMap, TableReport, TableTarget } from '../../src/shared/model/table-map';
import { startStation, type StationUnderTest } from './station-under-test';

const data = resolve('tests/fixtures/fedbatch-pseudobatch');
const expected = JSON.parse(readFileSync(join(data, 'expected.json'), 'utf8')) as Record<
  string,
  { rows: number; wells?: number; sampling_events?: number; time_h?: [number, number]; DO_max_pct?: number }
>;
const dir = mkdtempSync(join(tmpdir(), 'bt-import-'));
const start = Date.UTC(2024, 2, 1, 8);
const hour = 3_600_000;
const target: TableTarget = {
  unitId: unitIdSchema.parse('LAB1'),
  batchId: null,
  batchName: 'From a file',
  scale: '1L',
  simulated: false,
};
let station: StationUnderTest;

beforeEach(async () => {
  station = await startStation(null);
});
afterEach(() => station.close());
afterAll(() => rmSync(dir, { recursive: true, force: true }));

const finished = (): Promise<TableJob> =>
  station.until(
    () => station.client.tables.progress(),
    ({ state }) => !['checking', 'importing'].includes(state),
    60_000,
  );

/** The mapping as it is proposed, with what a person says over it. */
async function mapped(path: string, say: Partial<TableMap> = {}): Promise<TableMap> {
  const { map } = await station.client.tables.inspect({ path });
  return { ...map, ...say, time: { ...map.time, start } };
}

async function imported(path: string, map: TableMap, to: Partial<TableTarget> = {}): Promise<TableJob> {
  await station.client.tables.start({ path, map, target: { ...target, ...to } });
  return finished();
}

async function refusal(asked: Promise<unknown>): Promise<string> {
  const answer: unknown = await asked.catch((error: unknown) => error);
  return (answer as { data?: { words?: string } }).data?.words ?? 'not refused';
}

async function values(tag: string): Promise<[number[], number[]]> {
  const raw = await station.raw(`LAB1/${tag}`, start - hour, start + 79 * hour);
  return [[...raw.t], [...raw.mean]];
}

describe('real files of others', () => {
  it('BioLector: one well of a wide table, times in hours', async () => {
    const path = join(data, 'biolector_yeast_fedbatch.csv');
    const facts = expected['biolector_yeast_fedbatch.csv'];
    const map = await mapped(path, { only: { column: 'Biolector well', equals: 'C01' } });
    expect(map.time).toMatchObject({ column: 'Time', format: 'elapsed-h' });
    const job = await imported(path, map);
    expect(job).toMatchObject({ state: 'done' });
    expect(job.report).toMatchObject({ rows: facts?.rows, problems: 0, complete: true });
    const lines = readFileSync(path, 'utf8').trimEnd().split('\n').slice(1);
    const own = lines.map((line) => line.split(',')).filter((cells) => cells[1] === 'C01');
    const [t, value] = await values('DO');
    expect(t).toEqual(own.map((cells) => Math.round(start + Number(cells[5]) * hour)));
    expect(value).toEqual(own.map((cells) => Number(cells[10])));
  });

  it('all wells have together the rows, the span and the largest DO that the source states', async () => {
    const path = join(data, 'biolector_yeast_fedbatch.csv');
    const facts = expected['biolector_yeast_fedbatch.csv'];
    const map = await mapped(path);
    const lines = readFileSync(path, 'utf8').trimEnd().split('\n').slice(1);
    const wells = [...new Set(lines.map((line) => line.split(',')[1] ?? ''))];
    const reports: TableReport[] = [];
    for (const equals of wells) {
      const only = { column: 'Biolector well', equals };
      await station.client.tables.check({ path, map: { ...map, only }, target });
      const { report } = await finished();
      if (report) reports.push(report);
    }
    expect(reports).toHaveLength(facts?.wells ?? 0);
    expect(reports.reduce((sum, report) => sum + report.usedRows, 0)).toBe(facts?.rows);
    const at = (h = 0): number => Math.round(start + h * hour);
    expect([
      Math.min(...reports.map(({ from }) => from ?? Infinity)),
      Math.max(...reports.map(({ to }) => to ?? 0)),
    ]).toEqual([at(facts?.time_h?.[0]), at(facts?.time_h?.[1])]);
    const oxygen = reports.map(({ channels }) => channels.find(({ tag }) => tag === 'DO')?.max ?? 0);
    expect(Math.max(...oxygen)).toBe(facts?.DO_max_pct);
    expect(await station.client.batches.list({})).toEqual([]);
  });

  it('a simulated fed-batch: rows of one time, before and after a withdrawal, keep the first', async () => {
    const path = join(data, 'sim_evaporation.csv');
    const facts = expected['sim_evaporation.csv'];
    const biomass = { from: 'c_Biomass', tag: 'DCW_offline', unit: 'g/L', quality: null, onChange: false };
    const map = await mapped(path, { values: [biomass] });
    const job = await imported(path, {
      ...map,
      time: { ...map.time, column: 'timestamp', format: 'elapsed-h' },
    });
    expect(job.report).toMatchObject({
      rows: facts?.rows,
      samples: (facts?.rows ?? 0) - (facts?.sampling_events ?? 0),
    });
    expect(job.report?.notices).toEqual([
      expect.objectContaining({ kind: 'duplicate', count: facts?.sampling_events }),
    ]);
    const [, value] = await values('DCW_offline');
    expect(value.slice(0, 2)).toEqual([0.5, 0.5030142593124572]);
  });

  it('a pipetting log with quoted decimal commas', async () => {
    const path = join(data, 'Ct000259.LG_Pipetting_processed.csv');
    const { map, columns } = await station.client.tables.inspect({ path });
    expect(map.structure).toMatchObject({ separator: ',', decimal: ',' });
    expect(map.time).toMatchObject({ format: 'elapsed-h', column: 'Time [h]' });
    expect(columns.find(({ name }) => name === 'Time [h]')).toMatchObject({ unit: 'h', numeric: true });
  });
});

describe('an import', () => {
  const table =
    'time,pH,DO\n2024-03-01T08:00:00Z,5.1,30\n2024-03-01T08:00:01Z,5.2,31\n2024-03-01T08:00:02Z,off,32\n';
  const file = (name: string, text = table): string => {
    const path = join(dir, name);
    writeFileSync(path, text);
    return path;
  };

  it('writes nothing while anything is wrong, unless wrong rows are to be left out', async () => {
    const path = file('wrong.csv');
    const value = (tag: string, unit: string) => ({ from: tag, tag, unit, quality: null, onChange: false });
    const map = await mapped(path, { values: [value('pH', ''), value('DO', '%')] });
    const job = await imported(path, map);
    expect([job.state, job.words]).toEqual([
      'failed',
      'Nothing was imported. line 4, pH: "off" is not a number',
    ]);
    expect([await station.client.units.list(), await station.client.batches.list({})]).toEqual([[], []]);
    await station.client.tables.start({ path, map, target, leaveOutBadRows: true });
    expect(await finished()).toMatchObject({
      state: 'done',
      words: '4 samples imported into From a file; left out: 1 row',
    });
    expect(await values('DO')).toEqual([
      [start, start + 1000],
      [30, 31],
    ]);
  });

  it('a second time adds nothing, into a batch that is there or a new one', async () => {
    const path = file('right.csv', table.replace('off', '5.3'));
    const map = await mapped(path);
    expect(await imported(path, map)).toMatchObject({ state: 'done', samples: 6 });
    const [batch] = await station.client.batches.list({});
    expect(batch).toMatchObject({
      name: 'From a file',
      inoculatedAt: start,
      endedAt: start + 2000,
      simulated: false,
    });
    const { id } = await station.client.exports.start({
      batches: batch ? [batch.id] : [],
      shape: 'long',
      format: 'csv',
    });
    await station.until(
      () => station.client.exports.progress({ id }),
      ({ state }) => state !== 'running',
    );
    const { files } = await station.client.exports.manifest({ id });
    expect(files[0]?.sums['origin']?.sum).toBeGreaterThan(0);
    const again = await imported(path, map);
    expect(again.words).toBe('This file is in From a file already; nothing was added');
    expect((await values('pH'))[1]).toEqual([5.1, 5.2, 5.3]);
    const other = file('other.csv', 'time,Temp\n2024-03-01T08:00:00Z,30\n');
    const there = await imported(other, await mapped(other), { batchId: batch?.id ?? null });
    expect(there).toMatchObject({ state: 'done', batchId: batch?.id });
    expect(await station.client.batches.list({})).toHaveLength(1);
  });

  it('remembers the mapping of the columns', async () => {
    const path = file('first.csv', 'time,Sensor A\n2024-03-01T08:00:00Z,30\n');
    const value = { from: 'Sensor A', tag: 'Temp_Broth', unit: '°C', quality: null, onChange: true };
    await imported(path, await mapped(path, { values: [value] }));
    const second = file('second.csv', 'time,Sensor A\n2024-03-02T08:00:00Z,31\n');
    expect(await station.client.tables.inspect({ path: second })).toMatchObject({
      remembered: true,
      map: { values: [value] },
    });
  });

  it('is refused in words where the place is not right', async () => {
    const path = file('place.csv', table.replace('off', '5.3'));
    const map = await mapped(path);
    await imported(path, map);
    const { client } = station;
    const begin = (to: Partial<TableTarget>, from = path): Promise<string> =>
      refusal(client.tables.start({ path: from, map, target: { ...target, ...to } }));
    expect(await begin({ batchName: ' ' })).toBe('Name the new batch');
    expect(await begin({ simulated: true })).toContain('simulated and real data stay apart');
    expect(await begin({}, 'place.csv')).toContain('is not a full path');
    expect(await begin({}, join(dir, 'nobody.csv'))).toContain('The station finds no file');
    const running = await client.batches.start({
      unitId: target.unitId,
      name: 'Now',
      inoculatedAt: Date.now(),
    });
    expect(await begin({ batchId: running.id })).toContain('is still running');
    const copy = join(dir, 'copy.csv');
    copyFileSync(path, copy);
    writeFileSync(copy, `${readFileSync(copy, 'utf8')}2024-03-01T08:00:03Z,5.4,33\n`);
    expect(await imported(copy, map)).toMatchObject({
      state: 'failed',
      words: expect.stringContaining('where From a file is on LAB1 already') as string,
    });
  });

  it('comes in pieces from a browser, whatever its name', async () => {
    const text = table.replace('off', '5.3');
    const { client } = station;
    const piece = (from: number, to: number): Blob => new Blob([text.slice(from, to)]);
    await client.tables.upload({ name: '../../evil name.csv', offset: 0, piece: piece(0, 40) });
    const whole = await client.tables.upload({
      name: '../../evil name.csv',
      offset: 40,
      piece: piece(40, 1000),
    });
    expect(whole).toEqual({ path: join(station.dir, 'import-inbox', 'evil name.csv'), bytes: text.length });
    expect(readFileSync(whole.path, 'utf8')).toBe(text);
    expect(
      await refusal(client.tables.upload({ name: 'evil name.csv', offset: 7, piece: piece(0, 1) })),
    ).toContain('hand it in anew');
  });
});

import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { createHash } from 'node:crypto';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { DuckDBInstance, type DuckDBConnection } from '@duckdb/node-api';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { ExportManifest } from '../../src/shared/model/export-manifest';
import type { ExportJob, ExportPlanInput } from '../../src/shared/model/export-plan';
import { campaignManifestSchema, type CampaignManifest } from '../../src/shared/model/campaign';
import { batchIdSchema, unitIdSchema } from '../../src/shared/model/identity';
import { openCampaignFolder } from '../../src/workers/simulator/campaign/campaign-folder';
import { campaignPlan } from '../../src/workers/simulator/campaign/campaign-plan';
import { writeCampaign } from '../../src/workers/simulator/campaign/write-campaign';
import type { TableTarget } from '../../src/shared/model/table-map';
import { createRouter } from '../../src/workers/station/serve/router';
import { startWeb } from '../../src/workers/station/serve/web';
import { startStation, type StationUnderTest } from './station-under-test';

const root = mkdtempSync(join(tmpdir(), 'bt-export-'));
const c1 = unitIdSchema.parse('C1');
let campaign: CampaignManifest;
let station: StationUnderTest;
let duck: DuckDBConnection;
let folders = 0;

beforeAll(async () => {
  const plan = campaignPlan({ seed: 1, batches: 3, until: Date.UTC(2026, 0, 1), unitId: 'C1' });
  const dir = join(root, 'campaign');
  await writeCampaign(
    await openCampaignFolder(dir),
    plan.map((design) => ({ ...design, longestH: 1.2 })),
    { kind: 'campaign', seed: 1, unitId: 'C1', generatedBy: 'test' },
    () => undefined,
    new AbortController().signal,
  );
  campaign = campaignManifestSchema.parse(JSON.parse(readFileSync(join(dir, 'manifest.json'), 'utf8')));
  station = await startStation(null);
  await station.client.imports.campaign({ path: dir });
  await station.until(
    () => station.client.imports.progress(),
    ({ state }) => !['verifying', 'importing'].includes(state),
    60_000,
  );
  duck = await (await DuckDBInstance.create(':memory:')).connect();
}, 120_000);
afterAll(async () => {
  duck.closeSync();
  await station.close();
  rmSync(root, { recursive: true, force: true });
});

const batches = (): string[] => campaign.batches.map(({ id }) => id);
const everyBatch = () => campaign.batches.map(({ id }) => batchIdSchema.parse(id));

async function exported(
  plan: Partial<ExportPlanInput>,
  from: StationUnderTest = station,
): Promise<{ job: ExportJob; dir: string; manifest: ExportManifest }> {
  folders += 1;
  const dir = join(root, `export-${folders}`);
  const begun = await from.client.exports.start({ batches: everyBatch(), folder: dir, ...plan });
  const job = await from.until(
    () => from.client.exports.progress({ id: begun.id }),
    ({ state }) => state !== 'running',
    60_000,
  );
  expect(job).toMatchObject({ state: 'done' });
  return { job, dir, manifest: await from.client.exports.manifest({ id: begun.id }) };
}

async function query(sql: string): Promise<unknown[][]> {
  const rows = (await duck.runAndReadAll(sql)).getRows();
  return rows.map((row) => row.map((cell) => (typeof cell === 'bigint' ? Number(cell) : cell)));
}

const parquetOf = (dir: string): string =>
  `read_parquet('${dir}/site=*/unit=*/batch=*/*.parquet', hive_partitioning = true)`;

/** Values of a tag as the campaign's own file has them, read by nothing of ours. */
function written(tag: string): { count: number; sum: number }[] {
  return campaign.batches.map((batch) => {
    const text = gunzipSync(readFileSync(join(root, 'campaign', batch.files.readings))).toString();
    const [head = '', , ...lines] = text.trimEnd().split('\n');
    const column = head.split(',').indexOf(tag);
    const values = lines.flatMap((line) => {
      const cell = line.split(',')[column] ?? '';
      return cell === '' ? [] : [Number(cell)];
    });
    return { count: values.length, sum: values.reduce((a, b) => a + b, 0) };
  });
}

describe('an export to Parquet', () => {
  it('opens in DuckDB as one table of all batches, with the counts and sums of what was recorded', async () => {
    const { dir, manifest } = await exported({});
    const rows = await query(
      `SELECT batch, count(*), count(pH), sum(pH), count("DO"), sum("DO"), min(site), min(unit)
       FROM ${parquetOf(dir)} GROUP BY batch ORDER BY batch`,
    );
    const [ph, oxygen] = [written('pH'), written('DO')];
    expect(rows.map((row) => row[0])).toEqual(batches().toSorted());
    for (const [i, batch] of campaign.batches.entries()) {
      const row = rows.find(([id]) => id === batch.id);
      expect(row?.slice(6)).toEqual(['main', 'C1']);
      expect([row?.[2], row?.[4]]).toEqual([ph[i]?.count, oxygen[i]?.count]);
      expect(Number(row?.[3])).toBeCloseTo(ph[i]?.sum ?? 0, 6);
      expect(Number(row?.[5])).toBeCloseTo(oxygen[i]?.sum ?? 0, 6);
      const file = manifest.files.find((one) => one.batch === batch.id);
      expect([file?.rows, file?.sums['pH']?.count]).toEqual([row?.[1], ph[i]?.count]);
      expect(file?.sums['pH']?.sum).toBeCloseTo(ph[i]?.sum ?? 0, 6);
    }
    const [type] = await query(`DESCRIBE SELECT time FROM ${parquetOf(dir)}`);
    expect(String(type?.[1])).toMatch(/^TIMESTAMP/);
    const [first] = await query(`SELECT epoch_ms(min(time)) FROM ${parquetOf(dir)}`);
    expect(first).toEqual([Math.min(...campaign.batches.map((batch) => batch.inoculatedAt))]);
  });

  it('says in its manifest what it is, with the hash of every file, notes and holes', async () => {
    const { dir, manifest } = await exported({ gridMs: 30_000 });
    for (const file of manifest.files) {
      const bytes = readFileSync(join(dir, file.path));
      expect([file.path, bytes.length, createHash('sha256').update(bytes).digest('hex')]).toEqual([
        file.path,
        file.bytes,
        file.sha256,
      ]);
    }
    expect(manifest).toMatchObject({ simulated: true, resolution: '30 s', statistic: 'mean', shape: 'wide' });
    expect(manifest.columns.find(({ name }) => name === 'DO')).toMatchObject({ unit: '%', type: 'number' });
    expect(manifest.holes).not.toBeNull();
    const samples = campaign.batches.reduce((sum, batch) => sum + batch.samples, 0);
    const [notes] = await query(
      `SELECT count(*) FROM read_parquet('${dir}/records/records.parquet') WHERE kind = 'sample'`,
    );
    expect(notes).toEqual([samples]);
    const [unit] = await query(
      `SELECT decode(value) FROM parquet_kv_metadata('${dir}/${manifest.files[0]?.path}') WHERE decode(key) = 'column.DO'`,
    );
    expect(JSON.parse(String(unit?.[0]))).toMatchObject({ unit: '%' });
  });

  it('gives grid cells that DuckDB computes from the raw ones', async () => {
    const raw = (await exported({ tags: ['pH', 'OffGas_CO2'] })).dir;
    for (const statistic of ['mean', 'min', 'max'] as const) {
      const { dir } = await exported({ tags: ['pH', 'OffGas_CO2'], gridMs: 600_000, statistic });
      const fn = statistic === 'mean' ? 'avg' : statistic;
      const [worst] = await query(
        `WITH cells AS (SELECT batch, epoch_ms(time) // 600000 * 600000 AS t, ${fn}(OffGas_CO2) AS v
                        FROM ${parquetOf(raw)} GROUP BY ALL)
         SELECT count(*), max(abs(g.OffGas_CO2 - c.v)), count(c.v) FROM ${parquetOf(dir)} g
         JOIN cells c ON c.batch = g.batch AND c.t = epoch_ms(g.time)`,
      );
      const [cells] = await query(`SELECT count(*) FROM ${parquetOf(dir)}`);
      expect([worst?.[0], worst?.[2]]).toEqual([cells?.[0], cells?.[0]]);
      expect(Number(worst?.[1])).toBeLessThan(1e-12);
    }
  });

  it('has a row a sample when it is long, with units and quality in words', async () => {
    const wide = (await exported({ tags: ['pH', 'DO'] })).dir;
    const { dir, job } = await exported({ tags: ['pH', 'DO'], shape: 'long' });
    const rows = await query(
      `SELECT channel, count(*), sum(value), min(unit_of_measure), count(DISTINCT batch), min(quality_words), min(origin)
       FROM ${parquetOf(dir)} GROUP BY channel ORDER BY channel`,
    );
    const [same] = await query(`SELECT count("DO"), sum("DO"), count(pH), sum(pH) FROM ${parquetOf(wide)}`);
    expect(rows.map((row) => [row[0], row[1], row[3], row[4]])).toEqual([
      ['DO', same?.[0], '%', 3],
      ['pH', same?.[2], '', 3],
    ]);
    expect(Number(rows[0]?.[2])).toBeCloseTo(Number(same?.[1]), 6);
    expect(job.rows).toBe(Number(same?.[0]) + Number(same?.[2]));
  });
});

describe('the import of an export', () => {
  const styles: [string, Partial<ExportPlanInput>][] = [
    ['Parquet', {}],
    [
      'CSV with decimal comma in local time',
      {
        format: 'csv',
        csv: { separator: ';', decimal: ',', zone: 'America/St_Johns', bom: true, unitsRow: true },
      },
    ],
    ['CSV in milliseconds', { format: 'csv', csv: { time: 'epoch-ms' } }],
  ];

  it.each(styles)('is what was exported, to the last bit, time and quality: %s', async (_, plan) => {
    const first = campaign.batches[0];
    if (!first) throw new Error('The campaign is empty');
    const batch = batchIdSchema.parse(first.id);
    const { dir, manifest } = await exported({ batches: [batch], ...plan });
    const reference = await exported({ batches: [batch] });
    const other = await startStation(null);
    const path = join(dir, manifest.files[0]?.path ?? '');
    const seen = await other.client.tables.inspect({ path });
    expect(seen.map.values.length).toBe(manifest.columns.filter(({ type }) => type === 'number').length);
    const target: TableTarget = {
      unitId: c1,
      batchId: null,
      batchName: 'Back',
      scale: '1L',
      simulated: true,
    };
    await other.client.tables.start({ path, map: seen.map, target });
    const done = await other.until(
      () => other.client.tables.progress(),
      ({ state }) => !['checking', 'importing'].includes(state),
      60_000,
    );
    expect(done).toMatchObject({ state: 'done' });
    const [back] = await other.client.batches.list({});
    if (!back) throw new Error('No batch came back');
    const again = await exported({ batches: [back.id] }, other);
    await other.close();
    const columns = manifest.columns.map(({ name }) => `"${name}"`).join(', ');
    const [a, b] = [reference.dir, again.dir].map((one) => `SELECT ${columns} FROM ${parquetOf(one)}`);
    const [lost] = await query(`SELECT count(*) FROM (${a} EXCEPT ALL ${b})`);
    const [made] = await query(`SELECT count(*) FROM (${b} EXCEPT ALL ${a})`);
    const [rows] = await query(`SELECT count(*) FROM (${a})`);
    expect([lost?.[0], made?.[0], rows?.[0]]).toEqual([0, 0, manifest.rows]);
  });
});

describe('an export that cannot be', () => {
  const refused = async (plan: Partial<ExportPlanInput>): Promise<string> => {
    const answer: unknown = await station.client.exports
      .start({ batches: everyBatch(), ...plan })
      .catch((error: unknown) => error);
    return (answer as { data?: { words?: string } }).data?.words ?? JSON.stringify(answer);
  };

  it('is refused in words before anything is written', async () => {
    const full = join(root, 'full');
    mkdirSync(full);
    writeFileSync(join(full, 'mine.txt'), 'mine');
    expect(await refused({ folder: full })).toContain('is not empty');
    expect(await refused({ folder: 'relative' })).toContain('is not a full path');
    expect(await refused({ folder: join(full, 'mine.txt', 'below') })).toContain('is not a folder');
    expect(await refused({ folder: station.dir })).toContain('is no place for an export');
    expect(await refused({ folder: '/proc/nothing-here' })).toContain('cannot write to');
    expect(await refused({ batches: [batchIdSchema.parse('nobody')] })).toBe('No batch is called nobody');
    expect(await refused({ tags: ['nothing'] })).toContain('has a channel nothing');
    expect(await refused({ from: 1, to: 2 })).toContain('Nothing of what was chosen lies in this window');
    expect(readdirSync(full)).toEqual(['mine.txt']);
  });

  it('leaves nothing behind when it is cancelled, and says so', async () => {
    const folder = join(root, 'cancelled');
    const { id } = await station.client.exports.start({
      batches: everyBatch(),
      folder,
      shape: 'long',
      format: 'csv',
    });
    expect(await refused({ folder: join(root, 'second') })).toContain('Another export is running');
    await station.client.exports.cancel({ id });
    const job = await station.until(
      () => station.client.exports.progress({ id }),
      ({ state }) => state !== 'running',
    );
    expect(job).toMatchObject({
      state: 'cancelled',
      words: 'The export was cancelled; nothing of it was kept',
    });
    expect(existsSync(folder)).toBe(false);
  });

  it('stays on the list until it is taken off', async () => {
    const listed = await station.client.exports.list();
    expect(listed.length).toBeGreaterThan(3);
    const [newest] = listed;
    expect(await station.client.exports.remove({ id: newest?.id ?? '' })).toEqual({ removed: true });
    expect((await station.client.exports.list()).map(({ id }) => id)).not.toContain(newest?.id);
  });
});

describe('the window of a unit', () => {
  it('is divided into its batches and the time between them', async () => {
    const [a, b] = campaign.batches.toSorted((x, y) => x.inoculatedAt - y.inoculatedAt);
    if (!a || !b) throw new Error('The campaign is too small');
    const { manifest } = await exported({
      batches: [],
      units: [c1],
      from: a.inoculatedAt + 60_000,
      to: b.inoculatedAt + 60_000,
      tags: ['pH'],
    });
    const tables = manifest.files.filter(({ unit }) => unit !== null);
    const rows = new Map(tables.map((file) => [file.batch, file.rows]));
    expect(rows.get(a.id)).toBe((a.endedAt - a.inoculatedAt - 60_000) / 1000 + 1);
    expect(rows.get(b.id)).toBe(60);
    expect(rows.get(null)).toBe(0);
  });
});

describe('files of an export in a browser', () => {
  it('are given out with the token, and nothing else of the disk', async () => {
    const { job, manifest, dir } = await exported({ tags: ['pH'] });
    const web = await startWeb({
      router: createRouter(station.station.rooms),
      rendererDir: null,
      address: '127.0.0.1',
      port: 0,
      token: 'a-token-for-tests',
      tls: null,
      appVersion: '0.0.0',
      exportFile: (id, path) => station.station.rooms.exports.file(id, path),
      log: () => undefined,
    });
    const get = (path: string, token = 'a-token-for-tests'): Promise<Response> =>
      fetch(`http://127.0.0.1:${web.port}/export-files/${job.id}/${path}`, {
        headers: { authorization: `Bearer ${token}` },
      });
    const path = manifest.files[0]?.path ?? '';
    const good = await get(path);
    const bytes = Buffer.from(await good.arrayBuffer());
    const answers = await Promise.all([
      get('manifest.json'),
      get('../../token'),
      get('%2e%2e/records.db'),
      get(path, 'wrong'),
    ]);
    await web.close();
    expect([good.status, bytes.equals(readFileSync(join(dir, path)))]).toEqual([200, true]);
    expect(good.headers.get('content-disposition')).toContain('attachment');
    expect(answers.map(({ status }) => status)).toEqual([200, 404, 404, 401]);
    expect(statSync(join(dir, path)).size).toBe(bytes.length);
  });
});

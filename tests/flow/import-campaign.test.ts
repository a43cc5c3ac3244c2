import { spawn, type ChildProcess } from 'node:child_process';
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import Sqlite from 'better-sqlite3';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { ImportProgress } from '../../src/shared/contract/imports';
import { campaignManifestSchema, type CampaignManifest } from '../../src/shared/model/campaign';
import { unitIdSchema } from '../../src/shared/model/identity';
import type { BatchDesign } from '../../src/workers/simulator/campaign/batch-design';
import { openCampaignFolder } from '../../src/workers/simulator/campaign/campaign-folder';
import { campaignPlan } from '../../src/workers/simulator/campaign/campaign-plan';
import { writeCampaign } from '../../src/workers/simulator/campaign/write-campaign';
import { storedCounts } from '../../src/workers/station/record/testing/stored-rows';
import { createRouter } from '../../src/workers/station/serve/router';
import { openWeb, token } from '../contract/three-transports';
import { startStation, type StationUnderTest } from './station-under-test';

const root = mkdtempSync(join(tmpdir(), 'bt-campaign-'));
const campaign = join(root, 'campaign');
const c1 = unitIdSchema.parse('C1');
let manifest: CampaignManifest;
let station: StationUnderTest;

/** Three short batches in a folder, each changed as told. */
async function generate(name: string, change: Partial<BatchDesign>): Promise<string> {
  const plan = campaignPlan({ seed: 1, batches: 3, until: Date.UTC(2026, 0, 1), unitId: 'C1' });
  const designs = plan.map((design) => ({ ...design, longestH: 1.5, ...change }));
  const dir = join(root, name);
  const folder = await openCampaignFolder(dir);
  const facts = { kind: 'campaign', seed: 1, unitId: 'C1', generatedBy: 'test' } as const;
  await writeCampaign(
    folder,
    change.id ? designs.slice(0, 1) : designs,
    facts,
    () => undefined,
    new AbortController().signal,
  );
  return dir;
}

beforeAll(async () => {
  await generate('campaign', {});
  manifest = campaignManifestSchema.parse(JSON.parse(readFileSync(join(campaign, 'manifest.json'), 'utf8')));
});
afterAll(() => rmSync(root, { recursive: true, force: true }));
beforeEach(async () => {
  station = await startStation(null);
});
afterEach(() => station.close());

const over = (progress: ImportProgress): boolean => !['verifying', 'importing'].includes(progress.state);

async function importAll(path: string): Promise<ImportProgress> {
  await station.client.imports.campaign({ path });
  return station.until(() => station.client.imports.progress(), over);
}

/** Rows of each series in the file, by tag. */
async function stored(): Promise<Map<string, number>> {
  const unit = (await station.client.units.list()).find(({ id }) => id === c1);
  const tagOf = new Map(unit?.channels.map((channel) => [channel.series, channel.tag]));
  const db = new Sqlite(join(station.dir, 'historian.db'), { readonly: true });
  const rows = storedCounts(db);
  db.close();
  return new Map([...rows].map(([series, count]) => [tagOf.get(series) ?? `series ${series}`, count]));
}

const sum = (counts: Iterable<number>): number => [...counts].reduce((a, b) => a + b, 0);

/** Values that batches bring: readings, and two of each offline sample. */
const valuesOf = (batches: CampaignManifest['batches']): number =>
  sum(batches.map((batch) => batch.readings + 2 * batch.samples));

async function refused(path: string): Promise<string> {
  const answer: unknown = await station.client.imports.campaign({ path }).catch((error: unknown) => error);
  return (answer as { data?: { words?: string } }).data?.words ?? 'not refused';
}

/** A copy of the campaign that may be spoilt. */
function copyOf(name: string): string {
  const dir = join(root, name);
  cpSync(campaign, dir, { recursive: true });
  return dir;
}

describe('a campaign imported into a station', () => {
  it('arrives whole, as batches that have ended on a simulated unit', async () => {
    expect(await importAll(campaign)).toMatchObject({
      state: 'done',
      imported: 3,
      skipped: 0,
      readings: sum(manifest.batches.map((batch) => batch.readings)),
    });
    const counts = await stored();
    expect(sum(counts.values())).toBe(valuesOf(manifest.batches));
    expect(counts.get('pH')).toBe(sum(manifest.batches.map((batch) => batch.rows)));
    expect(counts.get('OD600_offline')).toBe(sum(manifest.batches.map((batch) => batch.samples)));
    const unit = (await station.client.units.list()).find(({ id }) => id === c1);
    expect(unit).toMatchObject({ simulated: true, scale: '1L', batch: null });
    const batches = await station.client.batches.list({ unitId: c1 });
    expect(batches.toReversed()).toEqual(
      manifest.batches.map(({ id, name, inoculatedAt, endedAt }) => ({
        id,
        unitId: 'C1',
        name,
        inoculatedAt,
        endedAt,
        simulated: true,
      })),
    );
  });

  it('has the values of the file at their own times, and an offline sample at the time noted', async () => {
    await importAll(campaign);
    const [batch] = manifest.batches;
    if (!batch) throw new Error('The campaign is empty');
    const journal =
      readFileSync(join(campaign, batch.files.samples), 'utf8').split('\n')[1]?.split(',') ?? [];
    const at = Date.parse(journal[2] ?? '');
    const od = await station.raw('C1/OD600_offline', at, at + 1);
    expect([[...od.t], [...od.mean]]).toEqual([[at], [Number(journal[6])]]);
    const ph = await station.raw('C1/pH', batch.inoculatedAt, batch.inoculatedAt + 600_000);
    expect(ph.t.length).toBe(600);
    expect([ph.t[0], ph.t[599]]).toEqual([batch.inoculatedAt, batch.inoculatedAt + 599_000]);
    expect(Math.abs((ph.mean[300] ?? 0) - 5)).toBeLessThan(0.1);
  });

  it('adds nothing when it is imported again, and says so', async () => {
    await importAll(campaign);
    const before = await stored();
    const again = await importAll(campaign);
    expect(again).toMatchObject({ state: 'done', imported: 0, skipped: 3, readings: 0 });
    expect(again.words).toContain('all 3 batches were here already; nothing was added');
    expect(await stored()).toEqual(before);
  });

  it('keeps whole batches only when it is cancelled, and the rest comes with the next import', async () => {
    await station.client.imports.campaign({ path: campaign });
    await station.client.imports.cancel();
    const cancelled = await station.until(() => station.client.imports.progress(), over);
    expect(cancelled.state).toBe('cancelled');
    expect(cancelled.imported).toBeLessThan(3);
    const here = manifest.batches.slice(0, cancelled.imported);
    expect((await station.client.batches.list({})).map((batch) => batch.id).toReversed()).toEqual(
      here.map((batch) => batch.id),
    );
    expect(sum((await stored()).values())).toBe(valuesOf(here));
    expect(await importAll(campaign)).toMatchObject({ state: 'done', skipped: cancelled.imported });
    expect(sum((await stored()).values())).toBe(valuesOf(manifest.batches));
  });
});

describe('a station that stops during an import', () => {
  it('lists no half batch, and the next import completes it without doubles', async () => {
    const dir = join(root, 'stopped-station');
    const first = await startStation(null, dir);
    await first.client.imports.campaign({ path: campaign });
    await first.until(
      () => first.client.imports.progress(),
      ({ readings }) => readings > 0,
    );
    await first.close();
    const again = await startStation(null, dir);
    const listed = await again.client.batches.list({});
    await again.client.imports.campaign({ path: campaign });
    const done = await again.until(() => again.client.imports.progress(), over);
    const ids = (await again.client.batches.list({})).map((batch) => batch.id).toReversed();
    await again.close();
    expect(listed.length).toBeLessThan(3);
    expect(done).toMatchObject({ state: 'done', skipped: listed.length });
    expect(ids).toEqual(manifest.batches.map((batch) => batch.id));
    const db = new Sqlite(join(dir, 'historian.db'), { readonly: true });
    const rows = sum(storedCounts(db).values());
    db.close();
    expect(rows).toBe(valuesOf(manifest.batches));
  });
});

describe('a folder that is not right', () => {
  it('is refused before anything is written, with the name of the altered file', async () => {
    const dir = copyOf('flipped');
    const path = join(dir, 'batch-002', 'readings.csv.gz');
    const bytes = readFileSync(path);
    bytes[Math.floor(bytes.length / 2)]! ^= 1;
    writeFileSync(path, bytes);
    expect(await refused(dir)).toBe(
      'batch-002/readings.csv.gz was altered: its hash is not that of the manifest. Nothing was imported.',
    );
    rmSync(path);
    expect(await refused(dir)).toContain('batch-002/readings.csv.gz is missing');
    expect([await station.client.batches.list({}), await station.client.units.list()]).toEqual([[], []]);
    expect((await station.client.imports.progress()).state).toBe('idle');
  });

  it.each([
    ['relative/folder', 'is not a full path'],
    [join(root, 'nowhere'), 'The station finds no folder'],
    [join(root), 'it is not a campaign'],
  ])('is refused in words: %s', async (path, words) => {
    expect(await refused(path)).toContain(words);
  });

  it('is refused when its manifest leads elsewhere or calls itself real', async () => {
    const dir = copyOf('strange');
    const file = join(dir, 'manifest.json');
    const text = readFileSync(file, 'utf8');
    writeFileSync(file, text.replaceAll('batch-001/media.json', '../media.json'));
    expect(await refused(dir)).toContain('is not understood');
    writeFileSync(file, text.replace('"simulated": true', '"simulated": false'));
    expect(await refused(dir)).toContain('is not understood: simulated');
  });

  it('is refused when its unit is a real one', async () => {
    await station.client.units.save({ id: c1, name: 'Real', scale: '1L', startVolumeL: 1 });
    expect(await refused(campaign)).toContain('C1 is a real unit here');
  });

  it('is refused when its times are taken, or its names mean other batches here', async () => {
    await importAll(campaign);
    const before = await stored();
    const renamed = await generate('renamed', { id: 'SIM-C1-other' });
    expect(await refused(renamed)).toMatch(/overlaps .* on C1. Generate the campaign with another --unit/);
    const other = await generate('other-seed', { seed: 5 });
    expect(await refused(other)).toContain('with other content is here already');
    expect(await stored()).toEqual(before);
  });
});

describe('the import command', () => {
  it('drives the station over REST and says what happened', async () => {
    const web = await openWeb(createRouter(station.station.rooms));
    const url = `http://127.0.0.1:${web.port}/?token=${token}`;
    const first = await command(['--url', url, campaign]);
    const wrong = await command(['--url', url, join(root, 'nowhere')]);
    const nobody = await command(['--url', url.replace(token, 'not-the-token'), campaign]);
    const bare = await command([campaign]);
    await web.close();
    expect([first.code, first.text]).toEqual([0, expect.stringContaining('3 batches imported')]);
    expect([wrong.code, wrong.text]).toEqual([1, expect.stringContaining('The station finds no folder')]);
    expect([nobody.code, nobody.text]).toEqual([1, expect.stringContaining('Send the token')]);
    expect([bare.code, bare.text]).toEqual([2, expect.stringContaining('--url is missing')]);
  });

  it('stops after the batch in hand when it is interrupted', async () => {
    const web = await openWeb(createRouter(station.station.rooms));
    const url = `http://127.0.0.1:${web.port}/?token=${token}`;
    const { code, text } = await command(['--url', url, campaign], (line, child) => {
      if (line.includes('1 of 3:')) child.kill('SIGINT');
    });
    await web.close();
    expect([code, text]).toEqual([130, expect.stringContaining('cancelled after')]);
    const batches = await station.client.batches.list({});
    expect(sum((await stored()).values())).toBe(valuesOf(manifest.batches.slice(0, batches.length)));
  });
});

async function command(
  args: readonly string[],
  heard: (text: string, child: ChildProcess) => void = () => undefined,
): Promise<{ code: number | null; text: string }> {
  const child = spawn(process.execPath, [resolve('tools/import-campaign.mjs'), ...args], {
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  let text = '';
  child.stderr.on('data', (piece: Buffer) => {
    text += piece.toString();
    heard(piece.toString(), child);
  });
  const code = await new Promise<number | null>((done) => child.on('close', done));
  return { code, text };
}

import { createHash } from 'node:crypto';
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { afterAll, describe, expect, it } from 'vitest';
import { campaignManifestSchema } from '../../../shared/model/campaign';
import { measuredTags } from '../../../shared/model/channel-catalogue';
import type { BatchDesign } from './batch-design';
import { openCampaignFolder } from './campaign-folder';
import { campaignPlan } from './campaign-plan';
import { faultPlan } from './fault-plan';
import { Stopped, writeCampaign, type CampaignFacts } from './write-campaign';

const root = mkdtempSync(join(tmpdir(), 'campaign-'));
afterAll(() => rmSync(root, { recursive: true, force: true }));

const until = Date.UTC(2026, 0, 1);
const facts = (seed: number): CampaignFacts => ({
  kind: 'campaign',
  seed,
  unitId: 'C1',
  generatedBy: 'test',
});

/** Batches of an hour: all that is looked at here happens in the first. */
const short = (designs: readonly BatchDesign[]): BatchDesign[] =>
  designs.map((design) => ({ ...design, longestH: 1 }));

async function write(name: string, designs: readonly BatchDesign[], given: CampaignFacts): Promise<string> {
  const dir = join(root, name);
  const folder = await openCampaignFolder(dir);
  await writeCampaign(folder, designs, given, () => undefined, new AbortController().signal);
  return dir;
}

const plan = (seed: number): BatchDesign[] => short(campaignPlan({ seed, batches: 2, until, unitId: 'C1' }));

/** Every file below a folder with its bytes. */
function contents(dir: string): Map<string, string> {
  const names = readdirSync(dir, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  return new Map(
    names.map((entry) => {
      const path = join(entry.parentPath, entry.name);
      return [path.slice(dir.length + 1), readFileSync(path).toString('latin1')];
    }),
  );
}

describe('a campaign', () => {
  it('is the same to the last byte for the same seed, and another for another seed', async () => {
    const first = contents(await write('a', plan(1), facts(1)));
    expect(contents(await write('b', plan(1), facts(1)))).toEqual(first);
    const other = contents(await write('c', plan(2), facts(2)));
    expect(other.get('batch-001/readings.csv.gz')).not.toBe(first.get('batch-001/readings.csv.gz'));
    expect(readdirSync(root).filter((name) => name.endsWith('.part'))).toEqual([]);
  });

  it('names every file with its hash, and calls itself simulated', async () => {
    const dir = await write('d', plan(3), facts(3));
    const files = contents(dir);
    const manifest = campaignManifestSchema.parse(JSON.parse(files.get('manifest.json') ?? ''));
    expect(new Set(manifest.files.map((file) => file.path)).add('manifest.json')).toEqual(
      new Set(files.keys()),
    );
    for (const { path, bytes, sha256 } of manifest.files) {
      const content = readFileSync(join(dir, path));
      expect([path, content.length, createHash('sha256').update(content).digest('hex')]).toEqual([
        path,
        bytes,
        sha256,
      ]);
    }
    const text = JSON.stringify(manifest);
    expect(text.match(/"simulated":true/g)?.length).toBe(manifest.batches.length + 2);
    expect(text).not.toContain('"simulated":false');
  });

  it('writes one row a second, weight every tenth, units in the second line', async () => {
    const dir = await write('e', plan(4), facts(4));
    const lines = gunzipSync(readFileSync(join(dir, 'batch-001', 'readings.csv.gz')))
      .toString()
      .trimEnd()
      .split('\n');
    expect(lines[0]).toBe(`time,${measuredTags.join(',')},sensor_fault`);
    expect(lines[1]).toMatch(/^ms since 1970-01-01T00:00:00Z,-,%,AU,NL\/min,/);
    const rows = lines.slice(2).map((line) => line.split(','));
    expect(rows).toHaveLength(3601);
    const weight = measuredTags.indexOf('Weight') + 1;
    expect(rows.filter((row) => row[weight] !== '')).toHaveLength(361);
    expect(new Set(rows.slice(1).map((row, i) => Number(row[0]) - Number(rows[i]?.[0])))).toEqual(
      new Set([1000]),
    );
  });

  it('that is stopped leaves nothing', async () => {
    const dir = join(root, 'stopped');
    const folder = await openCampaignFolder(dir);
    const stop = new AbortController();
    const writing = writeCampaign(folder, plan(5), facts(5), () => stop.abort(), stop.signal);
    await expect(writing).rejects.toBeInstanceOf(Stopped);
    await folder.abandon();
    expect([existsSync(dir), existsSync(`${dir}.part`)]).toEqual([false, false]);
  });

  it('does not write over anything', async () => {
    const full = join(root, 'full');
    mkdirSync(full);
    writeFileSync(join(full, 'note.txt'), 'mine');
    await expect(openCampaignFolder(full)).rejects.toThrow(/is not empty/);
    mkdirSync(join(root, 'left.part'));
    await expect(openCampaignFolder(join(root, 'left'))).rejects.toThrow(/cut off. Remove it/);
    await expect(openCampaignFolder(join(full, 'note.txt', 'x'))).rejects.toThrow(/not a folder/);
    expect(readFileSync(join(full, 'note.txt'), 'utf8')).toBe('mine');
  });
});

describe('a fault campaign', () => {
  const options = { seed: 7, until, unitId: 'F1', preset: '1L', clean: 2, contaminated: 3, sensorFaults: 40 } as const; // prettier-ignore

  it('draws what was asked for, anew for every batch', () => {
    const designs = faultPlan(options);
    const count = (role: string): number => designs.filter((design) => design.role === role).length;
    expect([count('clean'), count('contaminated'), count('sensor-fault')]).toEqual([2, 3, 40]);
    const faults = designs.flatMap((design) => design.faults);
    expect(new Set(faults.map((fault) => fault.kind)).size).toBeGreaterThan(6);
    expect(new Set(faults.map((fault) => fault.fromH)).size).toBeGreaterThan(30);
    expect(designs.filter((design) => design.role === 'clean').flatMap((design) => design.faults)).toEqual(
      [],
    );
  });

  it('writes the truth of each fault, and the readings show it', async () => {
    const [design] = short(faultPlan(options));
    if (!design) throw new Error('No batch was planned');
    const faulty: BatchDesign = {
      ...design,
      role: 'sensor-fault',
      faults: [
        { kind: 'dropout', tag: 'OD', fromH: 0.1, forH: 0.1 },
        { kind: 'loop-break', tag: 'Reactor_Pressure', fromH: 0.5, forH: 0.1 },
      ],
    };
    const dir = await write('faults', [faulty], { ...facts(7), kind: 'faults', unitId: 'F1' });
    const truth: unknown = JSON.parse(readFileSync(join(dir, 'ground-truth.json'), 'utf8'));
    expect(truth).toMatchObject({
      simulated: true,
      batches: [
        {
          batch: faulty.id,
          class: 'sensor-fault',
          faults: [
            { type: 'dropout', tag: 'OD', onsetH: 0.1, hours: 0.1 },
            { type: 'loop-break', tag: 'Reactor_Pressure', onsetH: 0.5 },
          ],
        },
      ],
    });
    const rows = gunzipSync(readFileSync(join(dir, 'batch-001', 'readings.csv.gz'))).toString().trimEnd().split('\n').slice(2); // prettier-ignore
    const od = measuredTags.indexOf('OD') + 1;
    const blank = rows.flatMap((row, i) => (row.split(',')[od] === '' ? [i] : []));
    const broken = rows.flatMap((row, i) => (row.endsWith(',Reactor_Pressure') ? [i] : []));
    expect([blank[0], blank.length, broken[0], broken.length]).toEqual([361, 360, 1801, 360]);
  });
});

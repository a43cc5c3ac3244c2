import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Sqlite from 'better-sqlite3';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { BatchNote } from '../../src/shared/model/batch-note';
import { batchIdSchema, unitIdSchema, type BatchId } from '../../src/shared/model/identity';
import { openCampaignFolder } from '../../src/workers/simulator/campaign/campaign-folder';
import { campaignPlan } from '../../src/workers/simulator/campaign/campaign-plan';
import { writeCampaign } from '../../src/workers/simulator/campaign/write-campaign';
import { startStation, type StationUnderTest } from './station-under-test';

const root = mkdtempSync(join(tmpdir(), 'bt-notes-'));
const campaign = join(root, 'campaign');
const n1 = unitIdSchema.parse('N1');
const hour = 3_600_000;
let station: StationUnderTest;

beforeAll(async () => {
  const plan = campaignPlan({ seed: 3, batches: 2, until: Date.UTC(2026, 0, 1), unitId: 'C1' });
  const folder = await openCampaignFolder(campaign);
  const facts = { kind: 'campaign', seed: 3, unitId: 'C1', generatedBy: 'test' } as const;
  const designs = plan.map((design) => ({ ...design, longestH: 1 }));
  await writeCampaign(folder, designs, facts, () => undefined, new AbortController().signal);
});
afterAll(() => rmSync(root, { recursive: true, force: true }));
beforeEach(async () => {
  station = await startStation(null);
});
afterEach(() => station.close());

async function importCampaign(): Promise<string> {
  await station.client.imports.campaign({ path: campaign });
  const { state, words } = await station.until(
    () => station.client.imports.progress(),
    (progress) => progress.state !== 'importing',
  );
  expect(state).toBe('done');
  return words;
}

const kindsOf = (notes: readonly BatchNote[]): Record<string, number> =>
  Object.fromEntries(
    ['sample', 'media', 'calibration', 'event'].map((kind) => [
      kind,
      notes.filter((note) => note.kind === kind).length,
    ]),
  );

async function refusal(asked: Promise<unknown>): Promise<string> {
  const error: unknown = await asked.catch((problem: unknown) => problem);
  return (error as { data?: { words?: string } }).data?.words ?? 'not refused';
}

describe('notes of an imported campaign', () => {
  it('come with the batch, every column kept, and not twice', async () => {
    await importCampaign();
    const [batch] = await station.client.batches.summaries();
    if (!batch) throw new Error('No batch came');
    const notes = await station.client.batches.notes({ batchId: batch.id });
    expect(kindsOf(notes)).toMatchObject({ sample: 2, media: 1, calibration: 3 });
    expect(batch).toMatchObject({ samples: 2, campaign: notes[0]?.source, unitName: expect.any(String) });
    expect(batch.role).not.toBeNull();
    expect(notes.find((note) => note.kind === 'sample')).toMatchObject({
      volumeMl: 10,
      number: 1,
      nominalH: 0,
      od600: expect.any(Number),
      dcwGL: expect.any(Number),
      enteredBy: 'import',
    });
    expect(await importCampaign()).toContain('nothing was added');
    expect(await station.client.batches.notes({ batchId: batch.id })).toEqual(notes);
  });

  it('are added to a batch that an earlier import brought without them', async () => {
    await importCampaign();
    const db = new Sqlite(join(station.dir, 'records.db'));
    db.exec(
      "DROP TRIGGER note_never_goes; DELETE FROM note; DELETE FROM setting WHERE key LIKE 'batch-origin%'",
    );
    db.close();
    expect(await importCampaign()).toContain('the notes of 2 were added');
    const [batch] = await station.client.batches.summaries();
    expect(batch).toMatchObject({ samples: 2, role: expect.any(String) });
  });
});

describe('notes by hand', () => {
  let batchId: BatchId;
  let at: number;
  const sample = (change: object = {}) =>
    ({ kind: 'sample', at, volumeMl: 10, words: '', ...change }) as const;

  beforeEach(async () => {
    await station.client.units.save({ id: n1, name: 'Vessel', scale: '1L', startVolumeL: 1 });
    at = Date.now() - hour;
    const inoculatedAt = at - hour;
    batchId = (await station.client.batches.start({ unitId: n1, name: 'First', inoculatedAt })).id;
  });

  const version = async (): Promise<number> => (await station.client.units.list())[0]?.notesVersion ?? -1;

  it('are kept, and a correction replaces without removing', async () => {
    const before = await version();
    const wrong = await station.client.batches.addNote({ batchId, note: sample({ od600: 50 }) });
    const between = await version();
    const given = { batchId, id: wrong.id, reason: 'Typing error', note: sample({ od600: 5 }) };
    const right = await station.client.batches.correctNote(given);
    expect([between > before, (await version()) > between]).toEqual([true, true]);
    expect(await station.client.batches.notes({ batchId })).toMatchObject([
      { id: wrong.id, od600: 50, source: 'hand', enteredBy: 'operator', replacedBy: right.id },
      { id: right.id, od600: 5, replaces: wrong.id, reason: 'Typing error', replacedBy: null },
    ]);
    expect(await refusal(station.client.batches.correctNote(given))).toContain('corrected in the meantime');
    expect((await station.client.batches.summaries())[0]).toMatchObject({ samples: 1, notes: 1 });
  });

  it('are refused in words where they cannot be true', async () => {
    const add = (note: object, id = batchId) =>
      refusal(station.client.batches.addNote({ batchId: id, note: sample(note) }));
    expect(await add({ at: at - 2 * hour })).toContain('before inoculation');
    expect(await add({ at: Date.now() + hour })).toContain('in the future');
    expect(await add({ volumeMl: 1500 })).toContain('more than the broth');
    expect(await add({}, batchIdSchema.parse('nobody'))).toContain('No batch is called nobody');
    expect(await refusal(station.client.batches.notes({ batchId: batchIdSchema.parse('x') }))).toContain('x');
    await expect(station.client.batches.addNote({ batchId, note: sample({ od600: -1 }) })).rejects.toThrow();
    expect(await station.client.batches.notes({ batchId })).toEqual([]);
  });

  it('a unit can be hidden and shown again', async () => {
    expect(await station.client.units.hide({ id: n1 })).toMatchObject([{ id: 'N1', batchRuns: true }]);
    expect(await station.client.units.list()).toEqual([]);
    expect(await station.client.units.show({ id: n1 })).toEqual([]);
    expect((await station.client.units.list()).map(({ id }) => id)).toEqual(['N1']);
    expect(await refusal(station.client.units.show({ id: n1 }))).toContain('No hidden bioreactor');
  });
});

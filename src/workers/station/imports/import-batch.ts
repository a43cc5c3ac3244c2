import type { CampaignBatch, CampaignManifest } from '../../../shared/model/campaign';
import type { Channel } from '../../../shared/model/channel';
import { Refusal } from '../../../shared/model/refusal';
import { sameUnit } from '../check/same-unit';
import type { LiveSample } from '../live/live';
import type { BatchFiles } from './batch-files';
import { batchesToImport, noteImported } from './import-checks';
import type { ImportDeps } from './import-deps';
import { judgedBlocks } from './judged-blocks';

/** Cells are brought up to date and the journal emptied after so many blocks, while both are small. */
const blocksBetweenRests = 5;

/**
 * Brings one batch in that was read whole: checked, recorded, and only then listed as a batch that has ended. Cut off in
 * between it leaves readings that belong to no batch; the next import adds what is missing and lists it.
 * @param stored told how many values more are on disk
 * @throws Refusal with words; AbortError when the station stops
 */
export async function importBatch(
  manifest: CampaignManifest,
  batch: CampaignBatch,
  files: BatchFiles,
  deps: ImportDeps,
  stored: (samples: number) => void,
  stop: AbortSignal,
): Promise<void> {
  deps.plant.announceUnit(manifest.unit);
  const channels = await channelsFor(files, manifest, deps);
  const newest = new Map<number, LiveSample>();
  let blocks = 0;
  let waiting: Promise<void> = Promise.resolve();
  for (const block of judgedBlocks(files, channels, deps.now)) {
    for (const sample of block) newest.set(sample.series, sample);
    // One block is written while the next is judged; never more, so that memory and journal stay small.
    await waiting;
    stop.throwIfAborted();
    blocks += 1;
    waiting = record(block, blocks % blocksBetweenRests === 0, deps, stored);
    // Awaited in the next round; until then a failure must not be an unhandled rejection.
    waiting.catch(() => undefined);
    await deps.pause();
  }
  await waiting;
  await deps.historian.settle();
  list(batch, manifest, deps);
  deps.notes.bring(batch.id, manifest.name, files.notes);
  deps.show([...newest.values()]);
  deps.changed();
}

async function record(
  block: readonly LiveSample[],
  rest: boolean,
  { historian }: ImportDeps,
  stored: (samples: number) => void,
): Promise<void> {
  await historian.append(block);
  stored(block.length);
  if (rest) await historian.settle();
}

/** Its place may have been taken while its readings were being written. */
function list(batch: CampaignBatch, manifest: CampaignManifest, deps: ImportDeps): void {
  if (batchesToImport({ ...manifest, batches: [batch] }, deps).length === 0) return;
  noteImported(batch, manifest, deps.settings);
  const { id, name, inoculatedAt, endedAt } = batch;
  deps.plant.announceBatch({
    id,
    unitId: manifest.unit.id,
    name,
    inoculatedAt,
    endedAt,
    simulated: true,
  });
}

/** A new channel is a commit of its own: others get their turn in between. */
async function channelsFor(
  { table }: BatchFiles,
  { unit }: CampaignManifest,
  { plant, pause }: ImportDeps,
): Promise<(tag: string) => Channel> {
  const channelOf = (tag: string): Channel => {
    const channel = plant.ensureChannel(unit.id, tag);
    if (!channel) throw new Refusal('REFUSED', `This station knows no channel ${tag}`);
    return channel;
  };
  for (const [i, tag] of table.tags.entries()) {
    const given = table.units[i] ?? '';
    const { unit: expected } = channelOf(tag);
    if (!sameUnit(given, expected))
      throw new Refusal('REFUSED', `${tag} is given in "${given}", this station keeps it in "${expected}"`);
    await pause();
  }
  return channelOf;
}

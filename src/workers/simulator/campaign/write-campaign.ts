import { setImmediate as nextTurn } from 'node:timers/promises';
import { campaignVersion } from '../../../shared/model/campaign';
import type { CampaignBatch, CampaignManifest } from '../../../shared/model/campaign';
import { batchIdSchema, unitIdSchema } from '../../../shared/model/identity';
import { newUnit } from '../../../shared/model/process-unit';
import { faultNatures } from '../plant/fault';
import { plantPresets } from '../plant/parameters';
import { simulatedVessel } from '../plant/simulated-vessel';
import { createRandom } from '../plant/random';
import type { BatchDesign } from './batch-design';
import { eventsCsv } from './batch-events';
import { samplesCsv } from './bench-samples';
import { calibrations } from './calibrations';
import type { CampaignFolder } from './campaign-folder';
import { csv, isoTime } from './csv';
import { folderGuide } from './folder-guide';
import { mediaPreparation } from './media';
import { runBatch, truthColumns } from './run-batch';
import type { FinishedBatch } from './run-batch';

export interface CampaignFacts {
  readonly kind: CampaignManifest['kind'];
  readonly seed: number;
  readonly unitId: string;
  /** Name and version of the generator. */
  readonly generatedBy: string;
}

/** The run was asked to stop. */
export class Stopped extends Error {}

/**
 * Runs every design and writes what came of it.
 * @param told called after each batch
 * @throws Stopped when the signal asks for it
 */
export async function writeCampaign(
  folder: CampaignFolder,
  designs: readonly BatchDesign[],
  facts: CampaignFacts,
  told: (design: BatchDesign, batch: CampaignBatch) => void,
  stop: AbortSignal,
): Promise<CampaignManifest> {
  const batches: CampaignBatch[] = [];
  const truths: unknown[] = [];
  for (const design of designs) {
    const { batch, finished } = await writeBatch(folder, design, stop);
    batches.push(batch);
    truths.push(groundTruth(design, finished));
    told(design, batch);
  }
  if (facts.kind === 'faults')
    await folder.add('ground-truth.json', pretty({ simulated: true, batches: truths }));
  await folder.add('README.md', folderGuide(facts.kind));
  const manifest = manifestOf(designs, batches, folder, facts);
  await folder.complete(manifest);
  return manifest;
}

function manifestOf(
  designs: readonly BatchDesign[],
  batches: CampaignBatch[],
  folder: CampaignFolder,
  { kind, seed, unitId, generatedBy }: CampaignFacts,
): CampaignManifest {
  const preset = designs[0]?.preset ?? '1L';
  return {
    format: 'bioprocess-twin-campaign',
    version: campaignVersion,
    simulated: true,
    generatedBy,
    kind,
    name: `Simulated ${kind === 'faults' ? 'fault campaign' : 'campaign'}, seed ${seed}`,
    seed,
    preset,
    unit: {
      ...newUnit(unitIdSchema.parse(unitId), preset, true),
      name: `Campaign vessel ${unitId} (simulated)`,
      startVolumeL: plantPresets[preset].startVolumeL,
      vessel: simulatedVessel,
      simulated: true,
    },
    batches,
    files: [...folder.files],
  };
}

async function writeBatch(
  folder: CampaignFolder,
  design: BatchDesign,
  stop: AbortSignal,
): Promise<{ batch: CampaignBatch; finished: FinishedBatch }> {
  const place = `batch-${String(design.number).padStart(3, '0')}`;
  const files = {
    readings: `${place}/readings.csv.gz`,
    samples: `${place}/offline-samples.csv`,
    media: `${place}/media.json`,
    calibrations: `${place}/calibrations.json`,
    events: `${place}/events.csv`,
    truth: `${place}/truth.csv`,
  };
  const readings = await folder.addGzip(files.readings);
  const finished = await runBatch(design, async (piece) => {
    if (stop.aborted) throw new Stopped();
    await readings.write(piece);
    await nextTurn();
  });
  await readings.end();
  const journal = createRandom(design.seed, 22);
  await folder.add(files.samples, samplesCsv(finished.samples));
  await folder.add(files.media, pretty(mediaPreparation(design, journal)));
  await folder.add(files.calibrations, pretty(calibrations(design, journal)));
  await folder.add(files.events, eventsCsv(finished.events, design.inoculatedAt));
  await folder.add(files.truth, csv(truthColumns, finished.truth));
  return { batch: batchEntry(design, finished, files), finished };
}

function batchEntry(
  design: BatchDesign,
  finished: FinishedBatch,
  files: CampaignBatch['files'],
): CampaignBatch {
  return {
    id: batchIdSchema.parse(design.id),
    number: design.number,
    name: design.name,
    role: design.role,
    design: design.words,
    inoculatedAt: design.inoculatedAt,
    endedAt: finished.endedAt,
    depletedH: finished.depletedH,
    rows: finished.rows,
    readings: finished.readings,
    samples: finished.samples.length,
    files,
    simulated: true,
  };
}

/** What was wrong with a batch, when and how much: what detectors are judged against. */
function groundTruth(design: BatchDesign, finished: FinishedBatch): unknown {
  return {
    batch: design.id,
    class: design.role,
    startedAt: isoTime(design.inoculatedAt),
    endedAt: isoTime(finished.endedAt),
    faults: design.faults.map((fault) => ({
      type: fault.kind,
      tag: fault.tag ?? null,
      size: fault.size ?? null,
      sizeUnit: faultNatures[fault.kind].sizeUnit,
      onsetH: fault.fromH,
      onsetAt: isoTime(design.inoculatedAt + Math.round(3600 * fault.fromH) * 1000),
      hours: fault.forH ?? null,
    })),
    contaminantShareMax: Number(finished.contaminantShare.toPrecision(4)),
    contaminantOnePercentH: finished.contaminantVisibleH,
  };
}

function pretty(value: unknown): string {
  return `${JSON.stringify(value, null, 2)}\n`;
}

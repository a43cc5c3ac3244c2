import type { CampaignBatch, CampaignManifest } from '../../../shared/model/campaign';
import { Refusal } from '../../../shared/model/refusal';
import { z } from 'zod';
import type { BatchId } from '../../../shared/model/identity';
import type { ImportDeps } from './import-deps';

type Facts = Pick<ImportDeps, 'plant' | 'settings' | 'demoUnits' | 'now'>;

const settingOf = (batch: CampaignBatch): string => `import:${batch.id}`;

/**
 * Batches of the campaign that are not here yet.
 * @throws Refusal where a batch would write over or between somebody else's
 */
export function batchesToImport(manifest: CampaignManifest, facts: Facts): CampaignBatch[] {
  refuseUnit(manifest, facts);
  const missing = manifest.batches.filter((batch) => !alreadyHere(batch, manifest, facts));
  for (const batch of missing) refuseOverlap(batch, manifest, facts);
  return missing;
}

/** Notes that a batch is here, and which one: its name alone could be that of another run. */
export function noteImported(
  batch: CampaignBatch,
  manifest: CampaignManifest,
  settings: Facts['settings'],
): void {
  settings.putSetting(settingOf(batch), contentOf(batch, manifest));
  noteOrigin(batch, manifest, settings);
}

/** What is known of a batch beside its times. */
export interface BatchOrigin {
  readonly campaign: string;
  readonly role: string;
  readonly design: string;
}

const originSchema = z.object({ campaign: z.string(), role: z.string(), design: z.string() });
const originSettingOf = (id: BatchId): string => `batch-origin:${id}`;

/** Notes what a batch was for, and where it came from. */
export function noteOrigin(
  { id, role, design }: CampaignBatch,
  { name }: CampaignManifest,
  settings: Facts['settings'],
): void {
  if (originOf(id, settings) === null)
    settings.putSetting(originSettingOf(id), { campaign: name, role, design });
}

/** Where a batch came from; null for one that no import brought. */
export function originOf(id: BatchId, settings: Pick<Facts['settings'], 'getSetting'>): BatchOrigin | null {
  return originSchema.safeParse(settings.getSetting(originSettingOf(id))).data ?? null;
}

function alreadyHere(batch: CampaignBatch, manifest: CampaignManifest, { plant, settings }: Facts): boolean {
  const known = plant.batches().find((one) => one.id === batch.id);
  if (!known) return false;
  if (settings.getSetting(settingOf(batch)) === contentOf(batch, manifest)) return true;
  const words = `A batch ${batch.id} with other content is here already. Generate the campaign with another --seed or --unit.`;
  throw new Refusal('CONFLICT', words);
}

/** Hash of the readings: what makes it this batch. */
function contentOf(batch: CampaignBatch, manifest: CampaignManifest): string {
  return manifest.files.find((file) => file.path === batch.files.readings)?.sha256 ?? '';
}

function refuseUnit({ unit }: CampaignManifest, { plant, demoUnits }: Facts): void {
  const known = plant.units().find((one) => one.id === unit.id);
  if (demoUnits.has(unit.id))
    throw new Refusal(
      'CONFLICT',
      `${unit.id} belongs to the demo. Generate the campaign with another --unit.`,
    );
  if (!known) return;
  if (!known.simulated)
    throw new Refusal(
      'CONFLICT',
      `${unit.id} is a real unit here. Generate the campaign with another --unit: simulated data stay apart.`,
    );
  if (known.scale !== unit.scale)
    throw new Refusal(
      'CONFLICT',
      `${unit.id} is a ${known.scale} vessel here, the campaign's is ${unit.scale}. Generate it with another --unit.`,
    );
}

function refuseOverlap(batch: CampaignBatch, manifest: CampaignManifest, { plant, now }: Facts): void {
  const { unit } = manifest;
  if (batch.endedAt > now())
    throw new Refusal('REFUSED', `${batch.name} ends in the future by this station's clock`);
  const other = plant
    .batches(unit.id)
    .find(
      (one) =>
        one.id !== batch.id &&
        one.inoculatedAt <= batch.endedAt &&
        (one.endedAt ?? Infinity) >= batch.inoculatedAt,
    );
  if (!other) return;
  const words = `${batch.name} overlaps ${other.name} on ${unit.id}. Generate the campaign with another --unit.`;
  throw new Refusal('CONFLICT', words);
}

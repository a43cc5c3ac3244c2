import type { Json } from '../../../shared/model/ledger-entry';
import type { BatchId } from '../../../shared/model/identity';
import type { KeptRecord, RecordStatus } from '../../../shared/model/records/record';
import { Refusal } from '../../../shared/model/refusal';
import type { MeaningCode } from '../../../shared/model/signature';
import { contentHash } from '../record/ledger/content-hash';
import type { RecordStep, RecordsKeep, RecordVersion } from '../record/records/records-keep';

type Keep = Pick<RecordsKeep, 'versionsOf' | 'stepsOf' | 'newestOfBatch'>;

/** All that is signed of a version: everything but the hash itself and the name a device gave it. */
export function contentOf(version: Omit<RecordVersion, 'contentHash'>): Json {
  const { contentHash: _hash, clientId: _client, ...content } = version as RecordVersion;
  return content as unknown as Json;
}

/** A version with its hash. */
export function sealVersion(version: Omit<RecordVersion, 'contentHash'>): RecordVersion {
  return { ...version, contentHash: contentHash(contentOf(version)) };
}

/** A version with where it stands, by what was done with it since. */
export function standing(version: RecordVersion, steps: readonly RecordStep[], newest: boolean): KeptRecord {
  const own = steps.filter((step) => step.version === version.version);
  const verified = own.findLast(({ what, meaning }) => what === 'signed' && meaning === 'VER');
  const lock = own.findLast(({ what }) => what === 'locked' || what === 'unlocked');
  const voided = newest && steps.some(({ what }) => what === 'voided');
  const status: RecordStatus = voided
    ? 'voided'
    : lock?.what === 'locked'
      ? 'locked'
      : verified
        ? 'verified'
        : 'submitted';
  return {
    ...version,
    status,
    verifiedBy: verified?.personId ?? null,
    verifiedByName: verified?.name ?? null,
  };
}

/** Newest version of every record of a batch, as it stands. */
export function recordsOf(keep: Keep, batchId: BatchId): KeptRecord[] {
  return keep.newestOfBatch(batchId).map((version) => standing(version, keep.stepsOf(version.id), true));
}

/** All versions of a record as they stand, oldest first. */
export function versionsOf(keep: Keep, id: string): KeptRecord[] {
  const steps = keep.stepsOf(id);
  const versions = keep.versionsOf(id);
  return versions.map((version, i) => standing(version, steps, i === versions.length - 1));
}

/** @throws Refusal where there is none */
export function recordOf(keep: Keep, id: string): KeptRecord {
  const newest = versionsOf(keep, id).at(-1);
  if (!newest) throw new Refusal('NOT_FOUND', `No record is called ${id}`, 'id');
  return newest;
}

/** True where this version was signed so. */
export function isSigned(
  keep: Keep,
  { id, version }: Pick<RecordVersion, 'id' | 'version'>,
  meaning: MeaningCode,
): boolean {
  return keep
    .stepsOf(id)
    .some((step) => step.version === version && step.what === 'signed' && step.meaning === meaning);
}

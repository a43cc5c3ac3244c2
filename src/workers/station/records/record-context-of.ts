import { channelId, type BatchId, type UnitId } from '../../../shared/model/identity';
import { qualityLevel } from '../../../shared/model/quality';
import type { BatchRun } from '../../../shared/model/records/batch-state';
import type { KeptRecord } from '../../../shared/model/records/record';
import type { KnownRecord, RecordContext } from '../../../shared/model/records/record-context';
import type { RecordKind } from '../../../shared/model/records/record-kind';
import { phaseCode } from '../../../shared/model/phase';
import type { BatchBook } from './batch-book';
import { batchHistory } from './batch-history';
import { batchTargets } from './batch-targets';
import { calibrationsOf } from './calibration-found';
import { plantNow } from './plant-time';
import { recordsOf } from './record-book';
import type { RecordsDeps } from './records-deps';

export interface ContextAsked {
  readonly kind: RecordKind;
  readonly batchId: BatchId | null;
  readonly unitId: UnitId | null;
  readonly eventAt: number | null;
  /** The record that is amended: rules look at the others. */
  readonly amends?: string | undefined;
}

/** Interval of predictions is 90 %: half of it is 1.645 standard deviations. */
const halfIntervalSigmas = 1.645;
/** A prediction further away says nothing of a sample. */
const predictionAgeMs = 10 * 60_000;
const presentMs = 60_000;
/** Volume of the vessel over its usual broth, where nobody set the vessel's. */
const usualFill = 0.6;

/** What the rules of a record are judged with, as the station knows it now. */
export async function recordContextOf(
  deps: RecordsDeps,
  book: BatchBook,
  asked: ContextAsked,
): Promise<RecordContext> {
  const batch = asked.batchId === null ? null : book.get(asked.batchId);
  const unitId = batch?.unitId ?? asked.unitId;
  const unit = deps.plant.units().find(({ id }) => id === unitId);
  const targets = batchTargets(deps.keep, batch, unit?.startVolumeL ?? 1);
  const now = plantNow(deps, unitId);
  const at = asked.eventAt ?? now;
  const known = batch ? recordsOf(deps.keep, batch.id) : [];
  const calibrations = unitId ? calibrationsOf(deps.keep, unitId) : [];
  const records = [...new Map([...calibrations, ...known].map((one) => [one.id, one])).values()];
  return {
    now,
    zone: deps.zone,
    recipe: targets.recipe,
    batch: batch && {
      id: batch.id,
      unitId: batch.unitId,
      state: batch.state,
      aborted: batch.aborted,
      t0: batch.t0,
      endedAt: batch.endedAt,
      workingVolumeL: targets.workingVolumeL,
    },
    vessels: vesselsOf(deps, book, asked.batchId),
    batchNumbers: book
      .list()
      .filter(({ id }) => id !== asked.batchId)
      .map(({ name }) => name),
    people: deps.everybody().map(({ personId, name }) => ({ id: personId, name })),
    records: records
      .filter(({ id, status }) => id !== asked.amends && status !== 'voided')
      .toSorted((a, b) => a.eventAt - b.eventAt)
      .map(toKnown),
    usedSources: usedSources(deps, asked.amends),
    line: unitId ? await lineAt(deps, unitId, at, now) : {},
    predicted: unitId && asked.kind === 'sample' ? await predictedAt(deps, unitId, at) : {},
    history: batch && (await historyFor(deps, asked.kind, batch, now)),
    openDeviations: batch
      ? deps.quality.openOf(batch.id).map(({ id, level, title }) => ({ id, level, title }))
      : [],
  };
}

function toKnown({ id, version, kind, eventAt, status, body, computed, verdict }: KeptRecord): KnownRecord {
  return { id, version, kind, eventAt, status, body, computed, verdict };
}

function vesselsOf({ plant }: RecordsDeps, book: BatchBook, but: BatchId | null): RecordContext['vessels'] {
  return plant.units().map((unit) => ({
    unitId: unit.id,
    name: unit.name,
    totalL: unit.vessel?.vesselVolumeL ?? unit.startVolumeL / usualFill,
    heldBy: book.heldBy(unit.id, but ?? undefined)?.name ?? null,
  }));
}

/** A vial that this same record names does not count against it. */
function usedSources({ keep }: RecordsDeps, amends: string | undefined): string[] {
  const own = amends === undefined ? undefined : keep.versionsOf(amends).at(-1)?.body['sourceId'];
  return keep.usedSources().filter((source) => source !== own);
}

async function lineAt(
  { plant, latest, historian }: RecordsDeps,
  unitId: UnitId,
  at: number,
  now: number,
): Promise<RecordContext['line']> {
  const channels = plant.channelsOf(unitId).filter(({ kind }) => kind === 'measured' || kind === 'setpoint');
  const samples =
    at > now - presentMs
      ? channels.map(({ series }) => latest(series))
      : await historian.newest(
          channels.map(({ series }) => series),
          at,
        );
  return Object.fromEntries(
    channels.flatMap(({ tag, cadenceMs }, i) => {
      const sample = samples[i];
      if (!sample || sample.value === null) return [];
      const good =
        qualityLevel(sample.quality) === 'good' && at - sample.t <= Math.max(presentMs, 10 * cadenceMs);
      return [[tag, { value: sample.value, at: sample.t, good }]];
    }),
  );
}

async function predictedAt(
  { plant, historian }: RecordsDeps,
  unitId: UnitId,
  at: number,
): Promise<RecordContext['predicted']> {
  const quantities = { od600: 'OD_pred', dcwGL: 'DCW_pred' } as const;
  const found = await Promise.all(
    Object.entries(quantities).map(async ([name, tag]) => {
      const channels = ['', '_low', '_high'].map((end) => plant.channel(channelId(unitId, `${tag}${end}`)));
      if (channels.some((channel) => channel === undefined)) return [];
      const samples = await historian.newest(
        channels.map((channel) => channel?.series ?? 0),
        at,
      );
      const [value = null, low = null, high = null] = samples.map((sample) =>
        sample && at - sample.t <= predictionAgeMs && qualityLevel(sample.quality) === 'good'
          ? sample.value
          : null,
      );
      if (value === null || low === null || high === null || high <= low) return [];
      const sd = Math.max((high - low) / 2 / halfIntervalSigmas, 0.02 * Math.abs(value), 0.01);
      return [[name, { value, sd }] as const];
    }),
  );
  return Object.fromEntries(found.flat());
}

/** All of it for a closure and for methanol; whether glycerol is gone for the others. */
async function historyFor(
  deps: RecordsDeps,
  kind: RecordKind,
  batch: BatchRun,
  now: number,
): Promise<RecordContext['history']> {
  if (batch.t0 === null) return null;
  const until = batch.endedAt ?? now;
  if (kind === 'batch-closure' || kind === 'process-change')
    return batchHistory(deps, batch.unitId, batch.t0, until);
  const { phase, since } = deps.phase(batch.unitId);
  const gone = batch.endedAt !== null || phaseCode(phase) >= phaseCode('depleted');
  return {
    maxDoPct: null,
    baseMl: null,
    depletionAt: gone ? (since ?? batch.t0) : null,
    depletionEvidence: '',
    completeness: {},
  };
}

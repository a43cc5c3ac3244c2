import type { ContractRouterClient } from '@orpc/contract';
import type { Contract } from '../../shared/contract/contract';
import type { UnitSummary } from '../../shared/contract/units';
import { catalogueFor } from '../../shared/model/channel-catalogue';
import type { PhaseState } from '../../shared/calc/phase-machine';
import type { SensorSuspicion } from '../../shared/calc/sensor-suspicion';
import type { Batch } from '../../shared/model/process-unit';
import { qualityCode } from '../../shared/model/quality';
import type { ReadingColumns } from '../../shared/model/reading';
import { vesselFactsOf } from '../../shared/model/vessel-facts';
import { createArrivalWatch } from './arrival-watch';
import { callDeadline } from './call-deadline';
import type { BatchFacts } from './features/feature-engine';
import type { Range } from './features/gas-rates';
import { inputTags, windowMs, type InputCell } from './features/input-cell';
import type { Od600Model } from './od600-model';
import type { RunningModel } from './prediction-outputs';
import { allOutputTags, outputTags, type OutputTag, type TwinWindow } from './batch-derivation';
import type { Remark } from './derive/gassing-account';
import { readBaseline, readCells } from './read-cells';
import { readNotes } from './read-notes';
import { readSeconds } from './read-seconds';
import { createUnitTwin, type UnitTwin } from './unit-twin';

export type StationClient = ContractRouterClient<Contract>;

/** How the twin keeps up with one batch. */
export interface FollowedStatus {
  readonly lastWindow: number | null;
  readonly windows: number;
  readonly missedThenComputed: number;
  readonly inferenceMs: number | null;
}

/** A batch the twin has in hand. After any failure it is thrown away and followed anew from inoculation. */
export interface FollowedBatch {
  readonly batchId: string;
  /** The past it was computed from; where that changed the batch is followed anew. */
  readonly historyVersion: number;
  /** What formulas knew of the unit; where that changed the batch is followed anew. */
  readonly factsKey: string;
  /** Computes and hands in every window that is final and not yet recorded; true when one more may soon be. */
  advance(unit: UnitSummary, now: number): Promise<boolean>;
  status(): FollowedStatus;
  phase(): PhaseState;
  /** The batch was under way when its first reading came: how it got here is not known. */
  metLate(): boolean;
  suspicions(): readonly SensorSuspicion[];
  /** What is worth writing down, oldest first; nothing that was recorded before. */
  remarks(): readonly Remark[];
  /** What each model in use said last, and why. */
  answers(): ReturnType<UnitTwin['answers']>;
  drifts(): ReturnType<UnitTwin['drifts']>;
}

/** A window is final this long after its end. */
export const settleMs = 3000;
/** Windows asked for at once: six hours. */
const chunkWindows = 720;
/** Readings that begin later than this after inoculation leave a part of the batch in the dark. */
const metLateMs = 30 * 60_000;
/** A window handed in later than this after its end was missed and computed afterwards. */
const missedMs = 2 * 60_000;

export interface FollowOptions {
  readonly client: StationClient;
  readonly model: Od600Model | null;
  /** Models beside it. */
  readonly others?: readonly RunningModel[] | undefined;
  /** Milliseconds of a steady clock, to time inference. */
  readonly elapsedMs: () => number;
  /** The past changed: hand in every window. The store keeps the numbers it has and fills the places left open. */
  readonly again: boolean;
}

/** Starts to follow a running batch: asks what is recorded already, then computes from inoculation on. */
export async function followBatch(
  unit: UnitSummary,
  batch: Batch,
  now: number,
  options: FollowOptions,
): Promise<FollowedBatch> {
  const { client, model, elapsedMs } = options;
  const recorded = options.again
    ? []
    : await client.readings.lastTimes({ unitId: unit.id, tags: [...allOutputTags] }, callDeadline());
  const definitions = catalogueFor(unit.scale);
  const cadences = inputTags.map((tag) => definitions.find((d) => d.tag === tag)?.cadenceMs ?? 1000);
  const arrivals = createArrivalWatch(cadences, now);
  const facts = factsOf(unit, batch);
  const baseline = await readBaseline(client, unit, batch, facts);
  const noted = await readNotes(client, batch.id);
  const twin = createUnitTwin(
    { ...facts, ...noted, baseline },
    model,
    (from, to) => readSeconds(client, unit, from, to),
    options.others,
  );
  const toldTo = recorded[allOutputTags.indexOf('DO_probe_t63')] ?? Number.NEGATIVE_INFINITY;
  let next = Math.floor(batch.inoculatedAt / windowMs) * windowMs;
  let metAt: number | null = null;
  let status: FollowedStatus = { lastWindow: null, windows: 0, missedThenComputed: 0, inferenceMs: null };

  /** Windows before the first reading of all say nothing, not even that nothing could be computed. */
  const isMet = (cell: InputCell | undefined): boolean => {
    if (metAt === null && cell && Object.values(cell.values).some((value) => value !== null))
      metAt = cell.end;
    return metAt !== null;
  };

  const compute = async (cells: readonly InputCell[], at: number): Promise<void> => {
    const before = elapsedMs();
    const windows = await twin.take(cells);
    const inferenceMs = (elapsedMs() - before) / Math.max(1, cells.length);
    const fresh = freshReadings(
      unit.id,
      windows.filter((_, i) => isMet(cells[i])),
      recorded,
    );
    if (fresh.columns.tag.length > 0) await client.readings.submit(fresh.columns, callDeadline());
    status = {
      lastWindow: cells.at(-1)?.end ?? status.lastWindow,
      windows: status.windows + fresh.ends.length,
      missedThenComputed: status.missedThenComputed + fresh.ends.filter((end) => at - end > missedMs).length,
      inferenceMs,
    };
  };

  return {
    batchId: batch.id,
    historyVersion: unit.historyVersion,
    factsKey: factsKeyOf(unit),
    status: () => status,
    phase: () => twin.phase(),
    metLate: () => metAt === null || metAt - batch.inoculatedAt > metLateMs,
    suspicions: () => twin.suspicions(),
    answers: () => twin.answers(),
    drifts: () => twin.drifts(),
    // What was evaluated before a restart has been told.
    remarks: () => twin.remarks().filter(({ at }) => at > toldTo),
    advance: async (current, at) => {
      twin.override(current.phaseOverrides ?? []);
      if (next + windowMs + settleMs > at) return false;
      arrivals.update(
        await client.readings.lastTimes({ unitId: unit.id, tags: [...inputTags] }, callDeadline()),
        at,
      );
      for (;;) {
        const to = lastArrived(next, at, (end) => arrivals.hasArrived(end, at));
        if (to === next) return next + windowMs + settleMs <= at;
        await compute(await readCells(client, current, next, to, facts.analysers), at);
        next = to;
      }
    },
  };
}

/** Changes with everything about a unit and the notes of its batch that enters a formula. */
export function factsKeyOf(unit: UnitSummary): string {
  return JSON.stringify([unit.scale, unit.startVolumeL, unit.vessel ?? null, unit.notesVersion]);
}

/** What formulas must know of a batch, without what was read or noted of it. */
export function factsOf(unit: UnitSummary, batch: Batch): BatchFacts {
  const definitions = catalogueFor(unit.scale);
  const rangeOf = (tag: string): Range =>
    (unit.channels.find((c) => c.tag === tag) ?? definitions.find((d) => d.tag === tag))?.range ?? anyPercent;
  return {
    inoculatedAt: batch.inoculatedAt,
    startVolumeL: unit.startVolumeL,
    analysers: { o2: rangeOf('OffGas_O2'), co2: rangeOf('OffGas_CO2') },
    vessel: vesselFactsOf(unit),
  };
}

const anyPercent: Range = { low: 0, high: 100 };

/** End of the last window from `from` on, in one chunk, that is final and has arrived. */
function lastArrived(from: number, now: number, hasArrived: (end: number) => boolean): number {
  let to = from;
  for (let i = 0; i < chunkWindows; i += 1) {
    const end = to + windowMs;
    if (end + settleMs > now || !hasArrived(end)) break;
    to = end;
  }
  return to;
}

/** What the store does not have yet, as columns. */
function freshReadings(
  unitId: string,
  windows: readonly TwinWindow[],
  recorded: readonly (number | null)[],
): { columns: ReadingColumns & { quality: number[] }; ends: number[] } {
  // A tag that is named becomes a channel: those of models are named only where one speaks.
  const tags = allOutputTags.filter(
    (tag) => outputTags.includes(tag) || windows.some(({ outputs }) => outputs[tag]),
  );
  const columns = {
    unitId,
    tags,
    tag: [],
    t: [],
    value: [],
    quality: [],
  } as ReadingColumns & {
    quality: number[];
  };
  const ends: number[] = [];
  for (const { end, outputs } of windows) {
    const before = columns.tag.length;
    tags.forEach((tag: OutputTag, i) => {
      const output = outputs[tag];
      const last = recorded[allOutputTags.indexOf(tag)] ?? null;
      if (!output || (last !== null && end <= last)) return;
      columns.tag.push(i);
      columns.t.push(end);
      columns.value.push(output.value);
      columns.quality.push(qualityCode(output.quality));
    });
    if (columns.tag.length > before) ends.push(end);
  }
  return { columns, ends };
}

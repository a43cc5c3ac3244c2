import type { UnitSummary } from '../../../shared/contract/units';
import { notesInForce, od600Of, type BatchNote } from '../../../shared/model/batch-note';
import type { Batch } from '../../../shared/model/process-unit';
import { Refusal } from '../../../shared/model/refusal';
import { trainingTarget, type TrainingTargetId } from '../../../shared/model/training-plan';
import { callDeadline } from '../../twin/call-deadline';
import { createFeatureEngine, type BatchFacts } from '../../twin/features/feature-engine';
import { windowMs, type InputCell } from '../../twin/features/input-cell';
import { createPhaseFollower } from '../../twin/features/phase-window';
import { factsOf, type StationClient } from '../../twin/followed-batch';
import { readBaseline, readCells } from '../../twin/read-cells';
import { notedFacts } from '../../twin/read-notes';
import type { ReplayedBatch, TrainingRow } from './training-row';

/** Cells asked for at once: six hours. */
const chunkMs = 720 * windowMs;

export interface ReplayRequest {
  readonly client: StationClient;
  readonly unit: UnitSummary;
  readonly batch: Batch;
  readonly target: TrainingTargetId;
  readonly featureNames: readonly string[];
  readonly signal?: AbortSignal | undefined;
}

/** Reads a batch that has ended and runs it through the twin's own feature engine, window by window. */
export async function replayBatch(request: ReplayRequest): Promise<ReplayedBatch> {
  const { client, unit, batch, signal } = request;
  const facts = factsOf(unit, batch);
  const baseline = await readBaseline(client, unit, batch, facts);
  const notes = await client.batches.notes({ batchId: batch.id }, callDeadline());
  const from = Math.floor(batch.inoculatedAt / windowMs) * windowMs;
  const to = Math.floor((batch.endedAt ?? batch.inoculatedAt) / windowMs) * windowMs;
  const cells: InputCell[] = [];
  for (let start = from; start < to; start += chunkMs) {
    signal?.throwIfAborted();
    cells.push(...(await readCells(client, unit, start, Math.min(to, start + chunkMs), facts.analysers)));
  }
  return replayCells(cells, { ...facts, ...notedFacts(notes), baseline }, notes, request);
}

/** The same from cells at hand. */
export function replayCells(
  cells: readonly InputCell[],
  facts: BatchFacts,
  notes: readonly BatchNote[],
  { batch, target, featureNames }: Pick<ReplayRequest, 'batch' | 'target' | 'featureNames'>,
): ReplayedBatch {
  const width = featureNames.length;
  const engine = createFeatureEngine(facts, featureNames);
  const phases = createPhaseFollower(facts);
  const values = new Float32Array(cells.length * width);
  const ends = new Float64Array(cells.length);
  const names: string[] = [];
  for (const [i, cell] of cells.entries()) {
    const window = engine.push(cell);
    values.set(window.vector, i * width);
    ends[i] = window.end;
    names.push(phases.push(window).phase);
  }
  const samples = samplesOf(notes, target);
  const { rows, leftOut } = joinSamples(samples, { batch, ends, values, phases: names, width });
  const { id, name, unitId, simulated, inoculatedAt } = batch;
  const endedAt = batch.endedAt ?? ends.at(-1) ?? inoculatedAt;
  return {
    id,
    name,
    unitId,
    simulated,
    inoculatedAt,
    endedAt,
    ends,
    phases: names,
    values,
    rows,
    samples,
    leftOut,
  };
}

function samplesOf(
  notes: readonly BatchNote[],
  target: TrainingTargetId,
): { at: number; measured: number }[] {
  return notesInForce(notes)
    .flatMap((note) => {
      if (note.kind !== 'sample') return [];
      const measured = target === 'OD600' ? od600Of(note) : note.dcwGL;
      return measured === undefined ? [] : [{ at: note.at, measured }];
    })
    .toSorted((a, b) => a.at - b.at);
}

/** Each sample with the first window that ends no earlier than it was drawn: nothing later is in its features. */
function joinSamples(
  samples: readonly { at: number; measured: number }[],
  windows: {
    readonly batch: Batch;
    readonly ends: Float64Array;
    readonly values: Float32Array;
    readonly phases: readonly string[];
    readonly width: number;
  },
): { rows: TrainingRow[]; leftOut: string[] } {
  const { batch, ends, values, phases, width } = windows;
  const rows: TrainingRow[] = [];
  const leftOut: string[] = [];
  for (const { at, measured } of samples) {
    const i = ends.findIndex((end) => end >= at);
    const t = ends[i] ?? Number.NaN;
    const age = `${((at - batch.inoculatedAt) / 3_600_000).toFixed(1)} h`;
    if (i < 0 || t - at > windowMs) {
      // The last sample is drawn with the last reading; windows are whole.
      const last = ends.length - 1;
      const lastEnd = ends[last] ?? Number.NEGATIVE_INFINITY;
      leftOut.push(
        `Sample at ${age}: no window there${at - lastEnd < 10 * 60_000 ? ', the batch had ended' : ''}`,
      );
      continue;
    }
    const x = values.slice(i * width, (i + 1) * width);
    if (measured <= 0) leftOut.push(`Sample at ${age}: a result of ${measured} has no logarithm`);
    else if (x.every(Number.isNaN)) leftOut.push(`Sample at ${age}: nothing was measured then`);
    else
      rows.push({
        batchId: batch.id,
        t,
        sampledAt: at,
        ageH: (t - batch.inoculatedAt) / 3_600_000,
        phase: phases[i] ?? 'none',
        x,
        measured,
      });
  }
  return { rows, leftOut };
}

/** @throws Refusal where units and model do not fit */
export function refuseOtherUnits(unit: UnitSummary, scale: string, target: TrainingTargetId): void {
  if (unit.scale !== scale)
    throw new Refusal(
      'REFUSED',
      `${unit.name} is a ${unit.scale} vessel; this model is for ${scale}`,
      'scale',
    );
  const tag = target === 'OD600' ? 'OD600_offline' : 'DCW_offline';
  const channel = unit.channels.find((one) => one.tag === tag);
  const { unit: expected, name } = trainingTarget(target);
  if (channel && channel.unit !== expected)
    throw new Refusal(
      'REFUSED',
      `${name} of ${unit.name} is in ${channel.unit}; the model learns ${expected}`,
      'target',
    );
}

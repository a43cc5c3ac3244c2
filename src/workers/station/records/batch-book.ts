import { batchIdSchema, type BatchId, type UnitId } from '../../../shared/model/identity';
import type { Json } from '../../../shared/model/ledger-entry';
import type { Batch } from '../../../shared/model/process-unit';
import {
  batchLife,
  batchMoves,
  batchStateWords,
  batchSteps,
  stateAfter,
  type BatchMove,
  type BatchRun,
  type BatchState,
} from '../../../shared/model/records/batch-state';
import { saysSomething } from '../../../shared/model/records/finding';
import { Refusal } from '../../../shared/model/refusal';
import type { BatchBegun, BatchStep } from '../record/records/records-keep';
import { plantNow } from './plant-time';
import type { RecordsDeps } from './records-deps';

/** Who moves a batch, why, and by which signature. */
export interface Mover {
  readonly by: string;
  readonly byName: string;
  readonly reason?: string | undefined;
  readonly signatureId?: string;
  readonly facts?: Readonly<Record<string, Json>>;
}

/** The life of batches: the only place that changes a state. */
export interface BatchBook {
  list(unitId?: UnitId): BatchRun[];
  find(id: string): BatchRun | undefined;
  /** @throws Refusal where there is none */
  get(id: string): BatchRun;
  steps(id: string): BatchStep[];
  /** Another batch that holds the vessel now. */
  heldBy(unitId: UnitId, but?: BatchId): BatchRun | undefined;
  /** Plans a batch, inside a running entry of the ledger. */
  plan(unitId: UnitId, name: string, planId: string): BatchId;
  /** Makes one of the moves there are. Runs what belongs to it in the same transaction. */
  move(id: string, move: BatchMove, mover: Mover, also?: (after: BatchRun) => void): BatchRun;
}

const inVessel: readonly BatchState[] = ['running', 'held'];

export function createBatchBook(deps: RecordsDeps): BatchBook {
  const { keep, plant } = deps;
  const viewOf = (begun: BatchBegun | undefined, known: Batch | undefined): BatchRun | undefined => {
    const first = begun ?? (known && begunOf(deps, known));
    return first && runOf(deps, first, begun !== undefined, known);
  };
  const plantBatch = (id: string): Batch | undefined => plant.batches().find((batch) => batch.id === id);
  const find = (id: string): BatchRun | undefined => viewOf(keep.findBatch(id), plantBatch(id));
  const get = (id: string): BatchRun => {
    const found = find(id);
    if (!found) throw new Refusal('NOT_FOUND', `No batch is called ${id}`, 'batchId');
    return found;
  };
  const list = (unitId?: UnitId): BatchRun[] => {
    const begun = new Map(keep.listBatchRuns().map((one) => [one.id, one]));
    const known = new Map(plant.batches().map((one) => [one.id, one]));
    return [...new Set([...begun.keys(), ...known.keys()])]
      .flatMap((id) => viewOf(begun.get(id), known.get(id)) ?? [])
      .filter((one) => unitId === undefined || one.unitId === unitId)
      .toSorted((a, b) => (b.createdAt ?? b.t0 ?? 0) - (a.createdAt ?? a.t0 ?? 0));
  };
  return {
    list,
    find,
    get,
    steps: (id) => keep.batchSteps(id),
    heldBy: (unitId, but) => list(unitId).find((one) => one.id !== but && inVessel.includes(one.state)),
    plan: (unitId, name, planId) => {
      const id = freeId(deps, unitId);
      const simulated = plant.units().find((unit) => unit.id === unitId)?.simulated ?? false;
      const none = { t0: null, endedAt: null } as const;
      keep.addBatch({
        id,
        unitId,
        name,
        origin: 'records',
        simulated,
        state: 'planned',
        ...none,
        planId,
        createdAt: deps.now(),
      });
      return id;
    },
    move: (id, move, mover, also) => moveBatch(deps, get(id), move, mover, also, get),
  };
}

/** A batch that nobody planned here: started by hand, told of by a simulator, brought by an import. */
function begunOf({ campaignOf }: RecordsDeps, batch: Batch): BatchBegun {
  const { id, unitId, name, simulated, inoculatedAt, endedAt } = batch;
  const origin = campaignOf(id) !== null ? 'import' : simulated ? 'simulator' : 'hand';
  const state = endedAt === null ? 'running' : 'ended';
  return {
    id,
    unitId,
    name,
    origin,
    simulated,
    state,
    t0: inoculatedAt,
    endedAt,
    planId: null,
    createdAt: inoculatedAt,
  };
}

function runOf({ keep }: RecordsDeps, begun: BatchBegun, kept: boolean, known: Batch | undefined): BatchRun {
  const steps = kept ? keep.batchSteps(begun.id) : [];
  const last = steps.at(-1)?.to ?? begun.state;
  // Whoever told of it may have ended it meanwhile.
  const endedElsewhere =
    inVessel.includes(last) && begun.origin !== 'records' && known?.endedAt !== null && known !== undefined;
  const state = endedElsewhere ? 'ended' : last;
  const aborted = steps.some(({ move }) => move === 'abort');
  const content = kept ? keep.contentHead(begun.id) : undefined;
  const { id, unitId, name, origin, simulated, planId } = begun;
  return {
    id,
    unitId,
    name,
    state,
    life: batchLife(state, aborted),
    aborted,
    origin,
    simulated,
    t0: steps.find(({ move }) => move === 'go')?.plantAt ?? begun.t0,
    endedAt:
      steps.findLast(({ move }) => move === 'end' || move === 'abort')?.plantAt ??
      known?.endedAt ??
      begun.endedAt,
    planId,
    createdAt: kept ? begun.createdAt : null,
    version: content?.version ?? 0,
    contentHash: content?.contentHash ?? null,
    moves: batchMoves.filter(
      (move) =>
        stateAfter(state, move) !== undefined &&
        !batchSteps[move].signed &&
        move !== 'propose-closure' &&
        move !== 'set-up',
    ),
  };
}

function moveBatch(
  deps: RecordsDeps,
  batch: BatchRun,
  move: BatchMove,
  mover: Mover,
  also: ((after: BatchRun) => void) | undefined,
  get: (id: string) => BatchRun,
): BatchRun {
  const to = stateAfter(batch.state, move);
  const step = batchSteps[move];
  if (!to)
    throw new Refusal(
      'CONFLICT',
      `${batch.name} is ${batchStateWords[batch.state].toLowerCase()}: ${cannot[move]}`,
    );
  if (step.signed && mover.signatureId === undefined)
    throw new Refusal('FORBIDDEN', 'This is done by a signature: open the record and sign it');
  const reason = mover.reason?.trim();
  if (step.reason && (reason === undefined || !saysSomething(reason)))
    throw new Refusal('REFUSED', 'Say why, in a few words of your own', 'reason');
  const at = deps.now();
  const plantAt = plantNow(deps, batch.unitId);
  const after = deps.ledger.write(
    {
      what: 'batch.moved',
      subject: { type: 'batch', id: batch.id },
      ...(reason ? { reason } : {}),
      facts: { move, from: batch.state, to, ...mover.facts },
    },
    () => {
      beginHere(deps, batch);
      const facts = mover.facts ?? {};
      const signatureId = mover.signatureId ?? null;
      deps.keep.addBatchStep({
        batchId: batch.id,
        move,
        from: stateOnFile(deps, batch, mover),
        to,
        at,
        plantAt,
        by: mover.by,
        byName: mover.byName,
        reason: reason ?? null,
        signatureId,
        facts,
      });
      const now = get(batch.id);
      saveToPlant(deps, now);
      also?.(now);
      return now;
    },
  );
  // The move may be part of a larger transaction, a signature: the plant follows what is on the disk once that is done.
  queueMicrotask(() => adoptInPlant(deps, batch.id, get));
  return after;
}

/** A batch that was only told of gets its line here with its first move. */
function beginHere(deps: RecordsDeps, { id }: BatchRun): void {
  if (deps.keep.findBatch(id)) return;
  const known = deps.plant.batches().find((one) => one.id === id);
  if (known) deps.keep.addBatch(begunOf(deps, known));
}

/** State of the last line on file; where it was ended elsewhere meanwhile, that is written down first. */
function stateOnFile(
  deps: RecordsDeps,
  { id, state, endedAt, aborted: _aborted }: BatchRun,
  mover: Mover,
): BatchState {
  const last = deps.keep.batchSteps(id).at(-1)?.to ?? deps.keep.findBatch(id)?.state ?? state;
  if (last === state) return state;
  const at = deps.now();
  const facts = { words: 'It was ended by whoever had told of it' };
  deps.keep.addBatchStep({
    batchId: id,
    move: 'end',
    from: last,
    to: 'ended',
    at,
    plantAt: endedAt ?? at,
    by: mover.by,
    byName: mover.byName,
    reason: null,
    signatureId: null,
    facts,
  });
  return 'ended';
}

/** What the plant knows of a batch, in the same transaction. */
function saveToPlant(deps: RecordsDeps, after: BatchRun): void {
  const batch = plantBatchOf(after);
  const known = deps.plant.batches().find(({ id }) => id === after.id);
  if (batch && JSON.stringify(known) !== JSON.stringify(batch)) deps.store.saveBatch(batch);
}

function adoptInPlant(
  { plant, keep, changed }: RecordsDeps,
  id: string,
  get: (id: string) => BatchRun,
): void {
  const batch = keep.findBatch(id) ? plantBatchOf(get(id)) : null;
  if (batch) plant.adopt(batch);
  changed();
}

function plantBatchOf({ id, unitId, name, t0, endedAt, simulated }: BatchRun): Batch | null {
  return t0 === null ? null : { id, unitId, name, inoculatedAt: t0, endedAt, simulated };
}

const cannot: Readonly<Record<BatchMove, string>> = {
  'set-up': 'its set-up has begun already',
  ready: 'only a batch in set-up becomes ready',
  'not-ready': 'only a batch that is ready goes back to set-up',
  go: 'only a batch that is set up can be inoculated',
  hold: 'only a running batch can be held',
  resume: 'only a held batch can go on',
  end: 'only a running or held batch can end',
  abort: 'only a batch that has not ended can be aborted',
  'propose-closure': 'end it first, then hand in its closure',
  return: 'only a batch in review can be returned',
  close: 'only a batch in review can be closed',
  reopen: 'only a closed batch without a disposition can be reopened',
  release: 'only a closed batch can be released',
  reject: 'only a closed batch can be rejected',
};

/** UNIT-YYYYMMDD-N, N counting up from 1. */
function freeId({ keep, plant, now }: RecordsDeps, unitId: UnitId): BatchId {
  const day = new Date(now()).toISOString().slice(0, 10).replaceAll('-', '');
  const taken = new Set<string>(plant.batches().map(({ id }) => id));
  for (let n = 1; ; n += 1) {
    const id = batchIdSchema.parse(`${unitId}-${day}-${n}`);
    if (!taken.has(id) && !keep.findBatch(id)) return id;
  }
}

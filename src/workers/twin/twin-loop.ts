import type { UnitSummary } from '../../shared/contract/units';
import type { Log } from '../log';
import { createBatchCloser } from './batch-closer';
import { callDeadline } from './call-deadline';
import type { PhaseId } from '../../shared/model/phase';
import { windowMs } from './features/input-cell';
import { createHistoryWatch, type HistoryWatch } from './history-watch';
import { factsKeyOf, followBatch, settleMs, type FollowedBatch, type StationClient } from './followed-batch';
import type { LoadedModel } from './infer';
import type { ModelBench } from './model-bench';

export interface TwinLoopOptions {
  readonly client: StationClient;
  readonly loaded: LoadedModel;
  /** What the registry has in use; without it the one that was loaded serves every unit. */
  readonly bench?: ModelBench;
  readonly log: Log;
  /** Milliseconds of a steady clock. */
  readonly elapsedMs: () => number;
}

/** The twin's work over one connection to the station. */
export interface TwinLoop {
  /**
   * Brings every running batch up to date and reports; a step never throws.
   * @param now epoch ms
   * @returns when to come again, epoch ms
   */
  step(now: number): Promise<number>;
}

const retryMs = 1000;
const reportEveryMs = 10_000;

/** A loop with nothing in hand: each running batch is followed from its inoculation, as after a restart. */
export function createTwinLoop(options: TwinLoopOptions): TwinLoop {
  const { client, loaded, log, bench } = options;
  const modelKeys = new Map<string, string>();
  const followed = new Map<string, FollowedBatch>();
  const pasts = new Map<string, HistoryWatch>();
  const troubles = new Map<string, string>();
  const closer = createBatchCloser(client);
  let answering = true;

  const follow = async (unit: UnitSummary, now: number): Promise<boolean> => {
    const { batch } = unit;
    if (batch === null || batch.endedAt !== null || batch.inoculatedAt > now) {
      followed.delete(unit.id);
      return batch === null || batch.endedAt !== null ? closer.close(unit, now) : false;
    }
    closer.reopen(unit.id);
    const past = pasts.get(unit.id) ?? createHistoryWatch();
    pasts.set(unit.id, past);
    if (!past.isStill(unit.historyVersion, now)) return true;
    try {
      const { key, model, others } = bench?.for(unit.scale) ?? { key: '', model: loaded.model, others: [] };
      let current = followed.get(unit.id);
      if (
        current?.batchId !== batch.id ||
        current.historyVersion !== unit.historyVersion ||
        current.factsKey !== factsKeyOf(unit) ||
        modelKeys.get(unit.id) !== key
      ) {
        const same = modelKeys.get(unit.id) === key;
        const again = current?.batchId === batch.id && current.factsKey === factsKeyOf(unit) && same;
        current = await followBatch(unit, batch, now, { ...options, model, others, again });
        modelKeys.set(unit.id, key);
        followed.set(unit.id, current);
      }
      const waiting = await current.advance(unit, now);
      troubles.delete(unit.id);
      return waiting;
    } catch (error) {
      // Half-taken windows would spoil the integrals: begin again from inoculation.
      followed.delete(unit.id);
      if (!troubles.has(unit.id))
        log('warn', 'Could not bring a unit up to date', { unit: unit.id, error: String(error) });
      troubles.set(unit.id, `${unit.id} could not be brought up to date: ${String(error)}`);
      return true;
    }
  };

  return {
    step: async (now) => {
      try {
        const units = await client.units.list(undefined, callDeadline());
        await bench?.refresh();
        let waiting = false;
        for (const unit of units) waiting = (await follow(unit, now)) || waiting;
        const [first] = units.filter(({ id }) => followed.has(id));
        await report(client, toldModel(options, first?.scale), followed, troubles);
        answering = true;
        return waiting ? now + retryMs : nextStep(now);
      } catch (error) {
        if (answering) log('warn', 'The station does not answer the twin', { error: String(error) });
        answering = false;
        return now + retryMs;
      }
    },
  };
}

/** The model that is told of: that of the first unit that is followed. */
function toldModel({ loaded, bench }: TwinLoopOptions, scale: string | undefined): LoadedModel {
  if (!bench || scale === undefined) return loaded;
  const { model } = bench.for(scale);
  const problem = [model ? '' : loaded.problem, bench.problem()].filter((words) => words !== '').join(' ');
  return model ? { model, problem } : loaded;
}

/** Just after the next window is final, but often enough that a new batch is met and the report stays young. */
function nextStep(now: number): number {
  const nextFinal = Math.floor((now - settleMs) / windowMs + 1) * windowMs + settleMs;
  return Math.min(nextFinal, now + reportEveryMs);
}

/** Of a batch met under way neither a lag nor the beginning of a phase can be vouched for. */
function phaseTold(batch: FollowedBatch): { phase: PhaseId; phaseSince: number | null } {
  const { phase, since } = batch.phase();
  if (!batch.metLate()) return { phase, phaseSince: since };
  return { phase: phase === 'lag' ? 'none' : phase, phaseSince: null };
}

async function report(
  client: StationClient,
  { model, problem }: LoadedModel,
  followed: ReadonlyMap<string, FollowedBatch>,
  troubles: ReadonlyMap<string, string>,
): Promise<void> {
  const card = model?.card ?? null;
  const answers = await Promise.all(
    [...followed].map(async ([unitId, batch]) =>
      (await batch.answers()).map((answer) => ({ unitId: unitId as UnitSummary['id'], ...answer })),
    ),
  );
  const told = {
    model: card && {
      name: card.name,
      version: card.version,
      purpose: card.purpose,
      accuracy: card.accuracy,
      sha256: card.sha256,
    },
    problem: [problem, ...troubles.values()].filter((words) => words !== '').join(' '),
    units: [...followed].map(([unitId, batch]) => {
      return { unitId: unitId as UnitSummary['id'], ...batch.status(), ...phaseTold(batch) };
    }),
    suspicions: [...followed].flatMap(([unitId, batch]) =>
      batch.suspicions().map(({ check, suspects, since, evidence }) => ({
        unitId: unitId as UnitSummary['id'],
        tag: suspects[0] ?? '',
        kind: check,
        since,
        words: evidence,
      })),
    ),
    remarks: [...followed].flatMap(([unitId, batch]) =>
      batch.remarks().map((remark) => ({ unitId: unitId as UnitSummary['id'], ...remark })),
    ),
    answers: answers.flat(),
    drifts: [...followed].flatMap(([unitId, batch]) =>
      batch.drifts().map((drift) => ({ unitId: unitId as UnitSummary['id'], ...drift })),
    ),
  };
  await client.twin.report(told, callDeadline());
}

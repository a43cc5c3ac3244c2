import { randomUUID } from 'node:crypto';
import { lineAt } from '../../../shared/model/calibration-applied';
import { methodsFor } from '../../../shared/model/records/calibration-method';
import type { CalibrationBegin, CalibrationRun } from '../../../shared/model/calibration-run';
import type { Channel } from '../../../shared/model/channel';
import type { ChannelId, UnitId } from '../../../shared/model/identity';
import { newestPlantTime } from '../../../shared/model/plant-time';
import { Refusal } from '../../../shared/model/refusal';
import { markChecked, putRight } from '../check/apply-calibration';
import { calibrationsOf } from '../records/calibration-found';
import { personActing } from '../records/records-deps';
import { createAppliedDesk, type AppliedDesk } from './applied-desk';
import type { CalibrationsDeps } from './calibrations-deps';
import type { CalibrationsDesk } from './calibrations-room';
import { certificateOf } from './certificate-of';
import { compareRaw } from './compare-raw';
import { keepRun } from './keep-run';
import { createLineTap, type LineTap } from './line-tap';
import { probesOf } from './probes-of';
import { readingOf } from './reading-of';
import { resultOf, type RunFacts } from './result-of';
import { createRunBook, type RunBook } from './run-book';
import { measurePoint, methodOfRun, redoPoint, referPoint, takePoint } from './run-steps';
import { endSimulated, simulateReference } from './simulated-reference';

/** What the parts of the room share. */
export interface CalibrationParts {
  readonly deps: CalibrationsDeps;
  readonly book: RunBook;
  readonly tap: LineTap;
  readonly applied: AppliedDesk;
}

/** The room of the calibrations of a station. */
export function createCalibrations(
  deps: CalibrationsDeps,
  failed: (error: unknown) => void,
): CalibrationsDesk {
  const book = createRunBook(deps);
  const tap = createLineTap();
  const applied = createAppliedDesk(deps, failed);
  const parts: CalibrationParts = { deps, book, tap, applied };
  for (const run of book.list()) tap.watch(channelOf(deps, run.channelId).series);
  const step = (id: string, change: (run: CalibrationRun) => CalibrationRun): CalibrationRun => {
    personActing();
    return book.put(change(book.get(id)));
  };
  return {
    probes: () => probesNow(parts),
    runs: () => book.list(),
    run: (id) => {
      const run = book.get(id);
      return { run, reading: readingOf(parts, run), simulated: isSimulated(deps, run.unitId) };
    },
    begin: (given) => beginRun(parts, given),
    measure: async (id, { simulate, ...asked }) => {
      const run = book.get(id);
      const next = measurePoint(run, asked, plantNow(deps, run.unitId));
      if (simulate) await simulateReference(deps, next, asked.index);
      return step(id, () => next);
    },
    take: (id, index, anyway) =>
      step(id, (run) => {
        const { series } = channelOf(deps, run.channelId);
        const since = run.points[index]?.startedAt ?? Number.POSITIVE_INFINITY;
        return takePoint(run, index, anyway, tap.since(series, since), plantNow(deps, run.unitId));
      }),
    refer: (id, index, reference) => step(id, (run) => referPoint(run, index, reference)),
    redo: (id, index) => step(id, (run) => redoPoint(run, index)),
    result: (id, finish) => {
      const run = book.get(id);
      return resultOf(deps, run, finish, factsOf(deps, run));
    },
    keep: (id, finish, answers) => {
      const run = book.get(id);
      return keepRun(parts, { run, facts: factsOf(deps, run) }, finish, answers, () => endRun(parts, run));
    },
    abort: async (id, reason) => {
      personActing();
      const run = book.get(id);
      await endRun(parts, run);
      deps.ledger.note({
        what: 'calibration.aborted',
        subject: { type: 'channel', id: run.channelId },
        reason,
        facts: { run: run.id, method: run.method, serial: run.serial },
      });
      return true;
    },
    applied: (channelId) => [...applied.of(channelOf(deps, channelId).series)],
    compare: (channelId, minutes) => compareRaw(deps, channelOf(deps, channelId), minutes),
    certificate: (recordId) => certificateOf(deps, recordId),
    marked: (samples) => {
      tap.take(samples);
      return markChecked(samples, book.spans());
    },
    shown: (samples) => putRight(samples, applied.lines()),
    linesOf: (series) => applied.of(series),
    tick: () => applied.tick(),
    unitOf: (input) => {
      const id = typeof input === 'object' && input !== null ? Reflect.get(input, 'id') : undefined;
      return typeof id === 'string' ? book.find(id)?.unitId : undefined;
    },
  };
}

/** A channel by its id. */
function channelOf({ plant }: Pick<CalibrationsDeps, 'plant'>, id: ChannelId): Channel {
  const channel = plant.channel(id);
  if (!channel) throw new Refusal('NOT_FOUND', `No channel is called ${id}`, 'channelId');
  return channel;
}

function isSimulated({ plant }: Pick<CalibrationsDeps, 'plant'>, unitId: UnitId): boolean {
  return plant.units().some(({ id, simulated }) => id === unitId && simulated);
}

/** Time of a plant: a simulated one may be elsewhere than the clock. */
function plantNow({ plant, latest, now }: CalibrationsDeps, unitId: UnitId): number {
  if (!isSimulated({ plant }, unitId)) return now();
  return newestPlantTime(plant.channelsOf(unitId), latest) ?? now();
}

function probesNow({ deps, book }: CalibrationParts) {
  const runningOf = (id: string): string | null =>
    book.list().find(({ channelId }) => channelId === id)?.id ?? null;
  return deps.plant.units().flatMap((unit) => {
    const records = calibrationsOf(deps.keep, unit.id);
    return probesOf(deps, unit, records, plantNow(deps, unit.id), runningOf);
  });
}

export function factsOf(deps: CalibrationsDeps, run: CalibrationRun): RunFacts {
  const own = calibrationsOf(deps.keep, run.unitId).filter(
    ({ instrument }) => instrument?.id === run.channelId,
  );
  const last = own.findLast(({ verdict }) => verdict?.id !== 'fail') ?? null;
  return { at: plantNow(deps, run.unitId), last, batches: deps.plant.batches(run.unitId) };
}

const openStates = ['planned', 'set-up', 'ready', 'running', 'held'];

function beginRun({ deps, book, tap, applied }: CalibrationParts, given: CalibrationBegin): CalibrationRun {
  const { personId, name } = personActing();
  const channel = channelOf(deps, given.channelId);
  const method = methodOfRun(given);
  if (!methodsFor(channel.tag).includes(method))
    throw new Refusal('REFUSED', `${method.words} is not a method for ${channel.name}`, 'method');
  const other = book.list().find(({ channelId }) => channelId === given.channelId);
  if (other)
    throw new Refusal(
      'CONFLICT',
      `${other.byName} is calibrating it already: go on with that one, or give it up`,
    );
  const at = plantNow(deps, channel.unitId);
  const line = lineAt(applied.of(channel.series), at);
  const batch = deps.records.batches(channel.unitId).find(({ state }) => openStates.includes(state));
  const run: CalibrationRun = {
    id: randomUUID(),
    ...given,
    unitId: channel.unitId,
    batchId: batch?.id ?? null,
    by: personId,
    byName: name,
    startedAt: deps.now(),
    plantStartedAt: at,
    gainBefore: line?.gain ?? 1,
    offsetBefore: line?.offset ?? 0,
    points: [],
  };
  const span = { runId: run.id, series: channel.series, from: at, to: null };
  deps.ledger.note({
    what: 'calibration.begun',
    subject: { type: 'channel', id: channel.id },
    facts: { run: run.id, method: run.method, serial: run.serial },
  });
  book.begin(run, method.away ? span : null);
  tap.watch(channel.series);
  return run;
}

/** The probe is back in the broth; whatever became of the run. */
async function endRun({ deps, book, tap }: CalibrationParts, run: CalibrationRun): Promise<void> {
  const channel = channelOf(deps, run.channelId);
  book.end(run.id, plantNow(deps, run.unitId) + 1);
  tap.forget(channel.series);
  await endSimulated(deps, run);
}

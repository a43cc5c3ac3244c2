import type { AlarmList, StandingAlarmEntry } from '../../../shared/contract/alarms';
import type { ReplayedSamples } from '../../../shared/contract/replays';
import type { UnitSummary } from '../../../shared/contract/units';
import { alarmPriorities, shownHold, type AlarmDefinition } from '../../../shared/model/alarm';
import type { Channel } from '../../../shared/model/channel';
import { channelId, type BatchId, type ChannelId, type UnitId } from '../../../shared/model/identity';
import { phaseOf } from '../../../shared/model/phase';
import type { Batch, ProcessUnit } from '../../../shared/model/process-unit';
import { Refusal } from '../../../shared/model/refusal';
import type { AlarmsKeep, KeptAlarmEvent } from '../record/alarms/alarms-keep';
import type { Historian } from '../record/historian';

export interface ReplayDeps {
  readonly plant: {
    units(): readonly ProcessUnit[];
    batches(): readonly Batch[];
    channelsOf(unitId: UnitId): readonly Channel[];
    channel(id: ChannelId): Channel | undefined;
  };
  readonly historian: Pick<Historian, 'raw' | 'newest'>;
  readonly alarms: Pick<AlarmsKeep, 'listAlarms' | 'listAlarmEvents'>;
  readonly late: (unitId: UnitId) => number;
}

/** A finished batch as it was, moment by moment. It reads, and nothing else. May refuse with words. */
export interface ReplayRoom {
  samples(id: BatchId, from: number, to: number, stepMs: number): Promise<ReplayedSamples>;
  state(id: BatchId, at: number): Promise<{ unit: UnitSummary; alarms: AlarmList }>;
}

interface Remembered {
  readonly id: BatchId;
  /** Oldest first. */
  readonly journal: readonly KeptAlarmEvent[];
  readonly phases: readonly { readonly t: number; readonly code: number }[];
}

/** No batch has more samples of its phase, or more transitions of alarms. */
const mostPhases = 500_000;
const mostEvents = 200_000;
const mostRaw = 50_000;

/** Opens the replays. The journal and the phases of one batch are kept: a replay asks for them twice a second. */
export function createReplay(deps: ReplayDeps): ReplayRoom {
  let last: Promise<Remembered> | null = null;
  let lastId: BatchId | null = null;

  const endedBatch = (id: BatchId): Batch & { endedAt: number } => {
    const batch = deps.plant.batches().find((one) => one.id === id);
    if (!batch) throw new Refusal('NOT_FOUND', `There is no batch ${id}`, 'batchId');
    const { endedAt } = batch;
    if (endedAt === null)
      throw new Refusal('REFUSED', 'It still runs: a replay is of a batch that has ended');
    return { ...batch, endedAt };
  };

  const remember = async (batch: Batch & { endedAt: number }): Promise<Remembered> => {
    const channel = deps.plant.channel(channelId(batch.unitId, 'Phase'));
    const columns = channel
      ? await deps.historian.raw({
          series: channel.series,
          from: batch.inoculatedAt,
          to: batch.endedAt + 1,
          limit: mostPhases,
        })
      : null;
    const phases: { t: number; code: number }[] = [];
    columns?.t.forEach((t, i) => {
      const code = columns.value[i] ?? Number.NaN;
      if (!Number.isNaN(code) && code !== phases.at(-1)?.code) phases.push({ t, code });
    });
    const journal = deps.alarms
      .listAlarmEvents({ from: 0, to: batch.endedAt + 1, unitId: batch.unitId, limit: mostEvents })
      .toReversed();
    return { id: batch.id, journal, phases };
  };
  const remembered = (batch: Batch & { endedAt: number }): Promise<Remembered> => {
    if (last === null || lastId !== batch.id) {
      lastId = batch.id;
      last = remember(batch);
    }
    return last;
  };

  return {
    samples: async (id, from, to, stepMs) => {
      const batch = endedBatch(id);
      const channels = deps.plant.channelsOf(batch.unitId);
      const answers = await Promise.all(
        channels.map(({ series }) => deps.historian.raw({ series, from, to, limit: mostRaw })),
      );
      const rows = channels.flatMap(({ series }, k) => rowsOf(series, answers[k], stepMs));
      rows.sort((a, b) => a.t - b.t);
      return {
        series: rows.map((row) => row.series),
        t: rows.map((row) => row.t),
        value: rows.map((row) => row.value),
        quality: rows.map((row) => row.quality),
      };
    },
    state: async (id, at) => {
      const batch = endedBatch(id);
      const { journal, phases } = await remembered(batch);
      const known = phases.findLast(({ t }) => t <= at);
      return {
        unit: unitAt(deps, batch, at, known ?? null),
        alarms: await alarmsAt(deps, batch.unitId, journal, at),
      };
    },
  };
}

interface Row {
  readonly series: number;
  readonly t: number;
  readonly value: number | null;
  readonly quality: number;
}

function rowsOf(
  series: number,
  columns: Awaited<ReturnType<Historian['raw']>> | undefined,
  stepMs: number,
): Row[] {
  const rows: Row[] = [];
  columns?.t.forEach((t, i) => {
    const value = columns.value[i] ?? Number.NaN;
    const row = {
      series,
      t,
      value: Number.isNaN(value) ? null : value,
      quality: columns.quality[i] ?? 0,
    };
    const before = rows.at(-1);
    if (stepMs > 0 && before && Math.floor(before.t / stepMs) === Math.floor(t / stepMs)) rows.pop();
    rows.push(row);
  });
  return rows;
}

/** The unit as `units.list` would have told it then. */
function unitAt(
  { plant, late }: ReplayDeps,
  batch: Batch,
  at: number,
  phase: { t: number; code: number } | null,
): UnitSummary {
  const unit = plant.units().find(({ id }) => id === batch.unitId);
  if (!unit) throw new Refusal('NOT_FOUND', `The unit of ${batch.id} is gone`, 'batchId');
  return {
    ...unit,
    batch: at >= batch.inoculatedAt ? { ...batch, endedAt: null } : null,
    phase: phaseOf(phase?.code ?? null).id,
    phaseSince: phase?.t ?? null,
    historyVersion: late(unit.id),
    channels: [...plant.channelsOf(unit.id)],
    phaseOverrides: [],
    notesVersion: 0,
  };
}

/** The list of alarms as it was: the newest transition of each until then, by the definitions of now. */
async function alarmsAt(
  { plant, historian, alarms }: ReplayDeps,
  unitId: UnitId,
  journal: readonly KeptAlarmEvent[],
  at: number,
): Promise<AlarmList> {
  const newest = new Map<string, KeptAlarmEvent>();
  for (const event of journal) if (event.at <= at) newest.set(event.alarmId, event);
  const standing = [...newest.values()].filter(
    ({ after }) => after.state !== 'normal' || shownHold(after) !== null,
  );
  const definitions = new Map(alarms.listAlarms().map((one) => [one.id, one]));
  const entries: StandingAlarmEntry[] = [];
  for (const event of standing) {
    const definition = definitions.get(event.alarmId);
    const channel = definition && plant.channel(channelId(unitId, definition.tag));
    if (!definition || !channel) continue;
    const [sample] = await historian.newest([channel.series], at);
    entries.push(entryOf(event, definition, channel, sample ?? null));
  }
  const sorted = entries.toSorted(
    (a, b) => rankOf(a) - rankOf(b) || (b.state.activeSince ?? 0) - (a.state.activeSince ?? 0),
  );
  return { now: at, alarms: sorted, flood: null, waiting: 0 };
}

function entryOf(
  { after, alarmId, unitId, limit }: KeptAlarmEvent,
  definition: AlarmDefinition,
  channel: Channel,
  sample: { readonly t: number; readonly value: number | null } | null,
): StandingAlarmEntry {
  return {
    unitId,
    alarmId,
    channelId: channel.id,
    definition,
    state: after,
    hold: shownHold(after),
    value: sample?.value ?? null,
    valueAt: sample?.t ?? null,
    limit,
    unit: channel.unit,
  };
}

function rankOf({ definition }: StandingAlarmEntry): number {
  return alarmPriorities.find(({ id }) => id === definition.priority)?.rank ?? 9;
}

import type { AlarmKpiAnswer, AlarmList, StandingAlarmEntry } from '../../../shared/contract/alarms';
import { alarmFloods, groupAlarms, type Activation } from '../../../shared/calc/alarm-floods';
import { alarmKpi, type CountedActivation } from '../../../shared/calc/alarm-kpi';
import {
  alarmPriorities,
  enablingFaults,
  shownHold,
  type AlarmDefinition,
  type AlarmEvent,
} from '../../../shared/model/alarm';
import { alarmCatalogue } from '../../../shared/model/alarm-catalogue';
import type { UnitId } from '../../../shared/model/identity';
import { Refusal } from '../../../shared/model/refusal';
import type { AlarmsKeep, AlarmSpan, KeptAlarmEvent } from '../record/alarms/alarms-keep';
import {
  createAlarmDesk,
  isStanding,
  type AlarmDesk,
  type AlarmDeskDeps,
  type StandingAlarm,
} from './alarm-desk';

export interface AlarmsRoomDeps extends Pick<
  AlarmDeskDeps,
  'phaseOf' | 'isSilent' | 'changed' | 'now' | 'soon'
> {
  readonly keep: AlarmsKeep;
  /** How whoever acts in this call is named. */
  readonly actor: () => string;
  /** Runs a change of the master database with its entry in the audit ledger. */
  readonly recorded: (id: string, reason: string, change: () => void) => void;
}

/** Alarms as verbs ask for them. May refuse with words. */
export interface AlarmsRoom {
  list(): AlarmList;
  acknowledge(alarms: readonly { unitId: UnitId; alarmId: string }[], comment: string): number;
  reset(unitId: UnitId, alarmId: string, comment: string): boolean;
  shelve(unitId: UnitId, alarmId: string, hours: number, reason: string): number;
  unshelve(unitId: UnitId, alarmId: string): boolean;
  journal(span: AlarmSpan): KeptAlarmEvent[];
  kpi(from: number, to: number): AlarmKpiAnswer;
  definitions(): readonly AlarmDefinition[];
  define(definition: AlarmDefinition, reason: string): AlarmDefinition;
}

/** Floods are looked for in this much of the past. */
const recentMs = 3_600_000;
/** No figures are worked out of more transitions than this at once. */
const mostEvents = 200_000;
const longestActiveMs = 30 * 86_400_000;

function keepShipped({ keep, recorded }: AlarmsRoomDeps): void {
  try {
    recorded('shipped', 'The shipped list at the first start', () => {
      for (const alarm of alarmCatalogue) keep.saveAlarm(alarm);
    });
  } catch (problem) {
    // A ledger that takes no entry is told as a state; the list is kept at a later start.
    if (!(problem instanceof Refusal)) throw problem;
  }
}

/** Opens the alarms of a station: the shipped list at the first start, afterwards what the site made of it. */
export function createAlarmsRoom(deps: AlarmsRoomDeps): { room: AlarmsRoom; desk: AlarmDesk } {
  const { keep, now } = deps;
  if (keep.listAlarms().length === 0) keepShipped(deps);
  const kept = keep.listAlarms();
  // Alarms are told whatever the ledger takes.
  let definitions: readonly AlarmDefinition[] = kept.length > 0 ? kept : alarmCatalogue;
  let recent: Activation[] = keep
    .listAlarmEvents({ from: now() - recentMs, to: now() + 1, limit: mostEvents })
    .filter(({ what }) => what === 'activated')
    .map(activationOf)
    .toReversed();
  const desk = createAlarmDesk({
    ...deps,
    definitions: () => definitions,
    journal: keep.lastAlarmEvents(),
    keep: (events) => {
      keep.appendAlarmEvents(events);
      const since = now() - recentMs;
      recent = [
        ...recent.filter(({ at }) => at >= since),
        ...events
          .filter(({ what, after }) => what === 'activated' && shownHold(after) === null)
          .map(activationOf),
      ];
    },
  });
  const definitionOf = (id: string): AlarmDefinition | undefined => definitions.find((one) => one.id === id);
  const leadsTo = (id: string): readonly string[] => definitionOf(id)?.leadsTo ?? [];
  const findOrRefuse = (unitId: UnitId, alarmId: string): StandingAlarm => {
    const found = desk.find(unitId, alarmId);
    if (!found) throw new Refusal('NOT_FOUND', `${unitId} has no alarm ${alarmId}`, 'alarmId');
    return found;
  };

  const flood = (): AlarmList['flood'] => {
    const last = alarmFloods(recent, now()).at(-1);
    if (!last || last.to !== null) return null;
    const told = recent.filter(({ at }) => at >= last.from - 600_000);
    const named = ({ at, unitId, alarmId }: Activation) => ({
      at,
      unitId: unitId as UnitId,
      alarmId,
      words: definitionOf(alarmId)?.words ?? alarmId,
    });
    const groups = groupAlarms(told, leadsTo).map(({ firstOut, consequences }) => ({
      firstOut: named(firstOut),
      consequences: consequences.map(named),
    }));
    return { from: last.from, count: told.length, groups };
  };

  const room: AlarmsRoom = {
    list: () => ({
      now: now(),
      alarms: desk
        .all()
        .filter(isStanding)
        .map(entryOf)
        .toSorted((a, b) => rankOf(a) - rankOf(b) || (b.state.activeSince ?? 0) - (a.state.activeSince ?? 0)),
      flood: flood(),
      waiting: desk.waiting(),
    }),
    acknowledge: (alarms, comment) =>
      alarms.filter(({ unitId, alarmId }) => {
        findOrRefuse(unitId, alarmId);
        return desk.deed(unitId, alarmId, { kind: 'acknowledge', by: deps.actor(), comment });
      }).length,
    reset: (unitId, alarmId, comment) => {
      const { machine } = findOrRefuse(unitId, alarmId);
      if (machine.state().active)
        throw new Refusal('CONFLICT', 'The condition still holds: see to the cause first, then reset');
      return desk.deed(unitId, alarmId, { kind: 'reset', by: deps.actor(), comment });
    },
    shelve: (unitId, alarmId, hours, reason) => {
      const { definition } = findOrRefuse(unitId, alarmId);
      if (!definition.shelvable)
        throw new Refusal('REFUSED', `${definition.words} may not be shelved: act on its cause`);
      if (hours > definition.maxShelveH)
        throw new Refusal(
          'REFUSED',
          `${definition.words} may be shelved for ${definition.maxShelveH} h at most`,
          'hours',
        );
      const until = now() + Math.round(hours * 3_600_000);
      desk.deed(unitId, alarmId, {
        kind: 'hold',
        hold: 'shelved',
        until,
        by: [deps.actor()],
        comment: reason,
      });
      return until;
    },
    unshelve: (unitId, alarmId) => {
      findOrRefuse(unitId, alarmId);
      return desk.deed(unitId, alarmId, {
        kind: 'release',
        hold: 'shelved',
        by: deps.actor(),
        comment: '',
      });
    },
    journal: (span) => keep.listAlarmEvents(span),
    kpi: (from, to) => kpiOf(keep, definitionOf, from, Math.min(to, now())),
    definitions: () => definitions,
    define: (definition, reason) => {
      const faults = definition.enabled ? enablingFaults(definition) : [];
      if (faults.length > 0)
        throw new Refusal(
          'REFUSED',
          `${definition.words} cannot be enabled. ${faults.join('. ')}`,
          'enabled',
        );
      deps.recorded(definition.id, reason, () => keep.saveAlarm(definition));
      definitions = keep.listAlarms();
      desk.redefined();
      return definition;
    },
  };
  return { room, desk };
}

function activationOf({ at, unitId, alarmId }: Pick<AlarmEvent, 'at' | 'unitId' | 'alarmId'>): Activation {
  return { at, unitId, alarmId };
}

function rankOf({ definition }: StandingAlarmEntry): number {
  return alarmPriorities.find(({ id }) => id === definition.priority)?.rank ?? 9;
}

function entryOf({ definition, channel, machine, last }: StandingAlarm): StandingAlarmEntry {
  const state = machine.state();
  return {
    unitId: channel.unitId,
    alarmId: definition.id,
    channelId: channel.id,
    definition,
    state,
    hold: shownHold(state),
    value: last?.value ?? null,
    valueAt: last?.t ?? null,
    limit: machine.limit(),
    unit: channel.unit,
  };
}

type Open = Omit<CountedActivation, 'returnedAt'> & { returnedAt: number | null };

/** Activations that were annunciated within the span, with their returns, whenever these came. */
function kpiOf(
  keep: AlarmsKeep,
  definitionOf: (id: string) => AlarmDefinition | undefined,
  from: number,
  to: number,
): AlarmKpiAnswer {
  if (to <= from) throw new Refusal('REFUSED', 'The end must lie after the beginning', 'to');
  const events = keep
    .listAlarmEvents({ from: Math.max(0, from - longestActiveMs), to, limit: mostEvents })
    .toReversed();
  const open = new Map<string, Open>();
  const counted: Open[] = [];
  for (const { what, at, unitId, alarmId, after } of events) {
    const key = `${unitId} ${alarmId}`;
    if (what === 'activated' && shownHold(after) === null) {
      const priority = definitionOf(alarmId)?.priority ?? 'low';
      const activation: Open = { at, unitId, alarmId, priority, returnedAt: null };
      open.set(key, activation);
      counted.push(activation);
    } else if (what === 'returned') {
      const found = open.get(key);
      if (found) found.returnedAt = at;
      open.delete(key);
    }
  }
  const kpi = alarmKpi(counted, from, to);
  return {
    ...kpi,
    floods: [...kpi.floods],
    chattering: [...kpi.chattering],
    stale: kpi.stale.map(({ at, unitId, alarmId }) => ({ at, unitId: unitId as UnitId, alarmId })),
    topTen: [...kpi.topTen],
  };
}

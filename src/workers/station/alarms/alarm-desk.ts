import {
  createAlarmMachine,
  restingAlarm,
  type AlarmInput,
  type AlarmMachine,
} from '../../../shared/calc/alarm-machine';
import {
  shownHold,
  type AlarmDefinition,
  type AlarmEvent,
  type AlarmHold,
} from '../../../shared/model/alarm';
import type { Channel } from '../../../shared/model/channel';
import { freshnessOf } from '../../../shared/model/freshness';
import type { UnitId } from '../../../shared/model/identity';
import type { PhaseId } from '../../../shared/model/phase';
import type { KeptAlarmEvent } from '../record/alarms/alarms-keep';

/** A sample on its way past, with the station's time of arrival. */
export interface PassingSample {
  readonly t: number;
  readonly seenAt: number;
  readonly value: number | null;
  readonly quality: number;
}

/** One alarm of one unit as it stands. */
export interface StandingAlarm {
  readonly definition: AlarmDefinition;
  readonly channel: Channel;
  readonly machine: AlarmMachine;
  /** Newest value, as it passed. */
  readonly last: PassingSample | null;
}

export interface AlarmDeskDeps {
  readonly definitions: () => readonly AlarmDefinition[];
  /** Live state to begin with, from the journal. */
  readonly journal: readonly KeptAlarmEvent[];
  readonly phaseOf: (unitId: UnitId) => PhaseId;
  /** Units nobody judges: retired by the simulator, hidden. */
  readonly isSilent: (unitId: UnitId) => boolean;
  /** Takes transitions in order; throws where they cannot be kept, and then they are offered again. */
  readonly keep: (events: readonly AlarmEvent[]) => void;
  readonly changed: () => void;
  readonly now: () => number;
  /** Runs its argument a little later: transitions of one moment are kept in one commit. */
  readonly soon: (run: () => void) => void;
}

/** Judges samples by the master alarm database. What happens is kept before it is shown. */
export interface AlarmDesk {
  sample(channel: Channel, sample: PassingSample): void;
  /** About once a second: delays, holds, phases and silence. Also offers again what could not be kept. */
  tick(): void;
  all(): readonly StandingAlarm[];
  find(unitId: UnitId, alarmId: string): StandingAlarm | undefined;
  /** A person's deed on one alarm; kept when it returns. Says whether anything came of it. */
  deed(unitId: UnitId, alarmId: string, input: Deed): boolean;
  /** The definitions changed: machines are made anew from the state they are in. */
  redefined(): void;
  /** Transitions that are not on disk yet. */
  waiting(): number;
}

/** What a person does to an alarm; the time is the desk's. */
export type Deed =
  | { readonly kind: 'acknowledge' | 'reset'; readonly by: string; readonly comment: string }
  | {
      readonly kind: 'hold';
      readonly hold: AlarmHold;
      readonly until: number;
      readonly by: readonly string[];
      readonly comment: string;
    }
  | { readonly kind: 'release'; readonly hold: AlarmHold; readonly by: string; readonly comment: string };

interface Judged {
  definition: AlarmDefinition;
  channel: Channel;
  machine: AlarmMachine;
  last: PassingSample | null;
  silent: boolean;
  phase: PhaseId | null;
  /** Machines are told times in order, whatever the clocks do. */
  at: number;
}

export function createAlarmDesk(deps: AlarmDeskDeps): AlarmDesk {
  const judged = new Map<string, Judged>();
  const bySeries = new Map<number, Judged[]>();
  let pending: AlarmEvent[] = [];

  const begin = (channel: Channel): Judged[] => {
    const found = deps
      .definitions()
      .filter(({ enabled, tag }) => enabled && tag === channel.tag)
      .map((definition): Judged => {
        const key = keyOf(channel.unitId, definition.id);
        const known = judged.get(key);
        const state = known?.machine.state() ?? fromJournal.get(key) ?? restingAlarm;
        const one: Judged = {
          definition,
          channel,
          machine: createAlarmMachine(definition, state, known?.phase ?? 'none'),
          last: known?.last ?? null,
          silent: known?.silent ?? false,
          phase: null,
          at: known?.at ?? 0,
        };
        judged.set(key, one);
        return one;
      });
    bySeries.set(channel.series, found);
    return found;
  };
  const fromJournal = new Map(
    deps.journal.map(({ unitId, alarmId, after }) => [keyOf(unitId, alarmId), after]),
  );

  /** The time of the plant where it runs by another clock than the station: the lag of the newest value. */
  const tell = (one: Judged, input: AlarmInput): void => {
    const lagMs = one.last ? one.last.t - one.last.seenAt : 0;
    for (const step of one.machine.take(input))
      pending.push({
        ...step,
        at: Math.max(0, step.at + lagMs),
        seenAt: step.at,
        unitId: one.channel.unitId,
        alarmId: one.definition.id,
      });
  };
  const timeOf = (one: Judged, at: number): number => (one.at = Math.max(one.at, at));
  const flush = (): void => {
    if (pending.length === 0) return;
    deps.keep(pending);
    pending = [];
    deps.changed();
  };
  const tryFlush = (): void => {
    try {
      flush();
    } catch {
      // A full disk: what happened waits, in order, and is offered again a second later; the store says so itself.
    }
  };
  let due = false;
  const flushSoon = (): void => {
    if (due || pending.length === 0) return;
    due = true;
    deps.soon(() => {
      due = false;
      tryFlush();
    });
  };
  const follow = (one: Judged, now: number): void => {
    const { channel } = one;
    if (deps.isSilent(channel.unitId)) return;
    const phase = deps.phaseOf(channel.unitId);
    if (phase !== one.phase) {
      one.phase = phase;
      tell(one, { kind: 'phase', at: timeOf(one, now), phase });
    }
    const silent = freshnessOf(one.last?.seenAt ?? null, channel.cadenceMs, now) === 'lost';
    if (silent !== one.silent) {
      one.silent = silent;
      tell(one, { kind: 'silent', at: timeOf(one, now), silent });
    }
    const next = one.machine.nextAt();
    if (next !== null && next <= now) tell(one, { kind: 'time', at: timeOf(one, now) });
  };

  return {
    sample: (channel, sample) => {
      const alarms = bySeries.get(channel.series) ?? begin(channel);
      if (alarms.length === 0 || deps.isSilent(channel.unitId)) return;
      for (const one of alarms) {
        if (one.phase === null) follow(one, sample.seenAt);
        one.last = sample;
        one.silent = false;
        tell(one, { kind: 'silent', at: timeOf(one, sample.seenAt), silent: false });
        tell(one, {
          kind: 'value',
          at: timeOf(one, sample.seenAt),
          value: sample.value,
          quality: sample.quality,
        });
      }
      flushSoon();
    },
    tick: () => {
      const now = deps.now();
      for (const one of judged.values()) follow(one, now);
      tryFlush();
    },
    all: () => [...judged.values()],
    find: (unitId, alarmId) => judged.get(keyOf(unitId, alarmId)),
    deed: (unitId, alarmId, deed) => {
      const one = judged.get(keyOf(unitId, alarmId));
      if (!one) return false;
      const before = pending.length;
      tell(one, { ...deed, at: timeOf(one, deps.now()) });
      const happened = pending.length > before;
      flush();
      return happened;
    },
    redefined: () => {
      const channels = new Map([...judged.values()].map(({ channel }) => [channel.series, channel]));
      bySeries.clear();
      const wanted = new Set(deps.definitions().flatMap(({ id, enabled }) => (enabled ? [id] : [])));
      for (const [key, one] of judged) if (!wanted.has(one.definition.id)) judged.delete(key);
      for (const channel of channels.values()) begin(channel);
      deps.changed();
    },
    waiting: () => pending.length,
  };
}

function keyOf(unitId: string, alarmId: string): string {
  return `${unitId} ${alarmId}`;
}

/** True where a person should know of it: not at rest, or kept from telling. */
export function isStanding({ machine }: StandingAlarm): boolean {
  const state = machine.state();
  return state.state !== 'normal' || shownHold(state) !== null;
}

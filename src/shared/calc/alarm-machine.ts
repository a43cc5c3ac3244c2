import type { AlarmDefinition, AlarmEvent, AlarmHold, AlarmState, AlarmStateId } from '../model/alarm';
import { qualityLevel } from '../model/quality';
import type { PhaseId } from '../model/phase';

/** What an alarm is told. Times are those of the value or of the deed, epoch ms, and do not run backwards. */
export type AlarmInput =
  | { readonly kind: 'value'; readonly at: number; readonly value: number | null; readonly quality: number }
  /** Time goes on without a value: delays and holds run out. */
  | { readonly kind: 'time'; readonly at: number }
  | { readonly kind: 'phase'; readonly at: number; readonly phase: PhaseId }
  | { readonly kind: 'silent'; readonly at: number; readonly silent: boolean }
  | {
      readonly kind: 'acknowledge' | 'reset';
      readonly at: number;
      readonly by: string;
      readonly comment: string;
    }
  | {
      readonly kind: 'hold';
      readonly hold: AlarmHold;
      readonly at: number;
      readonly until: number | null;
      readonly by: readonly string[];
      readonly comment: string;
    }
  | {
      readonly kind: 'release';
      readonly hold: AlarmHold;
      readonly at: number;
      readonly by: string;
      readonly comment: string;
    };

/** One transition, without the names of unit and alarm, which the machine does not know. */
export type AlarmStep = Omit<AlarmEvent, 'unitId' | 'alarmId' | 'seenAt'>;

export interface AlarmMachine {
  /** All that follows, in order; empty where nothing changes. */
  take(input: AlarmInput): AlarmStep[];
  state(): AlarmState;
  /** The limit that holds now; null where there is none in this phase. */
  limit(): number | null;
  /** When it must be told the time again because a delay or a hold runs out; null where nothing does. */
  nextAt(): number | null;
}

export const restingAlarm: AlarmState = {
  state: 'normal',
  active: false,
  frozen: false,
  activeSince: null,
  held: {},
};

const holdEvents = {
  shelved: ['shelved', 'unshelved'],
  suppressed: ['suppressed', 'unsuppressed'],
  'out-of-service': ['out-of-service', 'in-service'],
} as const satisfies Record<AlarmHold, readonly [AlarmEvent['what'], AlarmEvent['what']]>;

/** The state after an activation, a return, an acknowledgement or a reset (ISA-18.2, figure 3, with latching). */
function onActive(state: AlarmStateId): AlarmStateId {
  return state === 'acknowledged' ? 'acknowledged' : 'unacknowledged';
}
function onReturn(state: AlarmStateId, latching: boolean): AlarmStateId {
  if (state === 'unacknowledged') return latching ? 'latched' : 'returned';
  if (state === 'acknowledged') return latching ? 'latched-acknowledged' : 'normal';
  return state;
}
const onAcknowledge: Partial<Record<AlarmStateId, AlarmStateId>> = {
  unacknowledged: 'acknowledged',
  returned: 'normal',
  latched: 'latched-acknowledged',
};

/**
 * One alarm of one unit: limits by phase, delays, deadband, holds. Pure: everything that happens comes in with its time.
 * A bad value freezes the condition: it never clears an alarm and never raises one, unless the alarm is about bad values.
 */
export function createAlarmMachine(
  definition: AlarmDefinition,
  from: AlarmState = restingAlarm,
  phaseAtFirst: PhaseId = 'none',
): AlarmMachine {
  let now = from;
  let phase = phaseAtFirst;
  /** Since when the raw condition has been other than `active`; null while it is the same. */
  let differsSince: number | null = null;
  let silent = false;
  let value: number | null = null;
  let quality = 0;
  let steps: AlarmStep[] = [];

  const limit = (): number | null => {
    const own = definition.phaseLimits[phase];
    return own === undefined ? definition.limit : own;
  };
  const tell = (
    what: AlarmEvent['what'],
    at: number,
    change: Partial<AlarmState>,
    by = '',
    comment = '',
  ): void => {
    now = { ...now, ...change };
    steps.push({ what, at, value, limit: limit(), quality, by, comment, after: now });
  };
  const isHeld = (): boolean => Object.keys(now.held).length > 0;

  /** The condition without delays; null where the value says nothing. */
  const raw = (): boolean | null => {
    const bad = silent || qualityLevel(quality) === 'bad' || value === null;
    if (definition.condition.kind === 'bad-value') return bad;
    const at = limit();
    if (at === null) return false;
    if (bad || value === null) return null;
    const sign = definition.condition.kind === 'high' ? 1 : -1;
    const over = sign * (value - at);
    return now.active ? over > -definition.deadband : over > 0;
  };
  /** What ran out before this moment happens first, at its own time and with the value of then. */
  const settleBefore = (at: number): void => {
    const delayMs = 1000 * (now.active ? definition.offDelayS : definition.onDelayS);
    if (differsSince !== null && differsSince + delayMs < at) settle(differsSince + delayMs);
  };
  const settle = (at: number): void => {
    const found = raw();
    if (now.frozen !== (found === null))
      tell(found === null ? 'frozen' : 'thawed', at, { frozen: found === null });
    if (found === null || found === now.active) {
      differsSince = null;
      return;
    }
    differsSince ??= at;
    const delayMs = 1000 * (found ? definition.onDelayS : definition.offDelayS);
    if (at - differsSince < delayMs) return;
    const since = differsSince + delayMs;
    differsSince = null;
    if (found)
      tell('activated', since, {
        active: true,
        activeSince: since,
        ...(isHeld() ? {} : { state: onActive(now.state) }),
      });
    else
      tell('returned', since, {
        active: false,
        activeSince: null,
        ...(isHeld() ? {} : { state: onReturn(now.state, definition.latching) }),
      });
  };
  const hold = (
    kind: AlarmHold,
    at: number,
    until: number | null,
    by: readonly string[],
    comment: string,
  ): void => {
    const held = { ...now.held, [kind]: { until, by: [...by], reason: comment } };
    tell(holdEvents[kind][0], at, { held, state: 'normal' }, by.join(', '), comment);
  };
  /** What still holds is annunciated anew: nobody may have seen it before. */
  const release = (kind: AlarmHold, at: number, by: string, comment: string): void => {
    if (!now.held[kind]) return;
    const held = Object.fromEntries(Object.entries(now.held).filter(([name]) => name !== kind));
    const last = Object.keys(held).length === 0;
    tell(
      holdEvents[kind][1],
      at,
      { held, state: last && now.active ? 'unacknowledged' : 'normal' },
      by,
      comment,
    );
  };
  /** A limit that does not exist in this phase suppresses by design, and says by which rule. */
  const design = (at: number): void => {
    const rule = `phase ${phase}`;
    const none = definition.condition.kind !== 'bad-value' && limit() === null;
    if (none && !now.held.suppressed) hold('suppressed', at, null, [rule], 'No limit in this phase');
    if (!none && now.held.suppressed) release('suppressed', at, rule, '');
  };
  const expire = (at: number): void => {
    for (const kind of ['shelved', 'out-of-service'] as const) {
      const until = now.held[kind]?.until ?? null;
      if (until !== null && until <= at) release(kind, until, '', 'The time is over');
    }
  };
  const act = (input: AlarmInput): void => {
    switch (input.kind) {
      case 'value':
        ({ value, quality } = input);
        return;
      case 'time':
        return;
      case 'phase':
        phase = input.phase;
        return design(input.at);
      case 'silent':
        silent = input.silent;
        return;
      case 'acknowledge': {
        const next = onAcknowledge[now.state];
        if (next) tell('acknowledged', input.at, { state: next }, input.by, input.comment);
        return;
      }
      case 'reset':
        if (!now.active && now.state === 'latched-acknowledged')
          tell('reset', input.at, { state: 'normal' }, input.by, input.comment);
        return;
      case 'hold':
        return hold(input.hold, input.at, input.until, input.by, input.comment);
      case 'release':
        return release(input.hold, input.at, input.by, input.comment);
      default:
        return input satisfies never;
    }
  };
  return {
    take: (input) => {
      steps = [];
      settleBefore(input.at);
      expire(input.at);
      act(input);
      settle(input.at);
      return steps;
    },
    state: () => now,
    limit,
    nextAt: () => {
      const times = [now.held.shelved?.until, now.held['out-of-service']?.until].flatMap((at) => at ?? []);
      if (differsSince !== null)
        times.push(differsSince + 1000 * (now.active ? definition.offDelayS : definition.onDelayS));
      return times.length === 0 ? null : Math.min(...times);
    },
  };
}

/** The live state of an alarm from its journal. */
export function replayAlarm(journal: readonly Pick<AlarmEvent, 'after'>[]): AlarmState {
  return journal.at(-1)?.after ?? restingAlarm;
}

import type { AlarmPriority } from '../model/alarm';
import { alarmFloods, floodBeginsAbove, floodWindowMs, type Activation, type Flood } from './alarm-floods';

/** An alarm's activation with what the figures need of it. */
export interface CountedActivation extends Activation {
  readonly priority: AlarmPriority;
  /** When the condition returned, epoch ms; null while it holds. */
  readonly returnedAt: number | null;
}

/** How one operating position is burdened (ISA-18.2 clause 16, EEMUA 191). */
export interface AlarmKpi {
  readonly from: number;
  readonly to: number;
  readonly count: number;
  readonly perHour: number;
  readonly perTenMin: number;
  readonly perDay: number;
  readonly mostInTenMin: number;
  /** Share of ten-minute periods with more than ten, and share of the time in flood, 0 to 1. */
  readonly periodsOverTen: number;
  readonly timeInFlood: number;
  readonly floods: readonly Flood[];
  /** Three activations of one alarm within a minute. */
  readonly chattering: readonly { readonly key: string; readonly times: number }[];
  /** Active for more than a day. */
  readonly stale: readonly CountedActivation[];
  readonly topTen: readonly { readonly key: string; readonly count: number; readonly share: number }[];
  readonly byPriority: Readonly<Record<AlarmPriority, number>>;
  /** True below thirty days: the figures say little yet. */
  readonly indicative: boolean;
}

const dayMs = 86_400_000;
const chatterMs = 60_000;
const chatterCount = 3;
const indicativeBelowDays = 30;

/**
 * The figures of the time from `from` to `to` (epoch ms). Activations in order of time.
 * Ten-minute periods are counted from `from`; one that is not over yet is left out.
 */
export function alarmKpi(all: readonly CountedActivation[], from: number, to: number): AlarmKpi {
  const seen = all.filter(({ at }) => at >= from && at < to);
  const hours = (to - from) / 3_600_000;
  const periods = Math.floor((to - from) / floodWindowMs);
  const counts = Array.from({ length: periods }, () => 0);
  for (const { at } of seen) {
    const period = Math.floor((at - from) / floodWindowMs);
    if (period < periods) counts[period] = (counts[period] ?? 0) + 1;
  }
  const floods = alarmFloods(seen, to);
  const floodMs = floods.reduce((sum, flood) => sum + Math.min(flood.to ?? to, to) - flood.from, 0);
  const byKey = Map.groupBy(seen, ({ unitId, alarmId }) => `${unitId} ${alarmId}`);
  return {
    from,
    to,
    count: seen.length,
    perHour: seen.length / hours,
    perTenMin: seen.length / (6 * hours),
    perDay: (24 * seen.length) / hours,
    mostInTenMin: counts.reduce((most, count) => Math.max(most, count), 0),
    periodsOverTen: periods === 0 ? 0 : counts.filter((count) => count > floodBeginsAbove).length / periods,
    timeInFlood: floodMs / (to - from),
    floods,
    chattering: [...byKey].flatMap(([key, ones]) => {
      const times = chatters(ones.map(({ at }) => at));
      return times > 0 ? [{ key, times }] : [];
    }),
    stale: all.filter(
      ({ at, returnedAt }) => at < to && (returnedAt ?? to) > from && (returnedAt ?? to) - at > dayMs,
    ),
    topTen: [...byKey]
      .map(([key, ones]) => ({ key, count: ones.length, share: ones.length / seen.length }))
      .toSorted((a, b) => b.count - a.count || a.key.localeCompare(b.key))
      .slice(0, 10),
    byPriority: {
      urgent: seen.filter(({ priority }) => priority === 'urgent').length,
      high: seen.filter(({ priority }) => priority === 'high').length,
      medium: seen.filter(({ priority }) => priority === 'medium').length,
      low: seen.filter(({ priority }) => priority === 'low').length,
    },
    indicative: to - from < indicativeBelowDays * dayMs,
  };
}

/** How many activations complete three within sixty seconds. */
function chatters(times: readonly number[]): number {
  return times.filter((at, i) => {
    const before = times[i - chatterCount + 1];
    return before !== undefined && at - before < chatterMs;
  }).length;
}

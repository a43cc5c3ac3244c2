import { levelSchema } from './field';
import type { QualityItem } from './item';
import type { Clock } from './machine';
import { machines } from './machines';

export interface Due {
  readonly id: string;
  readonly words: string;
  readonly at: number;
}

const hourMs = 3_600_000;
const dayMs = 24 * hourMs;

/** Every clock that runs for an item now, the nearest first. */
export function duesOf(item: QualityItem): Due[] {
  return machines[item.kind].clocks
    .filter(({ runsIn }) => runsIn.includes(item.state))
    .flatMap((clock) => {
      const at = dueOf(clock, item);
      return at === null ? [] : [{ id: clock.id, words: clock.words, at }];
    })
    .toSorted((a, b) => a.at - b.at);
}

function dueOf(clock: Clock, item: QualityItem): number | null {
  const { hours, field, workingHoursAfter } = clock;
  if (hours) {
    const level = levelSchema.safeParse(item.values.level ?? item.values.computedLevel ?? 1);
    const after = level.success ? hours[level.data] : undefined;
    return after === undefined ? null : item.openedAt + after * hourMs;
  }
  if (workingHoursAfter) {
    const { step, until } = workingHoursAfter;
    const taken = item.passed.findLast((passed) => passed.step === step);
    if (!taken || item.passed.some((passed) => passed.step === until && passed.at >= taken.at)) return null;
    return workingTimeAfter(taken.at, workingHoursAfter.hours * hourMs);
  }
  const value = field === undefined ? undefined : item.values[field];
  return typeof value === 'number' ? value : null;
}

/** Time of working days only; Saturdays and Sundays of UTC do not count. */
export function workingTimeAfter(from: number, ms: number): number {
  let at = from;
  let left = ms;
  for (;;) {
    const dayEnd = (Math.floor(at / dayMs) + 1) * dayMs;
    const day = new Date(at).getUTCDay();
    const works = day !== 0 && day !== 6;
    if (works && left <= dayEnd - at) return at + left;
    if (works) left -= dayEnd - at;
    at = dayEnd;
  }
}

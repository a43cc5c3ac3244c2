import { z } from 'zod';
import type { StandingAlarmEntry } from '../../shared/contract/alarms';
import { alarmPriorities, type AlarmPriority } from '../../shared/model/alarm';

const priorityIds = alarmPriorities.map(({ id }) => id);
const fromSchema = z.enum([...priorityIds, 'never']);

/** From which priority on a person is told of a new alarm, in the window and by the operating system. */
export const noticeSettingsSchema = z.object({ window: fromSchema, system: fromSchema });
export type NoticeSettings = z.infer<typeof noticeSettingsSchema>;
export type NoticeWay = keyof NoticeSettings;

/** The banner and the sound tell of everything; a notice is for what cannot wait until somebody looks. */
export const usualNotices: NoticeSettings = { window: 'high', system: 'high' };

/** New alarms of one look, to be told at once. */
export interface Notice {
  readonly way: NoticeWay;
  readonly first: StandingAlarmEntry;
  readonly more: number;
}

/** An alarm as it was raised: raised anew it is another one. */
function raisingOf({ unitId, alarmId, state }: StandingAlarmEntry): string {
  return `${unitId} ${alarmId} ${state.activeSince ?? ''}`;
}

/**
 * What is to be told of alarms that nobody has seen. One notice for all that came together: in a flood a heap of notices
 * hides what came first. What stands when a window opens is the banner's.
 * @param told what was there at the last look; null at the first
 */
export function noticesOf(
  unseen: readonly StandingAlarmEntry[],
  told: ReadonlySet<string> | null,
  settings: NoticeSettings,
): { readonly notices: readonly Notice[]; readonly told: ReadonlySet<string> } {
  const now = new Set(unseen.map(raisingOf));
  if (told === null) return { notices: [], told: now };
  const fresh = unseen.filter((alarm) => alarm.state.active && !told.has(raisingOf(alarm)));
  const notices = (['window', 'system'] as const).flatMap((way): Notice[] => {
    const [first, ...more] = fresh
      .filter(({ definition }) => reaches(definition.priority, settings[way]))
      .toSorted((a, b) => rankOf(a.definition.priority) - rankOf(b.definition.priority));
    return first ? [{ way, first, more: more.length }] : [];
  });
  return { notices, told: now };
}

function reaches(priority: AlarmPriority, from: NoticeSettings['window']): boolean {
  return from !== 'never' && rankOf(priority) <= rankOf(from);
}

const rankOf = (priority: AlarmPriority): number => priorityIds.indexOf(priority);

const keyOf = (personId: string | null): string => `bt-alarm-notices:${personId ?? ''}`;

/** The settings of a person at this computer. */
export function noticeSettings(storage: Pick<Storage, 'getItem'>, personId: string | null): NoticeSettings {
  try {
    const kept: unknown = JSON.parse(storage.getItem(keyOf(personId)) ?? 'null');
    return noticeSettingsSchema.catch(usualNotices).parse(kept);
  } catch {
    return usualNotices;
  }
}

export function keepNoticeSettings(
  storage: Pick<Storage, 'setItem'>,
  personId: string | null,
  settings: NoticeSettings,
): void {
  storage.setItem(keyOf(personId), JSON.stringify(settings));
}

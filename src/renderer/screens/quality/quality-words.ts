import type { Json } from '../../../shared/model/ledger-entry';
import { duesOf, type Due } from '../../../shared/model/quality/clocks';
import { isEmpty, levelSchema, levelWords, tasksIn, type Field } from '../../../shared/model/quality/field';
import type { QualityItem } from '../../../shared/model/quality/item';
import { machines, stateOf } from '../../../shared/model/quality/machines';
import { dateTimeText, spanText } from '../../ui/time-words';
import { tr } from '../../strings/translate';

const soonMs = 24 * 3_600_000;

/** A value as it is read on the screen. */
export function valueWords(
  field: Field,
  value: Json | undefined,
  names: Readonly<Record<string, string>>,
): string {
  if (isEmpty(value)) return '–';
  switch (field.kind) {
    case 'choice':
      return field.options.find(([one]) => one === value)?.[1] ?? (typeof value === 'string' ? value : '–');
    case 'yes-no':
      return value === true ? tr('Yes') : tr('No');
    case 'level': {
      const level = levelSchema.safeParse(value);
      return level.success ? tr(levelWords[level.data]) : '–';
    }
    case 'time':
      return typeof value === 'number' ? dateTimeText(value).slice(0, 16) : '–';
    case 'person':
      return typeof value === 'string' ? (names[value] ?? value) : '–';
    case 'lines':
      return Array.isArray(value) ? value.join('\n') : '–';
    case 'tasks': {
      const tasks = tasksIn(value);
      const done = tasks.filter(({ doneAt }) => doneAt !== null).length;
      const list = tasks.map(
        ({ what, owner, doneAt }) => `${doneAt === null ? 'Open' : 'Done'}: ${what} (${owner})`,
      );
      return [`${done} of ${tasks.length} done`, ...list].join('\n');
    }
    case 'number':
      return typeof value === 'number' ? `${value} ${field.unit}` : '–';
    case 'text':
      return typeof value === 'string' ? value : '–';
    default:
      return field satisfies never;
  }
}

/** What a list calls it. */
export function titleOf({ kind, values, id }: QualityItem): string {
  const title = values[machines[kind].title];
  return typeof title === 'string' ? title : id;
}

/** Its state as a shape and words; a step that waits for its signature is said with it. */
export function stateLook(item: QualityItem): { kind: 'good' | 'quiet' | 'warn'; words: string } {
  const machine = machines[item.kind];
  const state = stateOf(machine, item.state);
  if (item.pending) {
    const step = machine.transitions.find(({ id }) => id === item.pending?.step);
    return {
      kind: 'quiet',
      words: tr('{words}; to be signed: {words2}', {
        words: tr(state.words),
        words2: step?.words ?? item.pending.step,
      }),
    };
  }
  return { kind: state.final ? 'good' : 'quiet', words: tr(state.words) };
}

/** The nearest time by which something must be over, and how that stands now. */
export function dueLook(
  item: QualityItem,
  now: number,
): { due: Due; kind: 'quiet' | 'warn' | 'alarm'; words: string } | null {
  const [due] = duesOf(item);
  if (!due) return null;
  return { due, ...dueWords(due, now) };
}

/** `Overdue since 2 d 4 h: Root cause`. */
export function dueWords(due: Due, now: number): { kind: 'quiet' | 'warn' | 'alarm'; words: string } {
  if (due.at < now)
    return {
      kind: 'alarm',
      words: tr('Overdue since {spanText}: {words}', {
        spanText: spanText(now - due.at),
        words: tr(due.words),
      }),
    };
  const kind = due.at - now < soonMs ? 'warn' : 'quiet';
  return {
    kind,
    words: tr('{words} in {spanText}', { words: tr(due.words), spanText: spanText(due.at - now) }),
  };
}

/** The level of a deviation; empty for every other kind. */
export function levelText({ kind, values }: QualityItem): string {
  if (kind !== 'deviation') return '';
  const level = levelSchema.safeParse(values.level ?? values.computedLevel);
  return level.success ? tr(levelWords[level.data]) : tr('Not judged');
}

/** `datetime-local` text of a time in the person's own zone; empty for none. */
export function localInput(value: Json | undefined): string {
  return typeof value === 'number' ? dateTimeText(value).slice(0, 16).replace(' ', 'T') : '';
}

/** The time of a `datetime-local` text; null where nothing is given. */
export function fromLocalInput(text: string): number | null {
  const at = new Date(text).getTime();
  return text === '' || Number.isNaN(at) ? null : at;
}

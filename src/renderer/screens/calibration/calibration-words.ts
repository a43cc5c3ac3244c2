import type { CalibratedProbe } from '../../../shared/contract/calibrations';
import { dateText } from '../../ui/time-words';
import { tr } from '../../strings/translate';

type Kind = 'good' | 'quiet' | 'warn' | 'alarm';

/** How a probe stands, as a shape and words. */
export function dueState({ due, dueAt }: Pick<CalibratedProbe, 'due' | 'dueAt'>): {
  kind: Kind;
  words: string;
} {
  const day = dueAt === null ? '' : dateText(dueAt);
  switch (due) {
    case 'valid':
      return { kind: 'good', words: day === '' ? tr('Valid') : tr('Valid until {day}', { day }) };
    case 'soon':
      return { kind: 'warn', words: tr('Due on {day}', { day }) };
    case 'overdue':
      return { kind: 'alarm', words: tr('Overdue since {day}', { day }) };
    case 'failed':
      return { kind: 'alarm', words: tr('Failed: calibrate again') };
    case 'never':
      return { kind: 'quiet', words: tr('Never calibrated here') };
    default:
      return due satisfies never;
  }
}

/** A number with so many significant digits as an instrument bears; a dash where there is none. */
export function figure(value: number | null | undefined, digits = 5): string {
  if (value === null || value === undefined || !Number.isFinite(value)) return '–';
  const rounded = Number(Number(value.toPrecision(digits)).toFixed(6)) + 0;
  return String(rounded).replace('-', '−');
}

/** The same with its sign, for differences. */
export function signedFigure(value: number | null | undefined, digits = 3): string {
  const text = figure(value, digits);
  return value !== null && value !== undefined && value > 0 ? `+${text}` : text;
}

/** How a verdict is drawn. */
export function verdictKind(id: string | undefined): Kind {
  if (id === 'fail') return 'alarm';
  if (id === 'warn') return 'warn';
  return id === 'pass' ? 'good' : 'quiet';
}

import type { ViewChoice } from '../../ui/chart/time-view';
import { tr } from '../../strings/translate';

/** The spans offered, in the order shown. `batch` reaches back to the inoculation. */
export const timeRanges = [
  { id: '10min', words: '10 min', spanMs: 600_000 },
  { id: '1h', words: '1 h', spanMs: 3_600_000 },
  { id: '4h', words: '4 h', spanMs: 4 * 3_600_000 },
  { id: '12h', words: '12 h', spanMs: 12 * 3_600_000 },
  { id: 'batch', words: tr('Batch'), spanMs: null },
] as const;
export type TimeRangeId = (typeof timeRanges)[number]['id'];

const usual: TimeRangeId = '4h';
const remembered = 'bt-time-range';

/** The choice a range stands for; without a batch, "batch" shows the longest span. */
export function choiceOf(id: TimeRangeId, batchStart: number | null): ViewChoice {
  const range = timeRanges.find((candidate) => candidate.id === id);
  if (range?.spanMs) return { kind: 'live', spanMs: range.spanMs };
  return batchStart === null ? { kind: 'live', spanMs: 12 * 3_600_000 } : { kind: 'batch', from: batchStart };
}

/** Which of the offered ranges a choice is; null for a window of somebody's own. */
export function rangeOf(choice: ViewChoice): TimeRangeId | null {
  if (choice.kind === 'fixed') return null;
  if (choice.kind === 'batch') return 'batch';
  return timeRanges.find((range) => range.spanMs === choice.spanMs)?.id ?? null;
}

/** The window a unit opens with: what the address asks for, a range by name or `FROM-TO` in epoch ms, else what this window showed last. */
export function firstChoice(asked: string | null, batchStart: number | null): ViewChoice {
  const window = /^(\d{1,15})-(\d{1,15})$/.exec(asked ?? '');
  if (window) return { kind: 'fixed', from: Number(window[1]), to: Number(window[2]) };
  const wanted = asked ?? localStorage.getItem(remembered);
  const known = timeRanges.find((range) => range.id === wanted)?.id ?? usual;
  return choiceOf(known, batchStart);
}

export function rememberRange(id: TimeRangeId): void {
  localStorage.setItem(remembered, id);
}

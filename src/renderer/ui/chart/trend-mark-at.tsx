import { useSyncExternalStore } from 'react';
import { clockText } from '../time-words';
import { useTrendGroup } from './trend-context';
import type { TrendMark, TrendSpec } from './trend-spec';

/** Share of the window around the cursor in which a flag counts as pointed at. */
const reach = 0.008;

/** What was written down under the cursor, and by whom. */
export function TrendMarkAt({ spec }: { readonly spec: TrendSpec }) {
  const { view, now } = useTrendGroup();
  const t = useSyncExternalStore(view.subscribeCursor, view.cursor);
  if (t === null || !spec.marks || spec.marks.length === 0) return null;
  const { from, to } = view.window(now());
  const mark = nearestMark(spec.marks, t, reach * (to - from));
  if (!mark) return null;
  const words = `${clockText(mark.t)} ${mark.words}`;
  return (
    <span className="bt-trend-mark" title={words}>
      ⚑ {words}
    </span>
  );
}

function nearestMark(marks: readonly TrendMark[], t: number, reachMs: number): TrendMark | undefined {
  const [nearest] = marks
    .filter((mark) => Math.abs(mark.t - t) <= reachMs)
    .toSorted((a, b) => Math.abs(a.t - t) - Math.abs(b.t - t));
  return nearest;
}

import type { TrendGroup } from '../../ui/chart/trend-group';

/** Shows a moment in the middle of the window, as wide as it was, with the cursor on it. */
export function jumpTo({ view, now }: Pick<TrendGroup, 'view' | 'now'>, t: number): void {
  const { from, to } = view.window(now());
  const half = (to - from) / 2;
  view.choose({ kind: 'fixed', from: t - half, to: t + half });
  view.pointAt(t);
}

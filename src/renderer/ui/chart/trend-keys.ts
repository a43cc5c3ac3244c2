import type { TrendGroup } from './trend-group';

export interface Press {
  readonly key: string;
  readonly shiftKey: boolean;
  readonly ctrlKey: boolean;
  readonly metaKey: boolean;
  readonly altKey: boolean;
}

/** Cursor steps per window: about a pixel or two. */
const stepsPerWindow = 300;

/**
 * Arrows move the cursor (Shift: ten times as far), + and - zoom around it, Home goes to the start of the batch, End and
 * Space back to live or to a standstill, Escape takes the cursor away. Returns whether the key meant something.
 */
export function actOnKey({ view, now }: TrendGroup, press: Press, batchStart: number | null): boolean {
  if (press.ctrlKey || press.metaKey || press.altKey) return false;
  const { from, to } = view.window(now());
  const step = ((to - from) / stepsPerWindow) * (press.shiftKey ? 10 : 1);
  const cursor = view.cursor() ?? Math.min(to, now());
  const pointAt = (t: number): void => view.pointAt(Math.min(to, Math.max(from, t)));
  switch (press.key) {
    case 'ArrowLeft':
      pointAt(cursor - step);
      return true;
    case 'ArrowRight':
      pointAt(cursor + step);
      return true;
    case '+':
    case '=':
      view.zoom(0.5, cursor, now());
      return true;
    case '-':
    case '_':
      view.zoom(2, cursor, now());
      return true;
    case 'Home':
      if (batchStart === null) return false;
      view.choose({ kind: 'fixed', from: batchStart, to: batchStart + (to - from) });
      return true;
    case 'End':
      view.goLive();
      return true;
    case ' ':
      if (view.choice().kind === 'fixed') view.goLive();
      else view.pause(now());
      return true;
    case 'Escape':
      view.pointAt(null);
      return true;
    default:
      return false;
  }
}

import type { PickPoint } from './trend-context';
import type { TrendGroup } from './trend-group';
import type { TrendPanel } from './trend-panel';

/**
 * Mouse, pen and finger on a panel: moving points, dragging pans, the wheel zooms around the pointer (Shift: pans), a
 * double click goes back to live. Everything acts on the shared view, so all panels follow. A click with Alt or the right
 * button picks the point under it. Returns a function to undo.
 */
export function listenToPointer(
  box: HTMLElement,
  panel: TrendPanel,
  { view, now }: TrendGroup,
  pick: PickPoint | null,
): () => void {
  const stop = new AbortController();
  const { signal } = stop;
  let grabbed: { readonly x: number; readonly t: number; moved: boolean } | null = null;
  const xOf = (event: MouseEvent): number => event.clientX - box.getBoundingClientRect().left;

  box.addEventListener(
    'pointermove',
    (event) => {
      const x = xOf(event);
      if (!grabbed) return view.pointAt(panel.timeAt(x));
      if (!grabbed.moved && Math.abs(x - grabbed.x) < 4) return;
      grabbed.moved = true;
      view.pan(grabbed.t - panel.timeAt(x), now());
    },
    { signal },
  );
  box.addEventListener(
    'pointerdown',
    (event) => {
      if (event.button !== 0) return;
      const x = xOf(event);
      grabbed = { x, t: panel.timeAt(x), moved: false };
      box.setPointerCapture(event.pointerId);
    },
    { signal },
  );
  const pickAt = (event: MouseEvent): void => {
    const x = xOf(event);
    const channel = panel.channelAt(x, event.clientY - box.getBoundingClientRect().top);
    if (channel) pick?.(channel, panel.timeAt(x));
  };
  const release = (): void => {
    grabbed = null;
  };
  box.addEventListener(
    'pointerup',
    (event) => {
      const still = grabbed !== null && !grabbed.moved;
      release();
      if (still && event.altKey) pickAt(event);
    },
    { signal },
  );
  box.addEventListener(
    'contextmenu',
    (event) => {
      if (!pick) return;
      event.preventDefault();
      pickAt(event);
    },
    { signal },
  );
  box.addEventListener('pointercancel', release, { signal });
  box.addEventListener('pointerleave', () => view.pointAt(null), { signal });
  box.addEventListener('dblclick', () => view.goLive(), { signal });
  box.addEventListener(
    'wheel',
    (event) => {
      event.preventDefault();
      const { from, to } = view.window(now());
      if (event.shiftKey || Math.abs(event.deltaX) > Math.abs(event.deltaY))
        return view.pan(((event.deltaX || event.deltaY) / 1000) * (to - from), now());
      view.zoom(Math.exp(Math.max(-0.5, Math.min(0.5, event.deltaY / 400))), panel.timeAt(xOf(event)), now());
    },
    { signal, passive: false },
  );
  return () => stop.abort();
}

import { useEffect, useRef } from 'react';
import { useTrendGroup } from '../../ui/chart/trend-context';
import { clockText, dateTimeText } from '../../ui/time-words';

/** The moment under the cursor, written past React: it moves with the pointer. */
export function CursorTime({ batchStart }: { readonly batchStart: number | null }) {
  const { view } = useTrendGroup();
  const place = useRef<HTMLSpanElement>(null);
  useEffect(() => {
    const show = (): void => {
      const t = view.cursor();
      if (place.current) place.current.textContent = t === null ? '' : cursorText(t, batchStart);
    };
    show();
    return view.subscribeCursor(show);
  }, [view, batchStart]);
  return <span className="bt-unit-cursor" ref={place} aria-live="off" />;
}

function cursorText(t: number, batchStart: number | null): string {
  if (batchStart === null) return dateTimeText(t);
  return `${clockText(t)} · ${((t - batchStart) / 3_600_000).toFixed(2).replace('-', '−')} h`;
}

import { useEffect, useRef } from 'react';
import { onSchemeChange } from './chart/palette';
import { drawSparkline } from './draw-sparkline';
import type { SparkPicture } from './draw-sparkline';
import { onTick } from './use-now';

interface Props {
  /** What is drawn, read anew for every drawing. */
  readonly read: () => SparkPicture;
  /** Tells of new columns. */
  readonly subscribe: (changed: () => void) => () => void;
  /** What it shows, for those who do not see it. */
  readonly label: string;
}

/** A small trend on a canvas: no axes to study, but the true extremes, and gaps left open. Drawn at most every 5 s. */
export function Sparkline({ read, subscribe, label }: Props) {
  const canvas = useRef<HTMLCanvasElement>(null);
  const newest = useRef(read);
  useEffect(() => {
    newest.current = read;
  });
  useEffect(() => {
    const target = canvas.current;
    if (!target) return undefined;
    const draw = (): void => {
      if (!document.hidden) drawSparkline(target, newest.current());
    };
    const stops = [
      subscribe(draw),
      onTick(5000, draw),
      onResize(target, draw),
      onSchemeChange(document.documentElement, draw),
    ];
    return () => stops.forEach((stop) => stop());
  }, [subscribe]);
  return <canvas ref={canvas} className="bt-spark" role="img" aria-label={label} />;
}

function onResize(target: Element, changed: () => void): () => void {
  const observer = new ResizeObserver(changed);
  observer.observe(target);
  return () => observer.disconnect();
}

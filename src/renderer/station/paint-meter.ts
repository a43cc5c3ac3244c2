import type { Latest, PaintedFrame } from './live-store';
import { createLatencyWindow, type LatencyFigures } from './latency-window';
import type { StationClock } from './station-clock';

/**
 * What the bench reads from the page as `window.__bt`. Times are epoch ms of this window's clock; latencies end when
 * the frame that shows the value was handed to the compositor.
 */
export interface BenchCounters {
  readonly startedAt: number;
  /** When the first live value was painted; null before. */
  firstPaintedAt: number | null;
  /** Samples taken over by this window, and frames that painted some. */
  samples: number;
  frames: number;
  /** Station's arrival to paint, and source's time stamp to paint, over the last minute. */
  seenToPaint(): LatencyFigures;
  sourceToPaint(): LatencyFigures;
  /** The single values behind `sourceToPaint`. */
  sourceToPaintValues(): number[];
}

declare global {
  interface Window {
    __bt?: BenchCounters;
  }
}

export interface PaintMeter {
  readonly counters: BenchCounters;
  count(samples: number): void;
  /** To be called in the animation frame that changed the screen. */
  painted(frame: PaintedFrame): void;
  /** Only series of instruments tell a latency: a derived value's time stamp is the start of its window. */
  measureOnly(series: ReadonlySet<number>): void;
}

const historyMs = 3_600_000;

/**
 * Measures how long a sample takes to the screen.
 * @param afterPaint runs its argument when the current frame is done
 */
export function createPaintMeter(
  clock: StationClock,
  now: () => number,
  afterPaint: (run: () => void) => void,
): PaintMeter {
  const seen = createLatencyWindow();
  const source = createLatencyWindow();
  let measured: ReadonlySet<number> | null = null;
  const counters: BenchCounters = {
    startedAt: now(),
    firstPaintedAt: null,
    samples: 0,
    frames: 0,
    seenToPaint: () => seen.figures(now()),
    sourceToPaint: () => source.figures(now()),
    sourceToPaintValues: () => [...source.values(now())],
  };

  const note = (sample: Latest, at: number, stationAt: number): void => {
    // A value that was waiting at the station before we came says nothing about the way to the screen.
    if (sample.seenAt < counters.startedAt) return;
    // What comes hours old is history that was brought in.
    if (sample.seenAt - sample.t > historyMs) return;
    seen.add(at, stationAt - sample.seenAt);
    source.add(at, stationAt - sample.t);
  };

  return {
    counters,
    count: (samples) => {
      counters.samples += samples;
    },
    painted: (frame) => {
      if (frame.series.length === 0) return;
      afterPaint(() => {
        const at = now();
        const stationAt = clock.now();
        counters.firstPaintedAt ??= at;
        counters.frames += 1;
        frame.series.forEach((series, index) => {
          const sample = frame.latest[index];
          if (sample && (measured === null || measured.has(series))) note(sample, at, stationAt);
        });
      });
    },
    measureOnly: (series) => {
      measured = series;
    },
  };
}

import type { LivePull } from '../../shared/contract/live';
import { SampleRing } from './sample-ring';

/** The newest sample of a series. */
export interface Latest {
  readonly t: number;
  readonly value: number | null;
  readonly quality: number;
  readonly seenAt: number;
}

/** What a frame put on the screen, for whoever measures. */
export interface PaintedFrame {
  /** Every series with news. */
  readonly changed: readonly number[];
  /** Those of them that somebody listens to, with the sample they were given. */
  readonly series: readonly number[];
  readonly latest: readonly Latest[];
}

export interface LiveStore {
  /** Takes an answer of `live.pull`; listeners hear of it in the next animation frame. */
  take(answer: LivePull): void;
  latest(series: number): Latest | undefined;
  ring(series: number): SampleRing | undefined;
  /** Called in an animation frame whenever the series has a newer sample; and once now if it has one. */
  subscribe(series: number, changed: (latest: Latest) => void): () => void;
  /** Called once per frame that brought news, after the series' own listeners. */
  onFrame(painted: (frame: PaintedFrame) => void): () => void;
  /** Rises when what is held has a hole or history changed behind it: read the shown windows again. */
  readonly historyEpoch: number;
  /** Everything that arrived up to here is on disk; null before the first commit. */
  readonly recordedTo: number | null;
  readonly configVersion: number;
  /** Samples lost to the station's ring since this window opened. */
  readonly lost: number;
}

const ringCapacity = 1024;

/** The column buffer: newest value and recent samples of every series, outside of React. */
export function createLiveStore(inNextFrame: (run: () => void) => void): LiveStore {
  const latest = new Map<number, Latest>();
  const rings = new Map<number, SampleRing>();
  const listeners = new Map<number, Set<(latest: Latest) => void>>();
  const frameListeners = new Set<(frame: PaintedFrame) => void>();
  let changed = new Set<number>();
  let frameDue = false;
  let state = {
    historyEpoch: 0,
    historyVersion: -1,
    recordedTo: null as number | null,
    configVersion: -1,
    lost: 0,
  };

  const ringOf = (series: number): SampleRing => {
    const known = rings.get(series);
    if (known) return known;
    const ring = new SampleRing(ringCapacity);
    rings.set(series, ring);
    return ring;
  };

  const show = (): void => {
    frameDue = false;
    const shown = changed;
    changed = new Set();
    const frame = { changed: [...shown], series: [] as number[], latest: [] as Latest[] };
    for (const series of shown) {
      const sample = latest.get(series);
      const interested = listeners.get(series);
      if (!sample || !interested) continue;
      for (const listener of interested) listener(sample);
      frame.series.push(series);
      frame.latest.push(sample);
    }
    for (const painted of frameListeners) painted(frame);
  };

  const takeSamples = (answer: LivePull): void => {
    answer.series.forEach((series, index) => {
      const t = answer.t[index] ?? 0;
      const value = answer.value[index] ?? null;
      const quality = answer.quality[index] ?? 0;
      if (!ringOf(series).push(t, value, quality)) return;
      latest.set(series, { t, value, quality, seenAt: answer.seenAt[index] ?? t });
      changed.add(series);
    });
  };

  const take = (answer: LivePull): void => {
    const broken = answer.fresh || answer.gap > 0;
    if (broken) for (const ring of rings.values()) ring.clear();
    takeSamples(answer);
    const moved = broken || answer.historyVersion !== state.historyVersion;
    state = {
      historyEpoch: state.historyEpoch + (moved ? 1 : 0),
      historyVersion: answer.historyVersion,
      recordedTo: answer.recordedTo,
      configVersion: answer.configVersion,
      lost: state.lost + answer.gap,
    };
    if (frameDue) return;
    frameDue = true;
    inNextFrame(show);
  };

  return {
    take,
    latest: (series) => latest.get(series),
    ring: (series) => rings.get(series),
    subscribe: (series, listener) => {
      const interested = listeners.get(series) ?? new Set();
      interested.add(listener);
      listeners.set(series, interested);
      const known = latest.get(series);
      if (known) listener(known);
      return () => interested.delete(listener);
    },
    onFrame: (listener) => {
      frameListeners.add(listener);
      return () => frameListeners.delete(listener);
    },
    get historyEpoch() {
      return state.historyEpoch;
    },
    get recordedTo() {
      return state.recordedTo;
    },
    get configVersion() {
      return state.configVersion;
    },
    get lost() {
      return state.lost;
    },
  };
}

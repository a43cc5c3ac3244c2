import type { Channel } from '../../../shared/model/channel';
import { phaseOf } from '../../../shared/model/phase';
import type { DrawnOverlay } from './draw-overlay';
import { type AxisPair, positionOn } from './nice-axis';
import type { Palette } from './palette';
import { type PixelTraces, scaleOf } from './panel-traces';
import { emptyPixelTrace, type PixelTrace, reduceToPixels } from './reduce-to-pixels';
import type { TimeWindow } from './time-view';
import { shifted, type TrendGroup } from './trend-group';
import type { TrendSpec } from './trend-spec';

/** What is drawn of a panel beside its lines: phases, limits, notes, and the same lines at another time. */
export interface PanelOverlay {
  join(widthPx: number, window: TimeWindow, changed: () => void): void;
  reduce(window: TimeWindow, widthPx: number): void;
  /** Extremes with those of what is laid behind. */
  widened(side: 'left' | 'right', ends: Ends): Ends;
  drawn(window: TimeWindow, axes: AxisPair, pixels: PixelTraces, palette: Palette): DrawnOverlay;
  close(): void;
}

interface Ends {
  readonly low: number;
  readonly high: number;
}

export function createPanelOverlay(group: TrendGroup, spec: TrendSpec): PanelOverlay {
  const { ghost } = spec;
  const behind = new Map<Channel, PixelTrace>();
  const ghostChannels = ghost ? spec.series.flatMap(({ channel }) => ghost.of(channel) ?? []) : [];
  const feed = ghost && ghostChannels.length > 0 ? group.ghost(ghost.shiftMs) : null;
  let leave = (): void => undefined;
  let widthPx = 1;
  const ghostOf = (channel: Channel): PixelTrace | undefined => {
    const found = ghost?.of(channel);
    return found && behind.get(found);
  };
  return {
    join: (width, window, changed) => {
      leave();
      if (!ghost || !feed) return;
      leave = feed.join(ghostChannels, width, changed);
      feed.show(shifted(window, ghost.shiftMs));
    },
    reduce: (window, width) => {
      widthPx = width;
      if (!ghost || !feed) return;
      for (const channel of ghostChannels) {
        const out = behind.get(channel) ?? emptyPixelTrace();
        behind.set(channel, reduceToPixels(feed.trace(channel), shifted(window, ghost.shiftMs), width, out));
      }
    },
    widened: (side, { low, high }) => {
      let [least, most] = [low, high];
      for (const one of spec.series) {
        const trace = one.axis === side ? ghostOf(one.channel) : undefined;
        if (!trace || trace.length === 0) continue;
        const { gain, offset } = scaleOf(one);
        least = Math.min(least, trace.lowest * gain + offset);
        most = Math.max(most, trace.highest * gain + offset);
      }
      return { low: least, high: most };
    },
    drawn: (window, axes, pixels, palette) => ({
      ghosts: ghostsOf(spec, axes, palette, ghostOf),
      phases: spec.phase ? phasesOf(pixels.get(spec.phase), widthPx) : [],
      limits: limitsOn(spec, axes, palette),
      marks: (spec.marks ?? [])
        .map(({ t }) => ((t - window.from) / (window.to - window.from)) * widthPx)
        .filter((x) => x >= 0 && x <= widthPx),
    }),
    close: () => leave(),
  };
}

function ghostsOf(
  { series }: TrendSpec,
  axes: AxisPair,
  palette: Palette,
  ghostOf: (channel: Channel) => PixelTrace | undefined,
): DrawnOverlay['ghosts'] {
  return series.flatMap((one) => {
    const [axis, pixels] = [axes[one.axis], ghostOf(one.channel)];
    if (!axis || !pixels) return [];
    return [
      { pixels, axis, ...scaleOf(one), colour: palette.series[one.colour] ?? palette.ink, dashed: false },
    ];
  });
}

function limitsOn(
  { series, limits = [] }: TrendSpec,
  axes: AxisPair,
  palette: Palette,
): DrawnOverlay['limits'] {
  return limits.flatMap(({ channel, value, side, priority }) => {
    const one = series.find((candidate) => candidate.channel === channel);
    const axis = one && axes[one.axis];
    if (!axis) return [];
    const { gain, offset } = scaleOf(one);
    const colour = palette.series[one.colour] ?? palette.ink;
    return [{ share: positionOn(axis, value * gain + offset), side, priority, colour }];
  });
}

/** Stretches of one code; a pixel in which it changes belongs to the later phase. */
export function phasesOf(trace: PixelTrace | undefined, widthPx: number): DrawnOverlay['phases'] {
  const found: { from: number; to: number; words: string }[] = [];
  if (!trace) return found;
  for (let index = 0; index < trace.length; index += 1) {
    const x = trace.x[index] ?? 0;
    const { words } = phaseOf(Math.round(trace.high[index] ?? 0));
    const last = found.at(-1);
    if (last?.words === words) continue;
    if (last) last.to = x;
    found.push({ from: last ? x : Math.max(0, x), to: widthPx, words });
  }
  return found;
}

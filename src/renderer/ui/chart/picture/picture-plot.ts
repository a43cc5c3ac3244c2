import type { Hole } from '../../../../shared/model/hole';
import type { Channel } from '../../../../shared/model/channel';
import type { DrawnBand, DrawnTrace } from '../draw-traces';
import { drawnHoles, type DrawnHole } from '../hole-spans';
import { type AxisPair, niceAxes } from '../nice-axis';
import type { Palette } from '../palette';
import { type Bands, extremes, tracesOf, updateBands } from '../panel-traces';
import { emptyPixelTrace, type PixelTrace, reduceToPixels } from '../reduce-to-pixels';
import type { TimeWindow } from '../time-view';
import type { HistoryTrace } from '../trace';
import { channelsOf, type TrendSpec } from '../trend-spec';
import { thinOut } from './thin-out';

/** What a picture shows of one panel, read for it. */
export interface PictureData {
  readonly window: TimeWindow;
  readonly history: ReadonlyMap<Channel, HistoryTrace>;
  readonly holes: readonly Hole[];
}

/** Lines, axes and holes of a picture, in px of its plot. */
export interface PicturePlot {
  readonly width: number;
  readonly window: TimeWindow;
  readonly axes: AxisPair;
  readonly traces: readonly DrawnTrace[];
  readonly bands: readonly DrawnBand[];
  readonly holes: readonly DrawnHole[];
}

/**
 * Lays a panel out as its trend does, as wide as the picture.
 * @param thinnedTo points left of each line where LTTB was asked for; null draws the extremes of every pixel
 */
export function picturePlot(
  spec: TrendSpec,
  { window, history, holes }: PictureData,
  width: number,
  thinnedTo: number | null,
  palette: Palette,
): PicturePlot {
  const pixels = new Map<Channel, PixelTrace>();
  for (const channel of channelsOf(spec)) {
    const known = history.get(channel) ?? null;
    const trace = { history: known, ring: undefined, cadenceMs: channel.cadenceMs };
    const thin = thinnedTo !== null && known !== null && spec.series.some((one) => one.channel === channel);
    const whole = reduceToPixels(trace, window, width, emptyPixelTrace());
    // Doubt is shown of every sample, also of one that is left out.
    const reduced = thin
      ? { ...thinOut(known, channel.cadenceMs, window, width, thinnedTo), doubt: whole.doubt }
      : whole;
    pixels.set(channel, reduced);
  }
  const bands: Bands = new Map();
  updateBands(spec, pixels, bands);
  const right = spec.right && { ...extremes(spec, 'right', pixels, bands), rule: spec.right };
  const left = { ...extremes(spec, 'left', pixels, bands), rule: spec.left };
  const axes = niceAxes(left, right, [4, 5], null);
  const lines = spec.series.map(({ channel, colour }) => ({
    holes: holes.filter((hole) => hole.channelId === channel.id),
    colour: palette.series[colour] ?? palette.ink,
  }));
  return {
    width,
    window,
    axes,
    ...tracesOf(spec, pixels, bands, axes, palette.series),
    holes: drawnHoles(lines, window, width),
  };
}

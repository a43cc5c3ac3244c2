import type { Channel } from '../../../shared/model/channel';
import type { DrawnBand, DrawnTrace } from './draw-traces';
import { type AxisPair, positionOn } from './nice-axis';
import { emptyPixelTrace, type PixelTrace } from './reduce-to-pixels';
import { type BandEnds, sigmaBand } from './sigma-band';
import type { TrendSeries, TrendSpec } from './trend-spec';
import { withheldRuns } from './withheld-runs';

export type PixelTraces = ReadonlyMap<Channel, PixelTrace>;
export type Bands = Map<TrendSeries, BandEnds>;

/** Gain and offset from the channel's unit to that of its axis. */
export function scaleOf({ channel, percentOfRange }: TrendSeries): { gain: number; offset: number } {
  if (!percentOfRange) return { gain: 1, offset: 0 };
  const gain = 100 / (channel.range.high - channel.range.low);
  return { gain, offset: -channel.range.low * gain };
}

/** Brings the bands of a panel up to date; `bands` is kept from drawing to drawing. */
export function updateBands({ series }: TrendSpec, pixels: PixelTraces, bands: Bands): void {
  for (const one of series) {
    const { band, channel } = one;
    if (!band) continue;
    if (band.kind === 'ends') {
      const [low, high] = [pixels.get(band.low), pixels.get(band.high)];
      if (low && high) bands.set(one, { low, high });
      continue;
    }
    const [value, sigma] = [pixels.get(channel), pixels.get(band.sigma)];
    const ends = bands.get(one) ?? { low: emptyPixelTrace(), high: emptyPixelTrace() };
    if (value && sigma) bands.set(one, sigmaBand(value, sigma, band.times, ends));
  }
}

/** Lowest and highest of everything drawn against one axis, in the axis' unit. */
export function extremes(
  { series }: TrendSpec,
  side: 'left' | 'right',
  pixels: PixelTraces,
  bands: Bands,
): { low: number; high: number } {
  let low = Number.POSITIVE_INFINITY;
  let high = Number.NEGATIVE_INFINITY;
  for (const one of series) {
    if (one.axis !== side) continue;
    const { gain, offset } = scaleOf(one);
    const ends = bands.get(one);
    for (const trace of [pixels.get(one.channel), ends?.low, ends?.high]) {
      if (!trace || trace.length === 0) continue;
      low = Math.min(low, trace.lowest * gain + offset);
      high = Math.max(high, trace.highest * gain + offset);
    }
  }
  return { low, high };
}

/** Everything of a panel that is drawn over its axes. */
export function tracesOf(
  { series }: TrendSpec,
  pixels: PixelTraces,
  bands: Bands,
  axes: AxisPair,
  colours: readonly string[],
): { traces: DrawnTrace[]; bands: DrawnBand[] } {
  const drawn: { traces: DrawnTrace[]; bands: DrawnBand[] } = { traces: [], bands: [] };
  for (const one of series) {
    const axis = axes[one.axis];
    const own = pixels.get(one.channel);
    if (!axis || !own) continue;
    const witness = one.withheld && pixels.get(one.withheld.witness);
    const withheld = one.withheld &&
      witness && { words: `${one.label}: ${one.withheld.words}`, runs: withheldRuns(own, witness) };
    const look = { axis, ...scaleOf(one), colour: colours[one.colour] ?? '#808080', dashed: one.dashed };
    drawn.traces.push({ ...look, pixels: own, withheld: withheld ?? null });
    const ends = bands.get(one);
    if (ends) drawn.bands.push({ low: { ...look, pixels: ends.low }, high: { ...look, pixels: ends.high } });
  }
  return drawn;
}

/**
 * The line nearest to a height in the plot, by the values it has there; the first line where none has one.
 * @param y distance from the upper edge of the plot, px
 */
export function nearestLine(
  { series }: TrendSpec,
  axes: AxisPair,
  plot: { readonly y: number; readonly height: number },
  valueOf: (channel: Channel) => number | undefined,
): Channel | undefined {
  let nearest = series[0]?.channel;
  let distance = Number.POSITIVE_INFINITY;
  for (const one of series) {
    const axis = axes[one.axis];
    const value = valueOf(one.channel);
    if (!axis || value === undefined) continue;
    const { gain, offset } = scaleOf(one);
    const share = positionOn(axis, value * gain + offset);
    const apart = Math.abs(plot.height * (1 - share) - plot.y);
    if (apart >= distance) continue;
    distance = apart;
    nearest = one.channel;
  }
  return nearest;
}

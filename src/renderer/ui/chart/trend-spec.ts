import type { Channel } from '../../../shared/model/channel';
import type { AxisRule } from './nice-axis';

/** One line of a panel. */
export interface TrendSeries {
  readonly channel: Channel;
  /** Name in the legend; the panel's title says the rest. */
  readonly label: string;
  readonly axis: 'left' | 'right';
  /** Index into the palette's series colours. */
  readonly colour: number;
  readonly dashed: boolean;
  /** Drawn as share of the channel's range: quantities of different units on one axis. */
  readonly percentOfRange: boolean;
  /** Channels of the interval around this line. */
  readonly band: { readonly low: Channel; readonly high: Channel } | null;
}

export interface TrendAxis extends AxisRule {
  /** Printed at the top of the axis. */
  readonly unit: string;
}

export interface TrendSpec {
  readonly series: readonly TrendSeries[];
  readonly left: TrendAxis;
  readonly right: TrendAxis | null;
}

/** Every channel a panel needs history of. */
export function channelsOf({ series }: TrendSpec): Channel[] {
  return series.flatMap(({ channel, band }) => (band ? [channel, band.low, band.high] : [channel]));
}

import type { Channel } from '../../../shared/model/channel';
import type { AxisRule } from './nice-axis';

/** An interval around a line: two channels that are its ends, or `times` a standard deviation to either side. */
export type TrendBand =
  | { readonly kind: 'ends'; readonly low: Channel; readonly high: Channel }
  | { readonly kind: 'sigma'; readonly sigma: Channel; readonly times: number };

/** A line that is left out where its signal is too small, while another that it comes of is there. */
export interface Withholding {
  readonly words: string;
  readonly witness: Channel;
}

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
  readonly band: TrendBand | null;
  readonly withheld: Withholding | null;
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
  return [...new Set(series.flatMap((one) => [one.channel, ...bandChannels(one), ...witnessOf(one)]))];
}

function bandChannels({ band }: TrendSeries): Channel[] {
  if (!band) return [];
  return band.kind === 'ends' ? [band.low, band.high] : [band.sigma];
}

const witnessOf = ({ withheld }: TrendSeries): Channel[] => (withheld ? [withheld.witness] : []);

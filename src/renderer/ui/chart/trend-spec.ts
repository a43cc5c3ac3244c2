import type { AlarmPriority } from '../../../shared/model/alarm';
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

/** An alarm limit of a line, in the channel's unit. */
export interface TrendLimit {
  readonly channel: Channel;
  readonly value: number;
  readonly side: 'high' | 'low';
  readonly priority: AlarmPriority;
  readonly words: string;
}

/** Something that was written down at a moment. */
export interface TrendMark {
  readonly t: number;
  readonly words: string;
}

/** The same lines at another time, laid behind: `shiftMs` later they would be here. */
export interface TrendGhost {
  readonly shiftMs: number;
  /** Which channel is laid behind a line; undefined where there is none. */
  readonly of: (channel: Channel) => Channel | undefined;
  readonly words: string;
}

export interface TrendSpec {
  readonly series: readonly TrendSeries[];
  readonly left: TrendAxis;
  readonly right: TrendAxis | null;
  /** Channel of phase codes, whose changes are drawn. */
  readonly phase?: Channel | null;
  readonly limits?: readonly TrendLimit[];
  readonly marks?: readonly TrendMark[];
  readonly ghost?: TrendGhost | null;
}

/** Every channel a panel needs history of. */
export function channelsOf({ series, phase }: TrendSpec): Channel[] {
  const lines = series.flatMap((one) => [one.channel, ...bandChannels(one), ...witnessOf(one)]);
  return [...new Set(phase ? [...lines, phase] : lines)];
}

function bandChannels({ band }: TrendSeries): Channel[] {
  if (!band) return [];
  return band.kind === 'ends' ? [band.low, band.high] : [band.sigma];
}

const witnessOf = ({ withheld }: TrendSeries): Channel[] => (withheld ? [withheld.witness] : []);

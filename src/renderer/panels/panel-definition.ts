import type { ComponentType, LazyExoticComponent } from 'react';
import type { Channel } from '../../shared/model/channel';
import type { TrendAxis, TrendBand, TrendSeries, TrendSpec } from '../ui/chart/trend-spec';
import { tr } from '../strings/translate';

export interface PanelProps {
  readonly definition: PanelDefinition;
  /** Channels of the unit shown. */
  readonly channels: readonly Channel[];
}

/** One line of a panel, by the tag of its channel. */
export interface PanelLine {
  readonly tag: string;
  /** Short name for the legend. */
  readonly label: string;
  /** Number of the series colour, 1 to 8. */
  readonly colour: number;
  readonly dashed?: boolean;
  readonly percentOfRange?: boolean;
  /** Channels of the interval around it: its two ends, or a standard deviation of which two are drawn to either side. */
  readonly band?: { readonly low: string; readonly high: string } | { readonly sigma: string };
  /** Words for where it is left out while the channel `witness` is there. */
  readonly withheld?: { readonly words: string; readonly witness: string };
}

export interface PanelAxis extends TrendAxis {
  readonly lines: readonly PanelLine[];
}

/** What a panel of the unit page shows. */
export interface PanelDefinition {
  readonly id: string;
  readonly title: string;
  readonly left: PanelAxis;
  readonly right: PanelAxis | null;
  readonly component: LazyExoticComponent<ComponentType<PanelProps>>;
}

/** The lines of a definition that a unit has channels for; null where it has none. */
export function specFor(definition: PanelDefinition, channels: readonly Channel[]): TrendSpec | null {
  const byTag = new Map(channels.map((channel) => [channel.tag, channel]));
  const series = [
    ...definition.left.lines.flatMap((line) => seriesFor(line, 'left', byTag)),
    ...(definition.right?.lines ?? []).flatMap((line) => seriesFor(line, 'right', byTag)),
  ];
  if (series.length === 0) return null;
  const hasRight = series.some((one) => one.axis === 'right');
  return { series, left: definition.left, right: hasRight ? definition.right : null };
}

function seriesFor(
  line: PanelLine,
  axis: 'left' | 'right',
  byTag: ReadonlyMap<string, Channel>,
): TrendSeries[] {
  const channel = byTag.get(line.tag);
  if (!channel) return [];
  const witness = line.withheld && byTag.get(line.withheld.witness);
  return [
    {
      channel,
      label: tr(line.label),
      axis,
      colour: line.colour - 1,
      dashed: line.dashed ?? false,
      percentOfRange: line.percentOfRange ?? false,
      band: bandFor(line, byTag),
      withheld: line.withheld && witness ? { words: tr(line.withheld.words), witness } : null,
    },
  ];
}

function bandFor({ band }: PanelLine, byTag: ReadonlyMap<string, Channel>): TrendBand | null {
  if (!band) return null;
  if ('sigma' in band) {
    const sigma = byTag.get(band.sigma);
    return sigma ? { kind: 'sigma', sigma, times: 2 } : null;
  }
  const [low, high] = [byTag.get(band.low), byTag.get(band.high)];
  return low && high ? { kind: 'ends', low, high } : null;
}

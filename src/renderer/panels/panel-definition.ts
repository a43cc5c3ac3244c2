import type { ComponentType, LazyExoticComponent } from 'react';
import type { Channel } from '../../shared/model/channel';
import type { TrendAxis, TrendSeries, TrendSpec } from '../ui/chart/trend-spec';

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
  readonly band?: { readonly low: string; readonly high: string };
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
  const low = line.band && byTag.get(line.band.low);
  const high = line.band && byTag.get(line.band.high);
  return [
    {
      channel,
      label: line.label,
      axis,
      colour: line.colour - 1,
      dashed: line.dashed ?? false,
      percentOfRange: line.percentOfRange ?? false,
      band: low && high ? { low, high } : null,
    },
  ];
}

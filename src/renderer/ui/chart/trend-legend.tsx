import { useEffect, useRef } from 'react';
import type { LiveStore } from '../../station/live-store';
import { useStation } from '../../station/station-context';
import { valueText } from '../value-text';
import { useTrendGroup } from './trend-context';
import type { TrendGroup } from './trend-group';
import type { TrendSeries, TrendSpec } from './trend-spec';
import { valueAt } from './value-at';

/** Names of the lines with their value now, or at the cursor while there is one. */
export function TrendLegend({ spec }: { readonly spec: TrendSpec }) {
  return (
    <ul className="bt-trend-legend">
      {spec.series.map((series) => (
        <LegendItem key={series.channel.id} series={series} />
      ))}
    </ul>
  );
}

function LegendItem({ series }: { readonly series: TrendSeries }) {
  const group = useTrendGroup();
  const { live } = useStation();
  const value = useRef<HTMLSpanElement>(null);
  useEffect(
    () => (value.current ? followValue(value.current, series, group, live) : undefined),
    [series, group, live],
  );
  const colour = `var(--bt-series-${series.colour + 1})`;
  return (
    <li data-axis={series.axis} title={`${series.channel.name}, ${series.axis} axis`}>
      <i
        style={{ background: series.dashed ? 'none' : colour, borderColor: colour }}
        data-dashed={series.dashed}
      />
      <span>{series.label}</span>
      <span className="bt-trend-value" ref={value}>
        –
      </span>
      <small>{series.percentOfRange ? series.channel.unit : ''}</small>
    </li>
  );
}

/** Writes the number straight into its place: it ticks, React need not know. */
function followValue(
  place: HTMLElement,
  series: TrendSeries,
  group: TrendGroup,
  live: LiveStore,
): () => void {
  const { channel, band } = series;
  let shown = '';
  const write = (text: string): void => {
    if (text === shown) return;
    shown = text;
    place.textContent = text;
  };
  const show = (): void => {
    const t = group.view.cursor();
    if (t === null) return write(valueText(live.latest(channel.series)?.value, channel.resolution));
    const at = valueAt(group.feed.trace(channel), t);
    const text = valueText(at?.value, channel.resolution);
    if (at?.aggregated && at.max - at.min >= channel.resolution)
      return write(
        `${text} (${valueText(at.min, channel.resolution)}–${valueText(at.max, channel.resolution)})`,
      );
    const low = band && valueAt(group.feed.trace(band.low), t);
    const high = band && valueAt(group.feed.trace(band.high), t);
    write(
      low && high
        ? `${text} (${valueText(low.value, channel.resolution)}–${valueText(high.value, channel.resolution)})`
        : text,
    );
  };
  const stops = [live.subscribe(channel.series, show), group.view.subscribeCursor(show)];
  return () => {
    for (const stop of stops) stop();
  };
}

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
  const spread = useRef<HTMLSpanElement>(null);
  useEffect(() => {
    if (!value.current || !spread.current) return undefined;
    return followValue({ value: value.current, spread: spread.current }, series, group, live);
  }, [series, group, live]);
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
      <span className="bt-trend-spread" ref={spread} />
      <small>{series.percentOfRange ? series.channel.unit : ''}</small>
    </li>
  );
}

interface Places {
  readonly value: HTMLElement;
  readonly spread: HTMLElement;
}

/** Writes the numbers straight into their places: they tick, React need not know. */
function followValue(places: Places, series: TrendSeries, group: TrendGroup, live: LiveStore): () => void {
  const { channel, band } = series;
  const writeValue = textWriter(places.value);
  const writeSpread = textWriter(places.spread);
  const text = (value: number | null | undefined): string => valueText(value, channel.resolution);
  const show = (): void => {
    const t = group.view.cursor();
    if (t === null) {
      writeValue(text(live.latest(channel.series)?.value));
      writeSpread(
        band
          ? spreadText(live.latest(band.low.series)?.value, live.latest(band.high.series)?.value, text)
          : '',
      );
      return;
    }
    const at = valueAt(group.feed.trace(channel), t);
    writeValue(text(at?.value));
    if (band) {
      const [low, high] = [band.low, band.high].map((end) => valueAt(group.feed.trace(end), t)?.value);
      return writeSpread(spreadText(low, high, text));
    }
    const spreads = at !== null && at.max - at.min >= channel.resolution;
    writeSpread(spreads ? spreadText(at.min, at.max, text) : '');
  };
  const stops = [live.subscribe(channel.series, show), group.view.subscribeCursor(show)];
  return () => {
    for (const stop of stops) stop();
  };
}

function spreadText(
  low: number | null | undefined,
  high: number | null | undefined,
  text: (value: number) => string,
): string {
  return typeof low === 'number' && typeof high === 'number' ? `${text(low)}–${text(high)}` : '';
}

/** Sets a text only where it differs: an equal one would cost a layout all the same. */
function textWriter(place: HTMLElement): (text: string) => void {
  let shown: string | null = null;
  return (text) => {
    if (text === shown) return;
    shown = text;
    place.textContent = text;
  };
}

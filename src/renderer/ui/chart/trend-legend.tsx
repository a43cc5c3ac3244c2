import { useEffect, useRef } from 'react';
import type { Channel } from '../../../shared/model/channel';
import { qualityOf } from '../../../shared/model/quality';
import type { LiveStore } from '../../station/live-store';
import { useStation } from '../../station/station-context';
import { clockText } from '../time-words';
import { valueText } from '../value-text';
import type { RawSample } from './raw-at-cursor';
import { useTrendGroup } from './trend-context';
import type { TrendGroup } from './trend-group';
import type { TrendBand, TrendSeries, TrendSpec } from './trend-spec';
import { type ValueAt, valueAt } from './value-at';
import { tr } from '../../strings/translate';

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
    <li data-axis={series.axis} title={titleOf(series)}>
      <i
        style={{ background: series.dashed ? 'none' : colour, borderColor: colour }}
        data-dashed={series.dashed}
      />
      <span>{tr(series.label)}</span>
      <span className="bt-trend-value" ref={value}>
        –
      </span>
      <span className="bt-trend-spread" ref={spread} />
      <small>{series.percentOfRange ? series.channel.unit : ''}</small>
    </li>
  );
}

function titleOf({ channel, axis, band, withheld }: TrendSeries): string {
  const parts = [`${channel.name}, ${axis} axis`];
  if (band?.kind === 'sigma') parts.push(`Band: ± ${band.times} σ, about 95 %`);
  if (band?.kind === 'ends') parts.push(tr('Band: interval'));
  if (withheld)
    parts.push(
      tr('Not shown where the signal is too small to compute from ({words})', { words: tr(withheld.words) }),
    );
  return parts.join('. ');
}

interface Places {
  readonly value: HTMLElement;
  readonly spread: HTMLElement;
}

/** Writes the numbers straight into their places: they tick, React need not know. */
function followValue(places: Places, series: TrendSeries, group: TrendGroup, live: LiveStore): () => void {
  const writeValue = textWriter(places.value);
  const writeSpread = textWriter(places.spread);
  const show = (): void => {
    const t = group.view.cursor();
    const said = t === null ? saidNow(series, live) : saidAt(series, group, t);
    writeValue(said.withheld ?? valueText(said.value, series.channel.resolution));
    writeSpread(said.spread);
  };
  const stops = [
    live.subscribe(series.channel.series, () => group.numbers.ask(show)),
    group.view.subscribeCursor(show),
    group.raw.join(series.channel, show),
  ];
  return () => {
    for (const stop of stops) stop();
    group.numbers.forget(show);
  };
}

interface Said {
  readonly value: number | null | undefined;
  readonly spread: string;
  /** Said in the place of the value. */
  readonly withheld?: string;
}

function saidNow({ channel, band, withheld }: TrendSeries, live: LiveStore): Said {
  const latest = live.latest(channel.series);
  const value = latest?.value;
  if (withheld && latest && value === null) {
    const low = qualityOf(latest.quality).id === 'low-signal';
    return low ? { value, spread: '', withheld: withheld.words } : { value, spread: '' };
  }
  const of = (one: Channel): number | null | undefined => live.latest(one.series)?.value;
  return { value, spread: band ? bandText(band, value, of, channel.resolution) : '' };
}

function saidAt({ channel, band, withheld }: TrendSeries, group: TrendGroup, t: number): Said {
  const { feed } = group;
  const at = valueAt(feed.trace(channel), t);
  const sample = sampleAt(channel, group, at);
  const of = (one: Channel): number | undefined => valueAt(feed.trace(one), t)?.value;
  if (withheld && at === null && of(withheld.witness) !== undefined)
    return { value: null, spread: '', withheld: withheld.words };
  if (band) return { value: at?.value, spread: bandText(band, at?.value, of, channel.resolution) };
  if (sample) return { value: sample.value, spread: clockText(sample.t) };
  const spreads = at !== null && at.max - at.min >= channel.resolution;
  return { value: at?.value, spread: spreads ? spreadText(at.min, at.max, channel.resolution) : '' };
}

/** The recorded sample under the cursor: the drawn one itself, or fetched where the line shows means. */
function sampleAt(channel: Channel, group: TrendGroup, at: ValueAt | null): RawSample | null {
  if (at && !at.aggregated) return at;
  const sample = group.raw.sample(channel);
  return sample && Number.isFinite(sample.value) ? sample : null;
}

function bandText(
  band: TrendBand,
  value: number | null | undefined,
  of: (channel: Channel) => number | null | undefined,
  resolution: number,
): string {
  if (band.kind === 'ends') return spreadText(of(band.low), of(band.high), resolution);
  const sigma = of(band.sigma);
  if (typeof value !== 'number' || typeof sigma !== 'number') return '';
  return `± ${valueText(band.times * sigma, resolution)}`;
}

function spreadText(
  low: number | null | undefined,
  high: number | null | undefined,
  resolution: number,
): string {
  return typeof low === 'number' && typeof high === 'number'
    ? `${valueText(low, resolution)}–${valueText(high, resolution)}`
    : '';
}

/** Sets a text only where it differs: an equal one would cost a layout all the same. */
function textWriter(place: HTMLElement): (text: string) => void {
  let shown: string | null = null;
  const own = place.firstChild;
  return (text) => {
    if (text === shown) return;
    shown = text;
    // Other words in the same node: a node in the place of another one makes the page look at its rules again.
    if (own) own.nodeValue = text;
    else place.textContent = text;
  };
}

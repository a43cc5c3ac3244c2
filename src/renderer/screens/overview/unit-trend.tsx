import { useCallback } from 'react';
import type { SeriesColumns } from '../../../shared/contract/series-columns';
import { useStation } from '../../station/station-context';
import { Sparkline } from '../../ui/sparkline';
import type { SparkPicture, SparkTrace } from '../../ui/draw-sparkline';
import type { TrendFeed } from './unit-trends';
import { tr } from '../../strings/translate';

export interface TrendSpec {
  readonly label: string;
  readonly lines: readonly {
    readonly tag: string;
    readonly color: string;
    readonly band?: readonly [string, string];
    readonly strong?: boolean;
  }[];
  readonly leastSpan: number;
  readonly floor: number | null;
  readonly decimals: number;
}

const nothing: SeriesColumns = {
  t: new Float64Array(),
  min: new Float64Array(),
  max: new Float64Array(),
  mean: new Float64Array(),
  n: new Float64Array(),
  good: new Float64Array(),
};

/** A small trend of some channels of a unit, with their newest live value at its end. */
export function UnitTrend({ feed, spec }: { readonly feed: TrendFeed; readonly spec: TrendSpec }) {
  const { live, clock } = useStation();
  const read = useCallback((): SparkPicture => {
    const to = clock.now();
    const trace = (line: TrendSpec['lines'][number]): SparkTrace => {
      const series = feed.series(line.tag);
      const newest = series === undefined ? undefined : live.latest(series);
      const [low, high] = line.band ?? [];
      return {
        columns: feed.columns(line.tag) ?? nothing,
        color: line.color,
        ...(line.strong === true ? { strong: true } : {}),
        ...(low === undefined || high === undefined
          ? {}
          : { band: { low: feed.columns(low) ?? nothing, high: feed.columns(high) ?? nothing } }),
        ...(newest === undefined || newest.value === null || newest.t < to - feed.windowMs
          ? {}
          : { newest: { t: newest.t, value: newest.value } }),
      };
    };
    const { leastSpan, floor, decimals } = spec;
    return { from: to - feed.windowMs, to, traces: spec.lines.map(trace), leastSpan, floor, decimals };
  }, [feed, spec, live, clock]);
  const subscribe = useCallback((changed: () => void) => feed.subscribe(changed), [feed]);
  return (
    <div className="bt-card-trend">
      <Sparkline
        read={read}
        subscribe={subscribe}
        label={tr('{label}, last 2 hours', { label: tr(spec.label) })}
      />
    </div>
  );
}

import type { CalibratedProbe } from '../../../shared/contract/calibrations';
import { dateText } from '../../ui/time-words';
import { tr } from '../../strings/translate';
import { figure } from './calibration-words';

const [width, height, left, right, top, bottom] = [900, 150, 48, 20, 14, 24];

/** Slope over time with its limit: points of calibrations, failed ones hollow. Nothing is drawn of fewer than two. */
export function SlopeTrend({ probe: { passes, forecast, slopeUnit } }: { readonly probe: CalibratedProbe }) {
  const known = passes.flatMap(({ at, slope, verdict }) => (slope === null ? [] : [{ at, slope, failed: verdict?.id === 'fail' }])); // prettier-ignore
  const [first, last] = [known[0], known.at(-1)];
  if (!first || !last || known.length < 2) return null;
  const values = [...known.map(({ slope }) => slope), ...(forecast ? [forecast.limit] : [])];
  const [low, high] = [Math.min(...values), Math.max(...values)];
  const pad = Math.max((high - low) * 0.15, 1e-6);
  const span = Math.max(last.at - first.at, 1);
  const x = (t: number): number => left + ((t - first.at) / span) * (width - left - right);
  const y = (v: number): number =>
    top + ((high + pad - v) / (high - low + 2 * pad)) * (height - top - bottom);
  const path = known.map(
    ({ at, slope }, i) => `${i === 0 ? 'M' : 'L'}${x(at).toFixed(1)} ${y(slope).toFixed(1)}`,
  );
  return (
    <svg
      className="bt-cal-trend"
      viewBox={`0 0 ${width} ${height}`}
      role="img"
      aria-label={tr('Slope over {count} calibrations, {unit}', { count: known.length, unit: tr(slopeUnit) })}
    >
      {[low, high].map((value, i) => (
        <text key={i} x={left - 8} y={y(value) + 4} textAnchor="end">
          {figure(value, 4)}
        </text>
      ))}
      {forecast && (
        <>
          <line
            className="bt-cal-limit"
            x1={left}
            x2={width - right}
            y1={y(forecast.limit)}
            y2={y(forecast.limit)}
          />
          <text x={width - right} y={y(forecast.limit) - 5} textAnchor="end">
            {tr('limit {value}', { value: forecast.limit })}
          </text>
        </>
      )}
      <path d={path.join('')} fill="none" />
      {known.map(({ at, slope, failed }) => (
        <circle key={`${at} ${slope}`} cx={x(at)} cy={y(slope)} r={4} data-failed={failed || undefined} />
      ))}
      <text x={left} y={height - 6}>
        {dateText(first.at)}
      </text>
      <text x={width - right} y={height - 6} textAnchor="end">
        {dateText(last.at)}
      </text>
    </svg>
  );
}

import { Checkbox } from '@mantine/core';
import { useEffect, useRef } from 'react';
import type { DeviceStatus, DeviceValue } from '../../../shared/model/device';
import { drawSparkline, type SparkPicture } from '../../ui/draw-sparkline';
import { tr } from '../../strings/translate';
import { figureText, noiseText } from './figure-text';

interface Props {
  readonly device: DeviceStatus;
  readonly value: DeviceValue;
  readonly now: number;
  readonly chosen: boolean;
  /** Null while a recording goes on: what it records is fixed. */
  readonly onChoose: ((chosen: boolean) => void) | null;
}

/** Older than this a number is no longer live, ms. */
const staleMs = 5000;
const sparkMs = 120_000;

/** One quantity, big: scaled, raw, its last two minutes and how still it stands. */
export function LiveCard({ device, value, now, chosen, onChoose }: Props) {
  const stale = value.at === null || now - value.at > staleMs;
  return (
    <li className="bt-vessel-card" data-stale={stale || undefined} data-chosen={chosen || undefined}>
      <div className="bt-vessel-card-head">
        <Checkbox
          size="lg"
          checked={chosen}
          disabled={onChoose === null}
          label={tr(value.words)}
          onChange={(event) => onChoose?.(event.currentTarget.checked)}
        />
        <span className="bt-vessel-tag">{value.tag === '' ? tr('feeds no channel') : value.tag}</span>
      </div>
      <p className="bt-vessel-figure">
        <b>{figureText(value.value, value.noise)}</b> <span>{value.unit}</span>
      </p>
      <p className="bt-vessel-raw">
        <span className="bt-mono" title={tr('As the line carried it')}>
          {tr('raw {raw}', { raw: value.raw === '' ? '–' : value.raw })}
        </span>
        <span title={tr('Standard deviation of the recent values around their running line')}>
          {value.noise === null
            ? tr('noise: wait')
            : tr('noise ± {noise}', { noise: `${noiseText(value.noise)} ${value.unit}`.trim() })}
        </span>
      </p>
      <RecentTrend value={value} now={now} label={`${device.driverWords}, ${value.words}`} />
      {stale && (
        <p className="bt-vessel-doubt">
          {tr('No new value for {seconds} s', { seconds: secondsSince(value.at, now) })}
        </p>
      )}
      {!stale && value.doubt !== '' && <p className="bt-vessel-doubt">{value.doubt}</p>}
    </li>
  );
}

function secondsSince(at: number | null, now: number): string {
  return at === null ? '–' : String(Math.round((now - at) / 1000));
}

/** Drawn with every answer: two numbers a second are no work. */
function RecentTrend({ value, now, label }: { value: DeviceValue; now: number; label: string }) {
  const canvas = useRef<HTMLCanvasElement>(null);
  useEffect(() => {
    if (canvas.current) drawSparkline(canvas.current, pictureOf(value, now));
  });
  return (
    <canvas
      ref={canvas}
      className="bt-vessel-spark"
      role="img"
      aria-label={tr('{label}, last two minutes', { label })}
    />
  );
}

function pictureOf({ recent, noise, value }: DeviceValue, now: number): SparkPicture {
  const t = recent.map(([time]) => time);
  const numbers = recent.map(([, number]) => number ?? Number.NaN);
  const to = Math.max(now, t.at(-1) ?? 0);
  const leastSpan = Math.max((noise ?? 0) * 8, Math.abs(value ?? 0) * 0.002, 1e-6);
  return {
    from: to - sparkMs,
    to,
    traces: [
      { columns: { t, min: numbers, max: numbers, mean: numbers }, color: '--bt-measured', strong: true },
    ],
    leastSpan,
    floor: null,
    decimals: Math.min(4, Math.max(0, Math.ceil(-Math.log10(leastSpan)) + 1)),
  };
}

import { Tooltip } from '@mantine/core';
import { useLatency } from '../station/use-live';

const ms = (value: number | null): string =>
  value === null ? '–' : value < 9.95 ? value.toFixed(1) : value.toFixed(0);

/** Source to painted pixel over the last minute, as a live figure: median and the slowest in a hundred. */
export function LatencyMark() {
  const { source, station, clockErrorMs } = useLatency();
  const words =
    source.count === 0
      ? 'No live value was painted in the last minute'
      : `Source to screen over the last minute, ${source.count} values: half within ${ms(source.p50Ms)} ms, ` +
        `99 of 100 within ${ms(source.p99Ms)} ms. From the station alone: ${ms(station.p50Ms)} / ${ms(station.p99Ms)} ms. ` +
        `Clocks agree within ${ms(clockErrorMs)} ms.`;
  return (
    <Tooltip label={words} multiline maw={340}>
      <div className="bt-fact" data-testid="latency">
        <small>Latency p50 / p99</small>
        <span>
          {ms(source.p50Ms)} / {ms(source.p99Ms)} ms
        </span>
      </div>
    </Tooltip>
  );
}

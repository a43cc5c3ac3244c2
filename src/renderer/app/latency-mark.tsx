import { Tooltip } from '@mantine/core';
import { useLatency } from '../station/use-live';
import { tr } from '../strings/translate';

const ms = (value: number | null): string =>
  value === null ? '–' : value < 9.95 ? value.toFixed(1) : value.toFixed(0);

/** Source to painted pixel over the last minute, as a live figure: median and the slowest in a hundred. */
export function LatencyMark() {
  const { source, station, clockErrorMs } = useLatency();
  const words =
    source.count === 0
      ? tr('No live value was painted in the last minute')
      : tr('Source to screen over the last minute, {count} values: half within {ms} ms, ', {
          count: source.count,
          ms: ms(source.p50Ms),
        }) +
        tr('99 of 100 within {ms} ms. From the station alone: {ms2} / {ms3} ms. ', {
          ms: ms(source.p99Ms),
          ms2: ms(station.p50Ms),
          ms3: ms(station.p99Ms),
        }) +
        tr('Clocks agree within {ms} ms.', { ms: ms(clockErrorMs) });
  return (
    <Tooltip label={words} multiline maw={340}>
      <div className="bt-fact" data-testid="latency">
        <small>{tr('Latency p50 / p99')}</small>
        <span>
          {ms(source.p50Ms)} / {ms(source.p99Ms)} ms
        </span>
      </div>
    </Tooltip>
  );
}

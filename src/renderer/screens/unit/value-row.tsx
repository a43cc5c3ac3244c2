import { useEffect, useRef, useState } from 'react';
import type { Channel } from '../../../shared/model/channel';
import { useStation } from '../../station/station-context';
import { useEachLatest } from '../../station/use-live';
import { QualityMark } from '../../ui/quality-mark';
import { predictionStep } from '../../ui/prediction-step';
import { valueText } from '../../ui/value-text';
import { usePick, useTrendGroup } from '../../ui/chart/trend-context';
import { methodsFor } from '../../../shared/model/records/calibration-method';
import { isComputed } from './explain-words';
import { rowName } from './row-name';
import type { ValueRows } from './value-rows';
import { tr } from '../../strings/translate';

interface Props {
  readonly channel: Channel;
  /** All of the unit: a prediction is told no finer than its interval. */
  readonly channels: readonly Channel[];
  readonly rows: ValueRows;
}

/** One channel of the table. React draws it once and again when the quality changes. */
export function ValueRow({ channel, channels, rows }: Props) {
  const stepOf = useStep(channel, channels);
  const row = useRef<HTMLTableRowElement>(null);
  const value = useRef<HTMLTableCellElement>(null);
  const marker = useRef<HTMLElement>(null);
  const age = useRef<HTMLTableCellElement>(null);
  const [quality, setQuality] = useState(0);

  useEffect(() => {
    if (!row.current || !value.current || !marker.current || !age.current) return undefined;
    const parts = { row: row.current, value: value.current, marker: marker.current, age: age.current };
    return rows.add(channel, parts);
  }, [channel, rows]);
  useEachLatest(channel.series, (latest) => {
    rows.show(channel, latest, stepOf());
    setQuality(latest.quality);
  });

  const range = `${valueText(channel.range.low, channel.resolution)} to ${valueText(channel.range.high, channel.resolution)} ${channel.unit}`;
  return (
    <tr ref={row} data-kind={channel.kind} data-tag={channel.tag}>
      <th scope="row" title={`${channel.name} (${channel.tag})`}>
        <RowName channel={channel} />
      </th>
      <td className="bt-values-value" ref={value}>
        –
      </td>
      <td className="bt-values-unit">{channel.unit}</td>
      <td className="bt-values-range" title={tr('Range {range}', { range })}>
        <div>
          <i ref={marker} />
        </div>
      </td>
      <td className="bt-values-quality">
        <QualityMark quality={quality} />
      </td>
      <td className="bt-values-age" ref={age} />
    </tr>
  );
}

/** The step a value is told with now. */
function useStep(channel: Channel, channels: readonly Channel[]): () => number {
  const { live } = useStation();
  const end = (side: 'low' | 'high'): number | null | undefined => {
    const found = channels.find(({ tag }) => tag === `${channel.tag}_${side}`);
    return found && live.latest(found.series)?.value;
  };
  return () =>
    channel.kind === 'predicted'
      ? predictionStep(end('low'), end('high'), channel.resolution)
      : channel.resolution;
}

/** What we compute says how, at the cursor's time or now. */
export function RowName({ channel }: { readonly channel: Channel }) {
  const { view } = useTrendGroup();
  const pick = usePick();
  const isProbe = methodsFor(channel.tag).length > 0;
  if (!pick || (!isComputed(channel) && !isProbe)) return rowName(channel);
  return (
    <button
      type="button"
      className="bt-values-how"
      title={tr(isProbe ? '{name} ({tag}): what the probe gave' : '{name} ({tag}): how was this computed?', {
        name: channel.name,
        tag: channel.tag,
      })}
      onClick={() => pick(channel, view.cursor())}
    >
      {rowName(channel)}
    </button>
  );
}

import type { Channel } from '../../../shared/model/channel';
import { freshnessOf } from '../../../shared/model/freshness';
import { qualityLevel, qualityOf } from '../../../shared/model/quality';
import type { Latest } from '../../station/live-store';
import { clockText } from '../../ui/time-words';
import { tr } from '../../strings/translate';

/** Everything a small value shows, ready to be written into the page. */
export interface ValueLook {
  readonly text: string;
  readonly state: 'good' | 'uncertain' | 'bad' | 'stale' | 'lost' | 'never';
  /** A letter beside shape and colour, the same as everywhere (ui/quality-mark). */
  readonly mark: '' | 'U' | 'B' | 'S' | 'L';
  readonly title: string;
  /** Where the value stands in the channel's range, 0 to 1, kept inside; null where there is none. */
  readonly position: number | null;
}

/** How the newest sample of a channel looks now. Old is told before doubtful: an old value's quality says little. */
export function valueLook(
  channel: Pick<Channel, 'name' | 'unit' | 'range' | 'cadenceMs'>,
  sample: Latest | undefined,
  now: number,
  decimals: number,
): ValueLook {
  if (!sample) {
    return {
      text: '–',
      state: 'never',
      mark: '',
      title: tr('{name}: no value yet', { name: channel.name }),
      position: null,
    };
  }
  const text = sample.value === null ? '–' : numberText(sample.value, decimals);
  const position = sample.value === null ? null : within(sample.value, channel.range);
  const freshness = freshnessOf(sample.seenAt, channel.cadenceMs, now);
  const said = `${channel.name}: ${text} ${channel.unit}`.trim();
  if (freshness === 'stale' || freshness === 'lost') {
    const title = tr('{said}, {freshness}: no value since {clockText}', {
      said,
      freshness,
      clockText: clockText(sample.seenAt),
    });
    return { text, state: freshness, mark: freshness === 'stale' ? 'S' : 'L', title, position };
  }
  const level = qualityLevel(sample.quality);
  const mark = { good: '', uncertain: 'U', bad: 'B' } as const;
  const title = `${said}, ${level}: ${qualityOf(sample.quality).words}`;
  return { text, state: level, mark: mark[level], title: level === 'good' ? said : title, position };
}

/** Fixed decimals with a true minus sign and no "-0.0". */
export function numberText(value: number, decimals: number): string {
  const text = value.toFixed(decimals);
  return Number(text) === 0 ? text.replace('-', '') : text.replace('-', '−');
}

const within = (value: number, { low, high }: { low: number; high: number }): number =>
  Math.min(1, Math.max(0, (value - low) / (high - low)));

import type { Availability } from '../../../shared/contract/completeness';
import { holeCauses } from '../../../shared/model/hole';

const counted = holeCauses.filter(({ id }) => id !== 'not-expected');

/** The table as CSV: one line a channel, times in ISO 8601, durations in seconds, decimal points. */
export function availabilityCsv({ channels, from, to }: Availability): string {
  const head = [
    'channel',
    'name',
    'from',
    'to',
    'expected_s',
    'present_pct',
    'good_pct',
    'dropout_pct',
    'holes',
    'longest_from',
    'longest_s',
    'filled_s',
    ...counted.map(({ id }) => `${id.replaceAll('-', '_')}_s`),
  ];
  const iso = (ms: number | undefined): string => (ms === undefined ? '' : new Date(ms).toISOString());
  const seconds = (ms: number): string => (ms / 1000).toFixed(1);
  const percent = (pct: number | null): string => (pct === null ? '' : pct.toFixed(4));
  const lines = channels.map((channel) => [
    channel.channelId,
    quoted(channel.name),
    iso(from),
    iso(to),
    seconds(channel.expectedMs),
    percent(channel.presentPct),
    percent(channel.goodPct),
    percent(channel.dropoutPct),
    channel.holes,
    iso(channel.longest?.from),
    channel.longest ? seconds(channel.longest.to - channel.longest.from) : '',
    seconds(channel.filledMs),
    ...counted.map(({ id }) => seconds(channel.causes.find(({ cause }) => cause === id)?.ms ?? 0)),
  ]);
  return [head, ...lines].map((line) => `${line.join(',')}\r\n`).join('');
}

const quoted = (text: string): string => (/[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text);

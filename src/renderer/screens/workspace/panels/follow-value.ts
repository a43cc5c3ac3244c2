import { useEffect, type RefObject } from 'react';
import type { Channel } from '../../../../shared/model/channel';
import { freshnessOf } from '../../../../shared/model/freshness';
import { qualityLevel, qualityOf } from '../../../../shared/model/quality';
import type { Station } from '../../../station/station';
import { useStation } from '../../../station/station-context';
import { everyAligned } from '../../../ui/aligned-ticker';
import { useTrendGroup } from '../../../ui/chart/trend-context';
import type { TrendGroup } from '../../../ui/chart/trend-group';
import { clockText } from '../../../ui/time-words';
import { valueText } from '../../../ui/value-text';
import { ageWords } from '../../unit/value-rows';

/** What a number of a panel says now, or at the cursor that all linked windows share. */
interface ValueSaid {
  readonly text: string;
  readonly when: string;
  readonly freshness: string;
  /** Words of a quality that is not good; empty else. */
  readonly doubt: string;
}

type Part = 'row' | 'value' | 'when' | 'doubt';

/** Writes a channel's value straight into its places: it ticks, React need not know. */
export function useFollowedValue(
  channel: Channel,
  { row, value, when, doubt }: Readonly<Record<Part, RefObject<HTMLElement | null>>>,
): void {
  const station = useStation();
  const group = useTrendGroup();
  useEffect(() => {
    const parts = { row: row.current, value: value.current, when: when.current, doubt: doubt.current };
    return follow(channel, station, group, parts);
  }, [channel, station, group, row, value, when, doubt]);
}

function follow(
  channel: Channel,
  station: Pick<Station, 'live' | 'clock'>,
  group: TrendGroup,
  parts: Readonly<Record<Part, HTMLElement | null>>,
): () => void {
  let shown = '';
  const show = (): void => {
    const t = group.view.cursor();
    const said = t === null ? saidNow(channel, station) : saidAt(channel, group, t);
    const next = JSON.stringify(said);
    if (next === shown) return;
    shown = next;
    if (parts.value) parts.value.textContent = said.text;
    if (parts.when) parts.when.textContent = said.when;
    if (parts.doubt) parts.doubt.textContent = said.doubt;
    if (parts.row) parts.row.dataset['freshness'] = said.freshness;
  };
  show();
  const stops = [
    station.live.subscribe(channel.series, show),
    group.view.subscribeCursor(show),
    group.raw.join(channel, show),
    everyAligned(1000, show),
  ];
  return () => {
    for (const stop of stops) stop();
  };
}

function saidNow(channel: Channel, { live, clock }: Pick<Station, 'live' | 'clock'>): ValueSaid {
  const latest = live.latest(channel.series);
  const freshness = freshnessOf(latest?.seenAt ?? null, channel.cadenceMs, clock.now());
  const quality = latest?.quality ?? 0;
  return {
    text: valueText(latest?.value, channel.resolution),
    when: latest ? ageWords(clock.now() - latest.seenAt, freshness, channel.cadenceMs) : 'none',
    freshness,
    doubt: qualityLevel(quality) === 'good' ? '' : qualityOf(quality).words,
  };
}

/** The recorded sample under the cursor; an en dash until it is known, and where there is none. */
function saidAt(channel: Channel, group: TrendGroup, t: number): ValueSaid {
  const sample = group.raw.sample(channel);
  return {
    text: sample ? valueText(sample.value, channel.resolution) : '–',
    when: `at ${clockText(sample?.t ?? t)}`,
    freshness: 'fresh',
    doubt: '',
  };
}

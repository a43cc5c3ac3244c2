import { useEffect, type RefObject } from 'react';
import type { Channel } from '../../../../shared/model/channel';
import { freshnessOf } from '../../../../shared/model/freshness';
import { qualityLevel, qualityOf } from '../../../../shared/model/quality';
import { useStation } from '../../../station/station-context';
import { everyAligned } from '../../../ui/aligned-ticker';
import { useTrendGroup } from '../../../ui/chart/trend-context';
import { clockText } from '../../../ui/time-words';
import { valueText } from '../../../ui/value-text';
import { ageWords } from '../../unit/value-rows';

/** What a number of a panel says now, or at the cursor that all linked windows share. */
export interface ValueSaid {
  readonly text: string;
  readonly when: string;
  readonly freshness: string;
  /** Words of a quality that is not good; empty else. */
  readonly doubt: string;
}

interface Places {
  readonly value: RefObject<HTMLElement | null>;
  readonly when: RefObject<HTMLElement | null>;
  readonly doubt: RefObject<HTMLElement | null>;
  readonly row: RefObject<HTMLElement | null>;
}

/** Writes a channel's value straight into its places: it ticks, React need not know. */
export function useFollowedValue(channel: Channel, { value, when, doubt, row }: Places): void {
  const { live, clock } = useStation();
  const group = useTrendGroup();
  useEffect(() => {
    let shown = '';
    const now = (): ValueSaid => {
      const latest = live.latest(channel.series);
      const age = latest ? clock.now() - latest.seenAt : 0;
      const freshness = freshnessOf(latest?.seenAt ?? null, channel.cadenceMs, clock.now());
      const quality = latest?.quality ?? 0;
      return {
        text: valueText(latest?.value, channel.resolution),
        when: latest ? ageWords(age, freshness, channel.cadenceMs) : 'none',
        freshness,
        doubt: qualityLevel(quality) === 'good' ? '' : qualityOf(quality).words,
      };
    };
    const show = (): void => {
      const t = group.view.cursor();
      const sample = t === null ? undefined : group.raw.sample(channel);
      const said: ValueSaid =
        t === null
          ? now()
          : {
              text: sample ? valueText(sample.value, channel.resolution) : '–',
              when: `at ${clockText(sample?.t ?? t)}`,
              freshness: 'fresh',
              doubt: '',
            };
      const next = JSON.stringify(said);
      if (next === shown) return;
      shown = next;
      if (value.current) value.current.textContent = said.text;
      if (when.current) when.current.textContent = said.when;
      if (doubt.current) doubt.current.textContent = said.doubt;
      if (row.current) row.current.dataset['freshness'] = said.freshness;
    };
    show();
    const stops = [
      live.subscribe(channel.series, show),
      group.view.subscribeCursor(show),
      group.raw.join(channel, show),
      everyAligned(1000, show),
    ];
    return () => {
      for (const stop of stops) stop();
    };
  }, [channel, live, clock, group, value, when, doubt, row]);
}

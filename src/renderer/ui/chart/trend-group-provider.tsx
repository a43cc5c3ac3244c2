import { type KeyboardEvent, type ReactNode, useEffect, useState } from 'react';
import { useStation } from '../../station/station-context';
import type { Station } from '../../station/station';
import { wordsOf } from '../../station/station-error';
import type { ViewChoice } from './time-view';
import { TrendContext } from './trend-context';
import { createTrendGroup, type TrendGroup } from './trend-group';
import { actOnKey } from './trend-keys';

interface Props {
  /** Window shown at first. */
  readonly first: ViewChoice;
  /** Where Home leads to, epoch ms; null where no batch runs. */
  readonly batchStart: number | null;
  /** When what is shown ended, epoch ms: the clock of the trends stands still there. Null or absent while it goes on. */
  readonly endedAt?: number | null;
  readonly children: ReactNode;
}

/** Links every trend below it in time and cursor, and gives them the keyboard. */
export function TrendGroupProvider({ first, batchStart, endedAt = null, children }: Props) {
  const station = useStation();
  const [group, setGroup] = useState<TrendGroup | null>(null);
  // oxlint-disable-next-line react/exhaustive-deps -- `first` is only the beginning
  useEffect(() => openGroup(station, first, endedAt, setGroup), [station, endedAt]);
  if (!group) return null;
  const onKeyDown = (event: KeyboardEvent): void => {
    if (
      event.target instanceof Element &&
      event.target.closest('input, textarea, select, button, [role=radiogroup]')
    )
      return;
    if (actOnKey(group, event, batchStart)) event.preventDefault();
  };
  return (
    <TrendContext value={group}>
      <div className="bt-trend-group" role="presentation" onKeyDown={onKeyDown}>
        {children}
      </div>
    </TrendContext>
  );
}

function openGroup(
  station: Station,
  first: ViewChoice,
  endedAt: number | null,
  opened: (group: TrendGroup | null) => void,
): () => void {
  const group = createTrendGroup({
    page: window,
    live: station.live,
    first,
    source: {
      read: (request) => station.client.series.read(request),
      holes: async (request) => (await station.client.completeness.holes(request)).holes,
      ring: (series) => (endedAt === null ? station.live.ring(series) : undefined),
      historyEpoch: () => station.live.historyEpoch,
      now: () => endedAt ?? Math.round(station.clock.now()),
      wallNow: () => Math.round(station.clock.now()),
      words: wordsOf,
    },
  });
  opened(group);
  return () => {
    opened(null);
    group.close();
  };
}

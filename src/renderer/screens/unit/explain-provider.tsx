import { type ReactNode, useCallback, useState } from 'react';
import type { Channel } from '../../../shared/model/channel';
import { useStation } from '../../station/station-context';
import { PickContext } from '../../ui/chart/trend-context';
import { ExplainDrawer } from './explain-drawer';
import type { ExplainedPlace } from './explain-words';

interface Props {
  /** Channels of the unit shown. */
  readonly channels: readonly Channel[];
  /** The moment of a value without a time of its own, epoch ms: the end of what has ended. Null while it goes on. */
  readonly endedAt?: number | null;
  readonly children: ReactNode;
}

/**
 * Opens "how was this computed" for whatever is picked below it. The drawer stands beside its children, not among them:
 * the keys of the trends are not its own.
 */
export function ExplainProvider({ channels, endedAt = null, children }: Props) {
  const { live, clock } = useStation();
  const [trail, setTrail] = useState<readonly ExplainedPlace[]>([]);
  const [open, setOpen] = useState(false);
  const pick = useCallback(
    (channel: Channel, t: number | null): void => {
      const at = t ?? endedAt ?? live.latest(channel.series)?.t ?? clock.now();
      setTrail([{ channel, t: Math.round(at) }]);
      setOpen(true);
    },
    [live, clock, endedAt],
  );
  return (
    <PickContext value={pick}>
      {children}
      <ExplainDrawer
        opened={open}
        trail={trail}
        channels={channels}
        onFollow={(place) => setTrail((before) => [...before, place])}
        onBack={() => setTrail((before) => before.slice(0, -1))}
        onStart={(place) => setTrail([place])}
        onClose={() => setOpen(false)}
      />
    </PickContext>
  );
}

import { useEffect, useState, type ReactNode } from 'react';
import type { BatchSummary } from '../../shared/contract/units';
import { batchPath, navigate, unitPath } from '../app/route';
import { useStation } from '../station/station-context';
import { StationProvider } from '../station/station-provider';
import { ReplayBar } from './replay-bar';
import { openReplay } from './replay-station';
import { leaveReplay, ReplayContext, useReplayed } from './replay-store';
import './replay.css';

/** The window as it is, or over a batch that is replayed: then framed, named and left with one key. */
export function ReplaySwitch({ children }: { readonly children: ReactNode }) {
  const batch = useReplayed();
  return batch === null ? (
    children
  ) : (
    <Replay key={batch.id} batch={batch}>
      {children}
    </Replay>
  );
}

interface Props {
  readonly batch: BatchSummary;
  readonly children: ReactNode;
}

function Replay({ batch, children }: Props) {
  const real = useStation();
  const [replay] = useState(() => openReplay(real, batch));
  useEffect(() => {
    replay.begin();
    navigate(unitPath(batch.unitId));
    return () => replay.close();
  }, [replay, batch]);
  useEffect(() => {
    const leave = (event: KeyboardEvent): void => {
      // An open dialog takes the key first.
      if (event.key !== 'Escape' || event.defaultPrevented || document.querySelector('[role="dialog"]'))
        return;
      leaveReplay();
      navigate(batchPath(batch.id));
    };
    window.addEventListener('keydown', leave);
    return () => window.removeEventListener('keydown', leave);
  }, [batch]);
  return (
    <div className="bt-replay" data-testid="replay">
      <ReplayBar batch={batch} player={replay.player} />
      <div className="bt-replay-window">
        <ReplayContext value>
          <StationProvider station={replay.station}>{children}</StationProvider>
        </ReplayContext>
      </div>
    </div>
  );
}

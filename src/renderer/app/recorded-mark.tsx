import { Tooltip } from '@mantine/core';
import { useEffect, useRef } from 'react';
import { useStation } from '../station/station-context';
import { useSampled } from '../station/use-live';
import { clockText } from '../ui/time-words';
import { tr } from '../strings/translate';

/** Arrivals younger than this may still be on their way to the disk, ms. */
const allowedLagMs = 2000;

/** Up to when everything that arrived is on disk; says so when the recorder falls behind what is shown. */
export function RecordedMark() {
  const { live } = useStation();
  const newest = useRef(0);
  useEffect(
    () =>
      live.onFrame((frame) => {
        for (const sample of frame.latest) newest.current = Math.max(newest.current, sample.seenAt);
      }),
    [live],
  );
  const { recordedTo, newestShown } = useSampled(
    () => ({ recordedTo: live.recordedTo, newestShown: newest.current }),
    1000,
  );
  const behind = recordedTo !== null && newestShown - recordedTo > allowedLagMs;
  const text = recordedTo === null ? 'nothing yet' : clockText(recordedTo);
  return (
    <Tooltip
      label={
        behind
          ? tr('The recorder is behind: what is shown after this time is not on disk yet')
          : tr('Everything that arrived up to this time is on disk')
      }
    >
      <div className="bt-fact" data-attention={behind ? 'warn' : undefined} data-testid="recorded-to">
        <small>{behind ? tr('Recorder behind, on disk to') : tr('Recorded to')}</small>
        <span>{text}</span>
      </div>
    </Tooltip>
  );
}

import { Button, SegmentedControl, Tooltip } from '@mantine/core';
import { IconPlayerPause, IconPlayerPlay } from '@tabler/icons-react';
import { useCallback, useMemo, useSyncExternalStore } from 'react';
import { useCommands } from '../../app/commands';
import type { ViewChoice } from '../../ui/chart/time-view';
import { useTrendGroup } from '../../ui/chart/trend-context';
import { choiceOf, rangeOf, rememberRange, type TimeRangeId, timeRanges } from './time-range';
import { tr } from '../../strings/translate';

interface Props {
  readonly batchStart: number | null;
  /** The batch is over: spans are those before its end, and there is no clock to follow. */
  readonly ended?: boolean;
}

/** Which stretch of time the panels show, and whether it follows the clock. */
export function RangeControl({ batchStart, ended = false }: Props) {
  const { view, now } = useTrendGroup();
  const choice = useSyncExternalStore(view.subscribe, view.choice);
  const offered = useMemo(
    () => timeRanges.filter((range) => range.id !== 'batch' || batchStart !== null),
    [batchStart],
  );
  const choose = useCallback(
    (id: TimeRangeId): void => {
      view.choose(choiceOf(id, batchStart));
      if (!ended) rememberRange(id);
    },
    [view, batchStart, ended],
  );
  const commands = useMemo(
    () =>
      offered.map(({ id, words }, index) => ({
        id: `range-${id}`,
        title: tr('Show {words}', { words }),
        group: tr('Time shown'),
        keys: `r ${index + 1}`,
        run: () => choose(id),
      })),
    [offered, choose],
  );
  useCommands(commands);
  return (
    <>
      <SegmentedControl
        aria-label={tr('Time shown')}
        data={offered.map(({ id, words }) => ({
          value: id,
          label: ended && id !== 'batch' ? tr('Last {words}', { words }) : words,
        }))}
        value={rangeOf(choice) ?? ''}
        onChange={(id) => choose(id as TimeRangeId)}
      />
      {!ended && (
        <FollowButton choice={choice} pause={() => view.pause(now())} goLive={() => view.goLive()} />
      )}
    </>
  );
}

interface FollowProps {
  readonly choice: ViewChoice;
  readonly pause: () => void;
  readonly goLive: () => void;
}

function FollowButton({ choice, pause, goLive }: FollowProps) {
  const paused = choice.kind === 'fixed';
  const Icon = paused ? IconPlayerPlay : IconPlayerPause;
  return (
    <Tooltip label={paused ? tr('Follow the clock again (Space)') : tr('Hold this window (Space)')}>
      <Button
        variant={paused ? 'filled' : 'default'}
        leftSection={<Icon size={14} aria-hidden />}
        onClick={paused ? goLive : pause}
        data-testid="follow"
        w={120}
      >
        {paused ? tr('Back to live') : tr('Live')}
      </Button>
    </Tooltip>
  );
}

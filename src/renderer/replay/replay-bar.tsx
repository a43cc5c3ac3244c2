import { ActionIcon, Button, Kbd, Select, Slider } from '@mantine/core';
import { IconPlayerPause, IconPlayerPlay, IconPlayerTrackNext, IconX } from '@tabler/icons-react';
import { useEffect, useMemo, useState, useSyncExternalStore } from 'react';
import type { BatchSummary } from '../../shared/contract/units';
import { alarmPriorities } from '../../shared/model/alarm';
import { batchPath, navigate } from '../app/route';
import { useAlarmSound } from '../app/use-alarm-sound';
import { isUnseen, useAlarms } from '../station/alarms';
import { PriorityMark } from '../ui/priority-mark';
import { tr } from '../strings/translate';
import { dateTimeText } from '../ui/time-words';
import { replaySpeeds, type ReplayPlayer } from './replay-player';
import { leaveReplay } from './replay-store';

interface Props {
  readonly batch: BatchSummary;
  readonly player: ReplayPlayer;
}

const hourMs = 3_600_000;

/** What is replayed and where it is; play, pause, speed, place, and the way out. The plant's own alarms stand here too. */
export function ReplayBar({ batch, player }: Props) {
  const state = useSyncExternalStore(player.subscribe, player.get);
  const [dragged, setDragged] = useState<number | null>(null);
  const { inoculatedAt } = batch;
  const lengthH = ((batch.endedAt ?? inoculatedAt) - inoculatedAt) / hourMs;
  const ageH = (state.at - inoculatedAt) / hourMs;
  useEffect(() => {
    document.body.dataset['replay'] = 'true';
    return () => {
      delete document.body.dataset['replay'];
    };
  }, []);
  const leave = (): void => {
    leaveReplay();
    navigate(batchPath(batch.id));
  };
  return (
    <section className="bt-replay-bar" aria-label={tr('Replay')}>
      <strong className="bt-replay-word">{tr('REPLAY')}</strong>
      <span className="bt-replay-name" title={batch.name}>
        {batch.name}
      </span>
      <ActionIcon
        variant="default"
        size="lg"
        aria-label={state.playing ? tr('Pause') : tr('Play')}
        onClick={() => (state.playing ? player.pause() : player.play())}
      >
        {state.playing ? <IconPlayerPause size={17} aria-hidden /> : <IconPlayerPlay size={17} aria-hidden />}
      </ActionIcon>
      <ActionIcon
        variant="default"
        size="lg"
        aria-label={tr('An hour on')}
        title={tr('An hour on')}
        onClick={() => player.seek(state.at + hourMs)}
      >
        <IconPlayerTrackNext size={17} aria-hidden />
      </ActionIcon>
      <Select
        aria-label={tr('Speed')}
        w={92}
        allowDeselect={false}
        data={replaySpeeds.map((speed) => ({ value: String(speed), label: `${speed}×` }))}
        value={String(state.speed)}
        onChange={(value) => player.setSpeed(Number(value ?? 1))}
      />
      <Slider
        className="bt-replay-place"
        thumbLabel={tr('Age of the batch, h')}
        min={0}
        max={Math.max(0.01, lengthH)}
        step={0.05}
        label={(value) => `${value.toFixed(1)} h`}
        value={dragged ?? Number(ageH.toFixed(2))}
        onChange={setDragged}
        onChangeEnd={(value) => {
          setDragged(null);
          player.seek(inoculatedAt + value * hourMs);
        }}
      />
      <span className="bt-replay-at" data-testid="replay-at">
        {ageH.toFixed(2)} h · {dateTimeText(state.at)}
        {state.waiting && state.playing ? ` · ${tr('reading…')}` : ''}
      </span>
      {state.problem !== null && <span role="alert">{state.problem}</span>}
      <PlantNow />
      <Button
        variant="default"
        leftSection={<IconX size={15} aria-hidden />}
        rightSection={<Kbd size="xs">{tr('Esc')}</Kbd>}
        onClick={leave}
      >
        {tr('Leave')}
      </Button>
    </section>
  );
}

/** Alarms of the plant as it is now: they go on sounding, whatever is replayed. */
function PlantNow() {
  const { data } = useAlarms();
  const unseen = useMemo(() => data?.alarms.filter(isUnseen) ?? [], [data]);
  useAlarmSound(unseen);
  if (unseen.length === 0) return <span className="bt-replay-plant">{tr('Plant now: no new alarm')}</span>;
  const first = alarmPriorities.find(({ id }) => unseen.some(({ definition }) => definition.priority === id));
  return (
    <span className="bt-replay-plant" data-alarm role="status">
      {first && <PriorityMark priority={first.id} unseen />}
      {tr('Plant now: {count} unacknowledged', { count: unseen.length })}
    </span>
  );
}

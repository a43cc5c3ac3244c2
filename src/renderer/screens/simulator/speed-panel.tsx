import { Button, Group, NumberInput, SegmentedControl } from '@mantine/core';
import { modals } from '@mantine/modals';
import { useState } from 'react';
import type { SimulatedUnit } from '../../../shared/model/simulator';
import { navigate, simulatedUnitPath } from '../../app/route';
import { Notice } from '../../ui/notice';
import { Panel } from '../../ui/panel';
import { movesWords, paceWords, speedUpWords } from './pace-words';
import { useDeed } from './use-simulator';
import { tr, trNode } from '../../strings/translate';

const usual = [1, 10, 60, 300, 600];

/** How fast plant time runs. */
export function SpeedPanel({ unit }: { readonly unit: SimulatedUnit }) {
  const { ask, problem, busy } = useDeed();
  const [wanted, setWanted] = useState<number | string>(unit.speed);
  const speed = wanted === '' ? Number.NaN : Number(wanted);
  const wrong = speed >= 1 && speed <= 600 ? '' : 'From 1 to 600';
  const send = async (): Promise<void> => {
    const after = await ask((simulator) => simulator.speed({ unitId: unit.unitId, speed }));
    if (after && after.unitId !== unit.unitId) navigate(simulatedUnitPath(after.unitId));
  };
  const asked = (): void => {
    if (unit.behindMs > 0 || speed === 1) return void send();
    modals.openConfirmModal({
      title: tr('End the simulated batch of {name}?', { name: unit.name }),
      children: (
        <div className="bt-simulator-ask">
          <p>{speedUpWords(unit, speed)}</p>
          <p>{movesWords}</p>
        </div>
      ),
      labels: { confirm: tr('Begin a new batch at {speed}×', { speed }), cancel: tr('Keep the batch') },
      onConfirm: () => void send(),
    });
  };
  return (
    <Panel title={tr('Speed')}>
      <div className="bt-panel-body bt-simulator-form">
        {problem !== '' && <Notice kind="alarm">{problem}</Notice>}
        <Group gap="xs" wrap="nowrap" align="flex-start">
          <SegmentedControl
            aria-label={tr('Usual speeds')}
            data={usual.map((value) => ({ value: String(value), label: `${value}×` }))}
            value={usual.includes(speed) ? String(speed) : ''}
            onChange={(value) => setWanted(Number(value))}
          />
          <NumberInput
            w={70}
            aria-label={tr('Speed, times real time')}
            hideControls
            min={1}
            max={600}
            clampBehavior="none"
            value={wanted}
            error={wrong}
            onChange={setWanted}
          />
          <Button
            variant="default"
            loading={busy}
            disabled={wrong !== '' || speed === unit.speed}
            onClick={asked}
          >
            {tr('Set')}
          </Button>
        </Group>
        <p className="bt-simulator-words">
          {trNode('Now {paceWords}. {which}', {
            paceWords: paceWords(unit),
            which:
              unit.behindMs > 0
                ? tr('Until it is in step, its values are history of the plant and the twin waits.')
                : tr('Faster than 1× begins a new batch in the past.'),
          })}
        </p>
      </div>
    </Panel>
  );
}

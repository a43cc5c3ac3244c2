import { Button, Group, NumberInput, SegmentedControl } from '@mantine/core';
import { modals } from '@mantine/modals';
import { useState } from 'react';
import type { SimulatedUnit, SimulatorState } from '../../../shared/model/simulator';
import { navigate, simulatedUnitPath } from '../../app/route';
import { Notice } from '../../ui/notice';
import { Panel } from '../../ui/panel';
import { ageText } from '../../ui/time-words';
import { movesWords } from './pace-words';
import { useDeed } from './use-simulator';
import { tr, trNode } from '../../strings/translate';

interface Props {
  readonly unit: SimulatedUnit;
  readonly presets: SimulatorState['presets'];
}

const mostSeed = 2 ** 31 - 1;

/** Ends the simulated batch and starts another one, of either vessel, at any age. */
export function NewBatchPanel({ unit, presets }: Props) {
  const { ask, problem, busy } = useDeed();
  const [preset, setPreset] = useState(unit.preset);
  const [atHour, setAtHour] = useState<number | string>(0);
  const [seed, setSeed] = useState<number | string>(unit.seed);
  const endH = presets.find(({ id }) => id === preset)?.endH ?? 0;
  const hour = numberOf(atHour);
  const hourWrong = hour >= 0 && hour < endH ? '' : tr('From 0 to below {endH}', { endH });
  const seedWrong = isSeed(numberOf(seed)) ? '' : tr('A whole number');
  const start = async (): Promise<void> => {
    const wanted = { unitId: unit.unitId, preset, atHour: hour, seed: numberOf(seed) };
    const after = await ask((simulator) => simulator.reset(wanted));
    if (after) navigate(simulatedUnitPath(after.unitId));
  };
  const confirm = (): void => {
    modals.openConfirmModal({
      title: tr('End the simulated batch of {name}?', { name: unit.name }),
      children: (
        <div className="bt-simulator-ask">
          <p>
            {trNode(
              'It is at {ageText}. A new one begins at hour {hour}, without set points or faults of yours.',
              { ageText: ageText(unit.ageH), hour },
            )}
          </p>
          <p>{movesWords}</p>
        </div>
      ),
      labels: { confirm: tr('Start the new batch'), cancel: tr('Keep the batch') },
      onConfirm: () => void start(),
    });
  };
  return (
    <Panel title={tr('New batch')}>
      <form
        className="bt-panel-body bt-simulator-form"
        aria-label={tr('New simulated batch')}
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          if (hourWrong === '' && seedWrong === '') confirm();
        }}
      >
        {problem !== '' && <Notice kind="alarm">{problem}</Notice>}
        <SegmentedControl
          fullWidth
          aria-label={tr('Preset')}
          data={presets.map(({ id, words }) => ({ value: id, label: words }))}
          value={preset}
          onChange={(value) => setPreset(value)}
        />
        <Group gap="xs" wrap="nowrap" align="flex-start">
          <NumberInput
            label={tr('Begins at hour')}
            min={0}
            max={endH}
            clampBehavior="none"
            value={atHour}
            error={hourWrong}
            onChange={setAtHour}
          />
          <NumberInput
            label={tr('Seed')}
            allowDecimal={false}
            min={0}
            max={mostSeed}
            clampBehavior="none"
            value={seed}
            error={seedWrong}
            onChange={setSeed}
          />
          <Button
            type="submit"
            variant="default"
            className="bt-simulator-beside"
            loading={busy}
            disabled={hourWrong !== '' || seedWrong !== ''}
          >
            {tr('Start…')}
          </Button>
        </Group>
        <p className="bt-simulator-words">{tr('The same seed gives the same batch.')}</p>
      </form>
    </Panel>
  );
}

const numberOf = (typed: number | string): number => (typed === '' ? Number.NaN : Number(typed));
const isSeed = (seed: number): boolean => Number.isInteger(seed) && seed >= 0 && seed <= mostSeed;

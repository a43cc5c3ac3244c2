import { Button } from '@mantine/core';
import { modals } from '@mantine/modals';
import type { FaultKindFacts, SimulatedUnit } from '../../../shared/model/simulator';
import { Notice } from '../../ui/notice';
import { Panel } from '../../ui/panel';
import { FaultForm } from './fault-form';
import { FaultTable } from './fault-table';
import { useDeed } from './use-simulator';
import { tr } from '../../strings/translate';

interface Props {
  readonly unit: SimulatedUnit;
  readonly kinds: readonly FaultKindFacts[];
}

/** What is wrong with the plant, or is going to be. */
export function FaultsPanel({ unit, kinds }: Props) {
  const { ask, problem } = useDeed();
  const { unitId, faults } = unit;
  const remove = (id: string | null): void => void ask((simulator) => simulator.clearFaults({ unitId, id }));
  const removeAll = (): void => {
    modals.openConfirmModal({
      title: tr('Remove all faults of {name}?', { name: unit.name }),
      children: tr('What they did to the process so far stays done.'),
      labels: { confirm: tr('Remove all faults'), cancel: tr('Keep them') },
      onConfirm: () => remove(null),
    });
  };
  return (
    <Panel
      title={tr('Faults')}
      aside={
        faults.length > 0 && (
          <Button size="compact-sm" variant="subtle" color="gray" onClick={removeAll}>
            {tr('Remove all…')}
          </Button>
        )
      }
    >
      <FaultForm unit={unit} kinds={kinds} />
      {problem !== '' && <Notice kind="alarm">{problem}</Notice>}
      <FaultTable faults={faults} nowH={unit.ageH} remove={remove} />
    </Panel>
  );
}

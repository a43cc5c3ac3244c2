import { Button, Group, TextInput } from '@mantine/core';
import { modals } from '@mantine/modals';
import { useState } from 'react';
import type { Scenario, SimulatedUnit } from '../../../shared/model/simulator';
import { navigate, simulatedUnitPath } from '../../app/route';
import { Notice } from '../../ui/notice';
import { Panel } from '../../ui/panel';
import { movesWords } from './pace-words';
import { scenarioOf, scenarioWords } from './scenario-words';
import { useDeed } from './use-simulator';
import { tr, trNode } from '../../strings/translate';

interface Props {
  readonly unit: SimulatedUnit;
  readonly scenarios: readonly Scenario[];
  readonly script: string;
}

/** Starts that can be had again by their name. */
export function ScenariosPanel({ unit, scenarios, script }: Props) {
  const { ask, problem, busy } = useDeed();
  const [name, setName] = useState('');
  const taken = scenarios.some((scenario) => scenario.name === name.trim());
  const save = async (): Promise<void> => {
    const saved = await ask((simulator) => simulator.saveScenario(scenarioOf(unit, name.trim(), script)));
    if (saved) setName('');
  };
  const start = async (scenario: Scenario): Promise<void> => {
    const after = await ask((simulator) =>
      simulator.startScenario({ unitId: unit.unitId, name: scenario.name }),
    );
    if (after) navigate(simulatedUnitPath(after.unitId));
  };
  const confirmStart = (scenario: Scenario): void => {
    modals.openConfirmModal({
      title: tr('Start {name} on {name2}?', { name: scenario.name, name2: unit.name }),
      children: (
        <div className="bt-simulator-ask">
          <p>
            {trNode('The simulated batch of {name} ends. {scenarioWords}.', {
              name: unit.name,
              scenarioWords: scenarioWords(scenario),
            })}
          </p>
          <p>{movesWords}</p>
        </div>
      ),
      labels: { confirm: tr('Start the scenario'), cancel: tr('Keep the batch') },
      onConfirm: () => void start(scenario),
    });
  };
  const confirmRemove = (scenario: Scenario): void => {
    modals.openConfirmModal({
      title: tr('Remove scenario {name}?', { name: scenario.name }),
      children: `${scenarioWords(scenario)}. Batches that were started with it are not touched.`,
      labels: { confirm: tr('Remove the scenario'), cancel: tr('Keep it') },
      onConfirm: () => void ask((simulator) => simulator.removeScenario({ name: scenario.name })),
    });
  };
  return (
    <Panel title={tr('Scenarios')}>
      <form
        className="bt-panel-body bt-simulator-form"
        aria-label={tr('Save a scenario')}
        onSubmit={(event) => {
          event.preventDefault();
          if (name.trim() !== '') void save();
        }}
      >
        <Group gap="xs" wrap="nowrap" align="flex-end">
          <TextInput
            flex={1}
            label={tr('Save as scenario')}
            maxLength={60}
            placeholder={tr('Name')}
            value={name}
            onChange={(event) => setName(event.currentTarget.value)}
          />
          <Button type="submit" variant="default" loading={busy} disabled={name.trim() === ''}>
            {taken ? tr('Replace') : tr('Save')}
          </Button>
        </Group>
        <p className="bt-simulator-words">
          {trNode('Preset, seed, age and set points of {name} as they are now, and the script beside.', {
            name: unit.name,
          })}
        </p>
        {problem !== '' && <Notice kind="alarm">{problem}</Notice>}
      </form>
      {scenarios.length === 0 ? (
        <p className="bt-panel-note">{tr('No scenario is saved yet.')}</p>
      ) : (
        <ul className="bt-scenarios" aria-label={tr('Saved scenarios')}>
          {scenarios.map((scenario) => (
            <li key={scenario.name}>
              <div>
                <b>{scenario.name}</b>
                <span className="bt-dim">{scenarioWords(scenario)}</span>
              </div>
              <Button
                size="compact-sm"
                variant="default"
                aria-label={tr('Start {name}', { name: scenario.name })}
                onClick={() => confirmStart(scenario)}
              >
                {tr('Start…')}
              </Button>
              <Button
                size="compact-sm"
                variant="subtle"
                color="gray"
                aria-label={tr('Remove {name}', { name: scenario.name })}
                onClick={() => confirmRemove(scenario)}
              >
                {tr('Remove…')}
              </Button>
            </li>
          ))}
        </ul>
      )}
    </Panel>
  );
}

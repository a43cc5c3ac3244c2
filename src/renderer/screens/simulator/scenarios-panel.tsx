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
      title: `Start ${scenario.name} on ${unit.name}?`,
      children: (
        <div className="bt-simulator-ask">
          <p>
            The simulated batch of {unit.name} ends. {scenarioWords(scenario)}.
          </p>
          <p>{movesWords}</p>
        </div>
      ),
      labels: { confirm: 'Start the scenario', cancel: 'Keep the batch' },
      onConfirm: () => void start(scenario),
    });
  };
  const confirmRemove = (scenario: Scenario): void => {
    modals.openConfirmModal({
      title: `Remove scenario ${scenario.name}?`,
      children: `${scenarioWords(scenario)}. Batches that were started with it are not touched.`,
      labels: { confirm: 'Remove the scenario', cancel: 'Keep it' },
      onConfirm: () => void ask((simulator) => simulator.removeScenario({ name: scenario.name })),
    });
  };
  return (
    <Panel title="Scenarios">
      <form
        className="bt-panel-body bt-simulator-form"
        aria-label="Save a scenario"
        onSubmit={(event) => {
          event.preventDefault();
          if (name.trim() !== '') void save();
        }}
      >
        <Group gap="xs" wrap="nowrap" align="flex-end">
          <TextInput
            flex={1}
            label="Save as scenario"
            maxLength={60}
            placeholder="Name"
            value={name}
            onChange={(event) => setName(event.currentTarget.value)}
          />
          <Button type="submit" variant="default" loading={busy} disabled={name.trim() === ''}>
            {taken ? 'Replace' : 'Save'}
          </Button>
        </Group>
        <p className="bt-simulator-words">
          Preset, seed, age and set points of {unit.name} as they are now, and the script beside.
        </p>
        {problem !== '' && <Notice kind="alarm">{problem}</Notice>}
      </form>
      {scenarios.length === 0 ? (
        <p className="bt-panel-note">No scenario is saved yet.</p>
      ) : (
        <ul className="bt-scenarios" aria-label="Saved scenarios">
          {scenarios.map((scenario) => (
            <li key={scenario.name}>
              <div>
                <b>{scenario.name}</b>
                <span className="bt-dim">{scenarioWords(scenario)}</span>
              </div>
              <Button
                size="compact-sm"
                variant="default"
                aria-label={`Start ${scenario.name}`}
                onClick={() => confirmStart(scenario)}
              >
                Start…
              </Button>
              <Button
                size="compact-sm"
                variant="subtle"
                color="gray"
                aria-label={`Remove ${scenario.name}`}
                onClick={() => confirmRemove(scenario)}
              >
                Remove…
              </Button>
            </li>
          ))}
        </ul>
      )}
    </Panel>
  );
}

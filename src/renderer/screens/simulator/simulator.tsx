import { Button, SegmentedControl } from '@mantine/core';
import { IconFlaskOff, IconFlask } from '@tabler/icons-react';
import type { SimulatedUnit, SimulatorState } from '../../../shared/model/simulator';
import { connectionsPath, navigate, simulatedUnitPath } from '../../app/route';
import { wordsOf } from '../../station/station-error';
import { BlankState } from '../../ui/blank-state';
import { Notice } from '../../ui/notice';
import { FaultsPanel } from './faults-panel';
import { NewBatchPanel } from './new-batch-panel';
import { ScenariosPanel } from './scenarios-panel';
import { ScriptPanel } from './script-panel';
import { SetPointsPanel } from './set-points-panel';
import { SimulatedFrame } from './simulated-frame';
import { SpeedPanel } from './speed-panel';
import { UnitFacts } from './unit-facts';
import { UnitTrends } from './unit-trends';
import { useScript } from './use-script';
import { useSimulator } from './use-simulator';
import { tr, trNode } from '../../strings/translate';
import './simulator.css';

/** The practice plant: everything a person may do to a simulated reactor, and nothing else. */
export function Simulator({ selected }: { readonly selected: string | null }) {
  const { data, error } = useSimulator();
  if (data === undefined) return <NoSimulator words={error ? wordsOf(error) : null} />;
  const unit = data.units.find(({ unitId }) => unitId === selected) ?? data.units[0];
  if (!unit) return <NoSimulator words={tr('The simulator runs no unit')} />;
  return (
    <SimulatedFrame>
      {selected !== null && selected !== unit.unitId && (
        <Notice kind="warn">
          {trNode('{selected} is no simulated unit that runs now. {name} is shown.', {
            selected,
            name: unit.name,
          })}
        </Notice>
      )}
      <div className="bt-simulator-head">
        <UnitChoice units={data.units} chosen={unit} />
        <UnitFacts unit={unit} />
      </div>
      {error && (
        <Notice kind="warn">
          {trNode('As it stood a moment ago: {wordsOf}.', { wordsOf: wordsOf(error) })}
        </Notice>
      )}
      <Controls key={`${unit.unitId} ${unit.batchId}`} state={data} unit={unit} />
    </SimulatedFrame>
  );
}

interface ControlsProps {
  readonly state: SimulatorState;
  readonly unit: SimulatedUnit;
}

function Controls({ state, unit }: ControlsProps) {
  const script = useScript(unit.unitId);
  return (
    <div className="bt-simulator-body">
      <div className="bt-simulator-side">
        <SetPointsPanel unit={unit} />
        <SpeedPanel unit={unit} />
        <NewBatchPanel unit={unit} presets={state.presets} />
      </div>
      <div className="bt-simulator-main">
        <UnitTrends unit={unit} />
        <FaultsPanel unit={unit} kinds={state.faultKinds} />
        <div className="bt-simulator-pair">
          <ScriptPanel unit={unit} script={script} />
          <ScenariosPanel unit={unit} scenarios={state.scenarios} script={script.text} />
        </div>
      </div>
    </div>
  );
}

function UnitChoice({
  units,
  chosen,
}: {
  readonly units: readonly SimulatedUnit[];
  readonly chosen: SimulatedUnit;
}) {
  return (
    <SegmentedControl
      aria-label={tr('Simulated unit')}
      data={units.map(({ unitId, name }) => ({ value: unitId, label: name }))}
      value={chosen.unitId}
      onChange={(unitId) => navigate(simulatedUnitPath(unitId))}
    />
  );
}

function NoSimulator({ words }: { readonly words: string | null }) {
  if (words === null) {
    return (
      <BlankState icon={IconFlask} title={tr('Simulator')}>
        <p>{tr('Asking the simulator…')}</p>
      </BlankState>
    );
  }
  return (
    <BlankState icon={IconFlaskOff} title={tr('No simulator answers')}>
      <p>{words}.</p>
      <p className="bt-dim">
        {tr(
          'The simulator is a practice plant inside this application. It shows itself here when it runs; units fed by real sources never do.',
        )}
      </p>
      <Button variant="default" onClick={() => navigate(connectionsPath)}>
        {tr('Connections')}
      </Button>
    </BlankState>
  );
}

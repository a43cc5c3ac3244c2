import type { SimulatedUnit } from '../../../shared/model/simulator';
import { Notice } from '../../ui/notice';
import { Panel } from '../../ui/panel';
import { SetPointRow } from './set-point-row';
import { useDeed } from './use-simulator';
import { tr } from '../../strings/translate';

/** Every set point with its bounds. What a person sets stays until it is handed back to recipe or cascade. */
export function SetPointsPanel({ unit }: { readonly unit: SimulatedUnit }) {
  const { ask, problem } = useDeed();
  const set = async (name: string, value: number | null): Promise<void> => {
    await ask((simulator) => simulator.setPoint({ unitId: unit.unitId, name, value }));
  };
  return (
    <Panel title={tr('Set points')}>
      <div className="bt-panel-body">
        {problem !== '' && <Notice kind="alarm">{problem}</Notice>}
        <ul className="bt-set-points" aria-label={tr('Set points')}>
          {unit.setPoints.map((point) => (
            <SetPointRow key={point.name} point={point} set={(value) => set(point.name, value)} />
          ))}
        </ul>
      </div>
    </Panel>
  );
}

import { Button } from '@mantine/core';
import type { UnitSummary } from '../../../shared/contract/units';
import { unitPath } from '../../app/route';
import { useStation } from '../../station/station-context';
import { Panel } from '../../ui/panel';
import { SimulatedMark } from '../../ui/simulated-mark';
import { openHideUnit } from '../unit/hide-unit';
import { tr, trNode } from '../../strings/translate';

interface Props {
  readonly units: readonly UnitSummary[];
  /** Unfolded where there is nothing else to see. */
  readonly startsOpen: boolean;
}

/** Units that were announced and never sent a reading: no card, for there is nothing to look at. */
export function SilentUnits({ units, startsOpen }: Props) {
  const station = useStation();
  if (units.length === 0) return null;
  return (
    <Panel title={tr('No data yet ({length})', { length: units.length })} startsOpen={startsOpen}>
      <ul className="bt-unit-lines" data-testid="silent-units">
        {units.map((unit) => (
          <li key={unit.id}>
            <a href={unitPath(unit.id)}>{unit.name}</a>
            {unit.simulated && <SimulatedMark size="tag" />}
            <span className="bt-dim">
              {trNode('Announced, never sent a reading{which}', {
                which: unit.batch ? tr('; batch {name} was announced too', { name: unit.batch.name }) : '',
              })}
            </span>
            <Button variant="subtle" color="gray" onClick={() => openHideUnit(station, unit)}>
              {tr('Hide…')}
            </Button>
          </li>
        ))}
      </ul>
    </Panel>
  );
}

import type { ReactNode } from 'react';
import type { SimulatedUnit } from '../../../shared/model/simulator';
import { unitPath } from '../../app/route';
import { ageText, dateTimeText } from '../../ui/time-words';
import { paceWords } from './pace-words';
import { trNode } from '../../strings/translate';

/** What runs on the chosen unit and where it stands in time. */
export function UnitFacts({ unit }: { readonly unit: SimulatedUnit }) {
  return (
    <dl className="bt-simulator-facts">
      <Fact name="Unit">
        <a href={unitPath(unit.unitId)}>{unit.unitId}</a>
      </Fact>
      <Fact name="Preset">{unit.preset === '15L' ? '15 L' : '1 L'}</Fact>
      <Fact name="Age">
        <span data-testid="plant-age">{ageText(unit.ageH)}</span>{' '}
        <small>{trNode('of {endH} h', { endH: unit.endH })}</small>
      </Fact>
      <Fact name="Plant time">{dateTimeText(unit.plantTime)}</Fact>
      <Fact name="Pace">
        <span data-testid="pace">{paceWords(unit)}</span>
      </Fact>
    </dl>
  );
}

function Fact({ name, children }: { readonly name: string; readonly children: ReactNode }) {
  return (
    <div>
      <dt>{name}</dt>
      <dd>{children}</dd>
    </div>
  );
}

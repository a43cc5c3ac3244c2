import type { UnitSummary } from '../../../../shared/contract/units';
import type { UnitId } from '../../../../shared/model/identity';
import { phases } from '../../../../shared/model/phase';
import { batchAgeH } from '../../../../shared/model/process-unit';
import { unitPath } from '../../../app/route';
import { plantNow } from '../../../station/plant-clock';
import { useStation } from '../../../station/station-context';
import { useSampled } from '../../../station/use-live';
import { ageText, spanText } from '../../../ui/time-words';
import { usePanelPlace } from './panel-context';
import { Scrolled } from './panel-frame';
import { tr, trNode } from '../../../strings/translate';

/** Where the batches are, and since when. */
export function PhasesPanel({ unitId }: { readonly unitId: UnitId | null }) {
  const { units } = usePanelPlace();
  const shown = units.filter(({ id }) => unitId === null || id === unitId);
  if (shown.length === 0)
    return <p className="bt-panel-note">{trNode('There is no unit {unitId}.', { unitId })}</p>;
  return (
    <Scrolled name="Phases">
      <ul className="bt-ws-phases">
        {shown.map((unit) => (
          <UnitPhase key={unit.id} unit={unit} />
        ))}
      </ul>
    </Scrolled>
  );
}

function UnitPhase({ unit }: { readonly unit: UnitSummary }) {
  const station = useStation();
  const { batch, phase, phaseSince } = unit;
  const age = useSampled(
    () => (batch === null ? '' : ageText(batchAgeH(batch, plantNow(unit, station)))),
    5000,
  );
  const since = useSampled(
    () => (phaseSince === null ? '' : spanText(plantNow(unit, station) - phaseSince)),
    5000,
  );
  return (
    <li>
      <p>
        <a href={unitPath(unit.id)}>{unit.name}</a>
        {unit.simulated && tr(' (simulated)')} <b>{batch?.name ?? tr('No batch')}</b> {age}
      </p>
      {batch && (
        <ol aria-label={tr('Phases of {name}', { name: batch.name })}>
          {phases.slice(1).map(({ id, words }) => (
            <li key={id} aria-current={id === phase ? 'step' : undefined} title={words}>
              {words}
            </li>
          ))}
        </ol>
      )}
      {batch && since !== '' && (
        <p>
          {tr('{words} for {since}', {
            words: tr(phases.find(({ id }) => id === phase)?.words) ?? '',
            since,
          })}
        </p>
      )}
    </li>
  );
}

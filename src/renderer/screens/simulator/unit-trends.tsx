import { Suspense, useMemo } from 'react';
import type { SimulatedUnit } from '../../../shared/model/simulator';
import { panelCatalogue } from '../../panels/catalogue';
import { specFor } from '../../panels/panel-definition';
import { useUnits } from '../../station/queries';
import type { ViewChoice } from '../../ui/chart/time-view';
import { TrendGroupProvider } from '../../ui/chart/trend-group-provider';
import { tr } from '../../strings/translate';

/** What tells soonest how a batch takes a change: oxygen, pH, temperatures, biomass. */
const shown = ['dissolved-oxygen', 'ph', 'temperature', 'biomass'];

/** Small trends of the unit: its last hour, or its batch from inoculation on while it is behind the clock. */
export function UnitTrends({ unit }: { readonly unit: SimulatedUnit }) {
  const { data: units } = useUnits();
  const channels = units?.find(({ id }) => id === unit.unitId)?.channels;
  const behind = unit.behindMs > 0;
  const first: ViewChoice = behind
    ? { kind: 'batch', from: unit.inoculatedAt }
    : { kind: 'live', spanMs: 3_600_000 };
  const panels = useMemo(
    () =>
      channels
        ? panelCatalogue.filter((panel) => shown.includes(panel.id) && specFor(panel, channels) !== null)
        : [],
    [channels],
  );
  if (!channels || panels.length === 0) {
    return <p className="bt-panel-note">{tr('The station has no values of this unit yet.')}</p>;
  }
  return (
    <div className="bt-simulator-trends" data-testid="simulator-trends">
      <TrendGroupProvider key={behind ? 'batch' : 'live'} first={first} batchStart={unit.inoculatedAt}>
        {panels.map((definition) => (
          <Suspense key={definition.id} fallback={<section className="bt-trend" aria-busy />}>
            <definition.component definition={definition} channels={channels} />
          </Suspense>
        ))}
      </TrendGroupProvider>
    </div>
  );
}

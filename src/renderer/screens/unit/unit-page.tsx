import { Suspense, useMemo } from 'react';
import type { UnitSummary } from '../../../shared/contract/units';
import type { Batch } from '../../../shared/model/process-unit';
import { useRoute } from '../../app/route';
import { specFor } from '../../panels/panel-definition';
import { panelCatalogue } from '../../panels/catalogue';
import { TrendGroupProvider } from '../../ui/chart/trend-group-provider';
import { IntegrityNotice } from '../../app/integrity-mark';
import { EndedHeader } from './ended-header';
import { ExplainCommand } from './explain-command';
import { ExplainProvider } from './explain-provider';
import { PhaseTimeline } from './phase-timeline';
import { SidePanel } from './side-panel';
import { firstChoice } from './time-range';
import { UnitHeader } from './unit-header';
import './unit-screen.css';

interface Props {
  readonly unit: UnitSummary;
  /** The batch shown: the one that runs, or one that has ended. Null where none runs. */
  readonly batch: Batch | null;
}

/** Trends, values and notes of a unit over a batch. Of one that has ended, everything stands still at its end. */
export function UnitPage({ unit, batch }: Props) {
  const { query } = useRoute();
  const batchStart = batch?.inoculatedAt ?? null;
  const endedAt = batch?.endedAt ?? null;
  // The query keeps the identity of what did not change: a refetch alone does not rebuild the panels.
  const { channels } = unit;
  const panels = useMemo(
    () => panelCatalogue.filter((panel) => specFor(panel, channels) !== null),
    [channels],
  );
  const range = query.get('range') ?? (endedAt === null ? null : 'batch');
  const first = useMemo(() => firstChoice(range, batchStart), [range, batchStart]);
  return (
    <ExplainProvider channels={channels} endedAt={endedAt}>
      <TrendGroupProvider first={first} batchStart={batchStart} endedAt={endedAt}>
        <ExplainCommand channels={channels} />
        <div className="bt-unit-page">
          <div className="bt-unit">
            <div className="bt-unit-top">
              {batch !== null && <IntegrityNotice batchId={batch.id} />}
              {batch !== null && endedAt !== null ? (
                <>
                  <EndedHeader unit={unit} batch={batch} endedAt={endedAt} />
                  <PhaseTimeline unit={unit} batch={batch} endedAt={endedAt} />
                </>
              ) : (
                <UnitHeader unit={unit} />
              )}
            </div>
            <div className="bt-unit-panels" data-testid="unit-panels">
              {panels.map((definition) => (
                <Suspense key={definition.id} fallback={<section className="bt-trend" aria-busy />}>
                  <definition.component definition={definition} channels={channels} />
                </Suspense>
              ))}
            </div>
            <SidePanel unit={unit} batch={batch} />
          </div>
        </div>
      </TrendGroupProvider>
    </ExplainProvider>
  );
}

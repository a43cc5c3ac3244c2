import { IconBoxOff, IconPlugConnected } from '@tabler/icons-react';
import { Button } from '@mantine/core';
import { Suspense, useMemo } from 'react';
import type { UnitSummary } from '../../../shared/contract/units';
import { connectionsPath, navigate, overviewPath, useRoute } from '../../app/route';
import { specFor } from '../../panels/panel-definition';
import { panelCatalogue } from '../../panels/catalogue';
import { useUnits } from '../../station/queries';
import { wordsOf } from '../../station/station-error';
import { BlankState } from '../../ui/blank-state';
import { TrendGroupProvider } from '../../ui/chart/trend-group-provider';
import { Notice } from '../../ui/notice';
import { ExplainCommand } from './explain-command';
import { ExplainProvider } from './explain-provider';
import { firstChoice } from './time-range';
import { UnitHeader } from './unit-header';
import { ValueTable } from './value-table';
import './unit-screen.css';

/** One bioreactor: batch and phase, trends of every group of channels, and all current values. */
export function UnitScreen({ unitId }: { readonly unitId: string }) {
  const { data: units, error, isPending } = useUnits();
  if (isPending)
    return (
      <BlankState icon={IconPlugConnected} title="Asking the station for its units…">
        {null}
      </BlankState>
    );
  const unit = units?.find((candidate) => candidate.id === unitId);
  if (unit) return <KnownUnit key={unit.id} unit={unit} />;
  if (error) return <Notice kind="alarm">{wordsOf(error)}</Notice>;
  return (
    <BlankState icon={IconBoxOff} title={`There is no unit ${unitId}`}>
      <p>It may have another name now, or its connection was never set up.</p>
      <Button onClick={() => navigate(overviewPath)}>Overview</Button>
    </BlankState>
  );
}

function KnownUnit({ unit }: { readonly unit: UnitSummary }) {
  const { query } = useRoute();
  const batchStart = unit.batch?.inoculatedAt ?? null;
  // The query keeps the identity of what did not change: a refetch alone does not rebuild the panels.
  const { channels } = unit;
  const panels = useMemo(
    () => panelCatalogue.filter((panel) => specFor(panel, channels) !== null),
    [channels],
  );
  const range = query.get('range');
  const first = useMemo(() => firstChoice(range, batchStart), [range, batchStart]);
  if (channels.length === 0) return <NoChannels unit={unit} />;
  return (
    <ExplainProvider channels={channels}>
      <TrendGroupProvider first={first} batchStart={batchStart}>
        <ExplainCommand channels={channels} />
        <div className="bt-unit-page">
          <div className="bt-unit">
            <UnitHeader unit={unit} />
            <div className="bt-unit-panels" data-testid="unit-panels">
              {panels.map((definition) => (
                <Suspense key={definition.id} fallback={<section className="bt-trend" aria-busy />}>
                  <definition.component definition={definition} channels={channels} />
                </Suspense>
              ))}
            </div>
            <ValueTable channels={channels} />
          </div>
        </div>
      </TrendGroupProvider>
    </ExplainProvider>
  );
}

function NoChannels({ unit }: { readonly unit: UnitSummary }) {
  return (
    <BlankState icon={IconPlugConnected} title={`${unit.name} has no channels yet`}>
      <p>As soon as a connection delivers a value for it, its channels appear here.</p>
      <Button onClick={() => navigate(connectionsPath)}>Connections</Button>
    </BlankState>
  );
}

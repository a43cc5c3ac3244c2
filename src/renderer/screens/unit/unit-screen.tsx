import { IconBoxOff, IconPlugConnected } from '@tabler/icons-react';
import { Button } from '@mantine/core';
import type { UnitSummary } from '../../../shared/contract/units';
import { connectionsPath, navigate, overviewPath } from '../../app/route';
import { useUnits } from '../../station/queries';
import { wordsOf } from '../../station/station-error';
import { BlankState } from '../../ui/blank-state';
import { Notice } from '../../ui/notice';
import { HideUnitButton, HideUnitCommand } from './hide-unit';
import { UnitPage } from './unit-page';
import { tr } from '../../strings/translate';

/** One bioreactor: batch and phase, trends of every group of channels, and all current values. */
export function UnitScreen({ unitId }: { readonly unitId: string }) {
  const { data: units, error, isPending } = useUnits();
  if (isPending)
    return (
      <BlankState icon={IconPlugConnected} title={tr('Asking the station for its units…')}>
        {null}
      </BlankState>
    );
  const unit = units?.find((candidate) => candidate.id === unitId);
  if (unit) return <KnownUnit key={unit.id} unit={unit} />;
  if (error) return <Notice kind="alarm">{wordsOf(error)}</Notice>;
  return (
    <BlankState icon={IconBoxOff} title={tr('There is no unit {unitId}', { unitId })}>
      <p>{tr('It may have another name now, or its connection was never set up.')}</p>
      <Button onClick={() => navigate(overviewPath)}>{tr('Overview')}</Button>
    </BlankState>
  );
}

function KnownUnit({ unit }: { readonly unit: UnitSummary }) {
  if (unit.channels.length === 0) return <NoChannels unit={unit} />;
  return (
    <>
      <HideUnitCommand unit={unit} />
      <UnitPage unit={unit} batch={unit.batch} />
    </>
  );
}

function NoChannels({ unit }: { readonly unit: UnitSummary }) {
  return (
    <BlankState icon={IconPlugConnected} title={tr('{name} has no channels yet', { name: unit.name })}>
      <p>
        {tr(
          'It was announced, but never sent a reading. As soon as a connection delivers a value for it, its channels appear here.',
        )}
      </p>
      <Button onClick={() => navigate(connectionsPath)}>{tr('Connections')}</Button>
      <HideUnitButton unit={unit} />
    </BlankState>
  );
}

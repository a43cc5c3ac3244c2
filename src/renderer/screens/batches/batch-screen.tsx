import { Button } from '@mantine/core';
import { IconEyeOff, IconListDetails, IconListSearch } from '@tabler/icons-react';
import { batchesPath, navigate, overviewPath } from '../../app/route';
import { useBatches, useUnits } from '../../station/queries';
import { wordsOf } from '../../station/station-error';
import { BlankState } from '../../ui/blank-state';
import { Notice } from '../../ui/notice';
import { UnitPage } from '../unit/unit-page';
import { tr } from '../../strings/translate';

/** One batch: the page of its unit, held to the time it ran. */
export function BatchScreen({ batchId }: { readonly batchId: string }) {
  const { data: batches, error: batchesError } = useBatches();
  const { data: units, error: unitsError } = useUnits();
  const error = batchesError ?? unitsError;
  if (batches === undefined || units === undefined) {
    if (error) return <Notice kind="alarm">{wordsOf(error)}</Notice>;
    return (
      <BlankState icon={IconListDetails} title={tr('Reading the batch…')}>
        {null}
      </BlankState>
    );
  }
  const batch = batches.find(({ id }) => id === batchId);
  if (!batch)
    return (
      <BlankState icon={IconListSearch} title={tr('There is no batch {batchId}', { batchId })}>
        <p>{tr('It may have another name. Every batch this station knows is in the list.')}</p>
        <Button onClick={() => navigate(batchesPath)}>{tr('Batches')}</Button>
      </BlankState>
    );
  const unit = units.find(({ id }) => id === batch.unitId);
  if (!unit)
    return (
      <BlankState icon={IconEyeOff} title={tr('{unitName} is hidden', { unitName: batch.unitName })}>
        <p>{tr('The batch is still here. Show its unit again at the foot of the overview to look at it.')}</p>
        <Button onClick={() => navigate(overviewPath)}>{tr('Overview')}</Button>
      </BlankState>
    );
  const key = `${batch.id} ${batch.endedAt ?? 'runs'}`;
  // A running batch is the unit's own, with the phase and age that go on.
  return <UnitPage key={key} unit={unit} batch={batch.endedAt === null ? (unit.batch ?? batch) : batch} />;
}

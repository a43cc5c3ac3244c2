import { Button } from '@mantine/core';
import { modals } from '@mantine/modals';
import { notifications } from '@mantine/notifications';
import { useMemo } from 'react';
import type { UnitSummary } from '../../../shared/contract/units';
import { useCommands } from '../../app/commands';
import { navigate, overviewPath } from '../../app/route';
import type { Station } from '../../station/station';
import { useStation } from '../../station/station-context';
import { wordsOf } from '../../station/station-error';
import { tr } from '../../strings/translate';

type Named = Pick<UnitSummary, 'id' | 'name' | 'batch'>;

/** Asks, then takes a unit off the screens. */
export function openHideUnit(station: Station, unit: Named): void {
  const running =
    unit.batch === null
      ? ''
      : tr(' Batch {name} runs on it: nobody will see it here.', { name: unit.batch.name });
  modals.openConfirmModal({
    title: tr('Hide {name}?', { name: unit.name }),
    children: tr(
      'It leaves every screen; nothing is deleted, and what it sends is still recorded.{running} Hidden units are listed at the foot of the overview.',
      { running },
    ),
    labels: { confirm: tr('Hide it'), cancel: tr('Leave it') },
    onConfirm: () => void hide(station, unit),
  });
}

async function hide(station: Station, unit: Named): Promise<void> {
  try {
    await station.client.units.hide({ id: unit.id });
    navigate(overviewPath);
  } catch (error) {
    notifications.show({
      title: tr('{name} is not hidden', { name: unit.name }),
      message: wordsOf(error),
      color: 'red',
    });
  }
}

export function HideUnitButton({ unit }: { readonly unit: Named }) {
  const station = useStation();
  return (
    <Button variant="subtle" color="gray" onClick={() => openHideUnit(station, unit)}>
      {tr('Hide this unit…')}
    </Button>
  );
}

/** Hiding a unit from its own page, by the palette. */
export function HideUnitCommand({ unit }: { readonly unit: Named }) {
  const station = useStation();
  const commands = useMemo(
    () => [
      {
        id: 'hide-unit',
        title: tr('Hide {name} from the screens…', { name: unit.name }),
        group: tr('Unit'),
        run: () => openHideUnit(station, unit),
      },
    ],
    [station, unit],
  );
  useCommands(commands);
  return null;
}

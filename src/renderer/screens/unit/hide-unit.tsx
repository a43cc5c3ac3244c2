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

type Named = Pick<UnitSummary, 'id' | 'name' | 'batch'>;

/** Asks, then takes a unit off the screens. */
export function openHideUnit(station: Station, unit: Named): void {
  const running = unit.batch === null ? '' : ` Batch ${unit.batch.name} runs on it: nobody will see it here.`;
  modals.openConfirmModal({
    title: `Hide ${unit.name}?`,
    children: `It leaves every screen; nothing is deleted, and what it sends is still recorded.${running} Hidden units are listed at the foot of the overview.`,
    labels: { confirm: 'Hide it', cancel: 'Leave it' },
    onConfirm: () => void hide(station, unit),
  });
}

async function hide(station: Station, unit: Named): Promise<void> {
  try {
    await station.client.units.hide({ id: unit.id });
    navigate(overviewPath);
  } catch (error) {
    notifications.show({ title: `${unit.name} is not hidden`, message: wordsOf(error), color: 'red' });
  }
}

export function HideUnitButton({ unit }: { readonly unit: Named }) {
  const station = useStation();
  return (
    <Button variant="subtle" color="gray" onClick={() => openHideUnit(station, unit)}>
      Hide this unit…
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
        title: `Hide ${unit.name} from the screens…`,
        group: 'Unit',
        run: () => openHideUnit(station, unit),
      },
    ],
    [station, unit],
  );
  useCommands(commands);
  return null;
}

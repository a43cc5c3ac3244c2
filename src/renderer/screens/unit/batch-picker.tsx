import { Button, Menu } from '@mantine/core';
import { IconChevronDown } from '@tabler/icons-react';
import type { UnitSummary } from '../../../shared/contract/units';
import type { Batch } from '../../../shared/model/process-unit';
import { batchesPath, batchPath, navigate, unitPath } from '../../app/route';
import { useBatches } from '../../station/queries';
import { dateText } from '../../ui/time-words';
import { tr } from '../../strings/translate';

interface Props {
  readonly unit: UnitSummary;
  readonly batch: Batch | null;
}

const listedAtMost = 12;

/** Which batch of the unit the page shows; leads to the others. */
export function BatchPicker({ unit, batch }: Props) {
  const { data } = useBatches();
  const own = (data ?? []).filter(({ unitId }) => unitId === unit.id);
  return (
    <Menu position="bottom-start" withinPortal>
      <Menu.Target>
        <Button
          className="bt-unit-picker"
          variant="subtle"
          color="gray"
          size="compact-sm"
          rightSection={<IconChevronDown size={14} aria-hidden />}
          data-testid="batch-picker"
          title={tr('Other batches of this unit')}
        >
          {batch?.name ?? tr('Earlier batches')}
        </Button>
      </Menu.Target>
      <Menu.Dropdown mah={420} style={{ overflow: 'auto' }}>
        {own.slice(0, listedAtMost).map((one) => (
          <Menu.Item
            key={one.id}
            aria-current={one.id === batch?.id || undefined}
            fw={one.id === batch?.id ? 650 : 450}
            rightSection={
              <small className="bt-dim">
                {one.endedAt === null ? tr('running') : dateText(one.inoculatedAt)}
              </small>
            }
            onClick={() => navigate(one.endedAt === null ? unitPath(unit.id) : batchPath(one.id))}
          >
            {one.name}
          </Menu.Item>
        ))}
        {own.length === 0 && <Menu.Label>{tr('No batch ran on this unit yet')}</Menu.Label>}
        {own.length > 0 && <Menu.Divider />}
        <Menu.Item onClick={() => navigate(batchesPath)}>{tr('All batches…')}</Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}

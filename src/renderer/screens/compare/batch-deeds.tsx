import { Button, Menu } from '@mantine/core';
import {
  IconArrowsDiff,
  IconChevronDown,
  IconPlayerPlay,
  IconReportAnalytics,
  IconTarget,
} from '@tabler/icons-react';
import { batchCardPath, comparePath, navigate } from '../../app/route';
import { startReplay } from '../../replay/replay-store';
import { useBatches } from '../../station/queries';
import { tr } from '../../strings/translate';

/** What can be done with a batch beside looking at it: replay, report card, others beside it, a golden batch. */
export function BatchDeeds({ batchId }: { readonly batchId: string }) {
  const { data } = useBatches();
  const batch = data?.find(({ id }) => id === batchId);
  if (!batch) return null;
  const others = (data ?? []).filter(({ unitId }) => unitId === batch.unitId).map(({ id }) => id);
  return (
    <Menu position="bottom-end" withinPortal>
      <Menu.Target>
        <Button variant="default" rightSection={<IconChevronDown size={15} aria-hidden />}>
          {tr('Learn')}
        </Button>
      </Menu.Target>
      <Menu.Dropdown>
        {batch.endedAt !== null && (
          <Menu.Item
            leftSection={<IconPlayerPlay size={15} aria-hidden />}
            onClick={() => startReplay(batch)}
          >
            {tr('Replay')}
          </Menu.Item>
        )}
        <Menu.Item
          leftSection={<IconReportAnalytics size={15} aria-hidden />}
          onClick={() => navigate(batchCardPath(batchId))}
        >
          {tr('Report card')}
        </Menu.Item>
        <Menu.Item
          leftSection={<IconArrowsDiff size={15} aria-hidden />}
          onClick={() => navigate(comparePath('overlay', others))}
        >
          {tr('Compare with the others of its unit')}
        </Menu.Item>
        <Menu.Item
          leftSection={<IconTarget size={15} aria-hidden />}
          onClick={() => navigate(`${comparePath('golden')}?batch=${encodeURIComponent(batchId)}`)}
        >
          {tr('Hold against a golden batch')}
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}

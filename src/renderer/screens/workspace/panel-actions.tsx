import { ActionIcon, Menu } from '@mantine/core';
import { IconArrowsMaximize, IconArrowsMinimize, IconDots, IconX } from '@tabler/icons-react';
import type { WorkspaceDeeds } from './workspace-deeds';
import { tr } from '../../strings/translate';

interface Props {
  readonly id: string;
  readonly title: string;
  readonly maximised: boolean;
  readonly deeds: WorkspaceDeeds;
}

/** What can be done with a panel. */
export function PanelActions({ id, title, maximised, deeds }: Props) {
  const Maximise = maximised ? IconArrowsMinimize : IconArrowsMaximize;
  return (
    <>
      <Menu position="bottom-end" withinPortal>
        <Menu.Target>
          <ActionIcon size={20} variant="subtle" color="gray" aria-label={tr('{title}: panel', { title })}>
            <IconDots size={14} aria-hidden />
          </ActionIcon>
        </Menu.Target>
        <Menu.Dropdown>
          <Menu.Item onClick={() => deeds.configure(id)} rightSection={<kbd>w e</kbd>}>
            {tr('What it shows…')}
          </Menu.Item>
          <Menu.Item onClick={() => deeds.rename(id)} rightSection={<kbd>w r</kbd>}>
            {tr('Rename…')}
          </Menu.Item>
          <Menu.Item onClick={() => deeds.duplicate(id)} rightSection={<kbd>w d</kbd>}>
            {tr('Duplicate')}
          </Menu.Item>
        </Menu.Dropdown>
      </Menu>
      <ActionIcon
        size={20}
        variant="subtle"
        color="gray"
        aria-label={maximised ? tr('{title}: put back', { title }) : tr('{title}: maximise', { title })}
        onClick={() => deeds.maximise(id)}
      >
        <Maximise size={13} aria-hidden />
      </ActionIcon>
      <ActionIcon
        size={20}
        variant="subtle"
        color="gray"
        aria-label={tr('{title}: close', { title })}
        onClick={() => deeds.close(id)}
      >
        <IconX size={14} aria-hidden />
      </ActionIcon>
    </>
  );
}

import { ActionIcon, Menu } from '@mantine/core';
import { IconArrowsMaximize, IconArrowsMinimize, IconDots, IconX } from '@tabler/icons-react';
import type { WorkspaceDeeds } from './workspace-deeds';

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
          <ActionIcon size={20} variant="subtle" color="gray" aria-label={`${title}: panel`}>
            <IconDots size={14} aria-hidden />
          </ActionIcon>
        </Menu.Target>
        <Menu.Dropdown>
          <Menu.Item onClick={() => deeds.configure(id)} rightSection={<kbd>w e</kbd>}>
            What it shows…
          </Menu.Item>
          <Menu.Item onClick={() => deeds.rename(id)} rightSection={<kbd>w r</kbd>}>
            Rename…
          </Menu.Item>
          <Menu.Item onClick={() => deeds.duplicate(id)} rightSection={<kbd>w d</kbd>}>
            Duplicate
          </Menu.Item>
        </Menu.Dropdown>
      </Menu>
      <ActionIcon
        size={20}
        variant="subtle"
        color="gray"
        aria-label={maximised ? `${title}: put back` : `${title}: maximise`}
        onClick={() => deeds.maximise(id)}
      >
        <Maximise size={13} aria-hidden />
      </ActionIcon>
      <ActionIcon
        size={20}
        variant="subtle"
        color="gray"
        aria-label={`${title}: close`}
        onClick={() => deeds.close(id)}
      >
        <IconX size={14} aria-hidden />
      </ActionIcon>
    </>
  );
}

import { ActionIcon, Menu, Tooltip } from '@mantine/core';
import { IconCheck, IconDeviceDesktop, IconMoon, IconSun } from '@tabler/icons-react';
import { schemes, useScheme } from './color-scheme';

const icons = { light: IconSun, dark: IconMoon, auto: IconDeviceDesktop };

/** Light, dark or as the system; remembered. */
export function SchemeMenu() {
  const { scheme, setScheme } = useScheme();
  const Icon = icons[scheme];
  return (
    <Menu position="bottom-end" width={190} withinPortal>
      <Menu.Target>
        <Tooltip label="Colours: light, dark, as the system">
          <ActionIcon aria-label="Change colours" data-testid="scheme-menu" size="md">
            <Icon size={18} stroke={1.7} />
          </ActionIcon>
        </Tooltip>
      </Menu.Target>
      <Menu.Dropdown>
        {schemes.map(({ id, words }) => {
          const Own = icons[id];
          return (
            <Menu.Item
              key={id}
              role="menuitemradio"
              aria-checked={scheme === id}
              leftSection={<Own size={16} stroke={1.7} />}
              rightSection={scheme === id ? <IconCheck size={15} aria-hidden /> : null}
              onClick={() => setScheme(id)}
            >
              {words}
            </Menu.Item>
          );
        })}
      </Menu.Dropdown>
    </Menu>
  );
}

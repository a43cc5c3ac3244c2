import { ActionIcon, Tooltip } from '@mantine/core';
import { IconDeviceDesktop, IconMoon, IconSun } from '@tabler/icons-react';
import { nextScheme, schemes, useScheme } from './color-scheme';
import { tr } from '../strings/translate';

const icons = { light: IconSun, dark: IconMoon, auto: IconDeviceDesktop };

/** Light, dark, as the system, in turn; remembered. The palette names each of them. */
export function SchemeButton() {
  const { scheme, setScheme } = useScheme();
  const Icon = icons[scheme];
  const words = schemes.find(({ id }) => id === scheme)?.words.toLowerCase() ?? scheme;
  return (
    <Tooltip label={`Colours: ${words}. Press for the next`}>
      <ActionIcon
        aria-label={tr('Colours: {words}, press for the next', { words })}
        data-testid="scheme-button"
        size="md"
        onClick={() => setScheme(nextScheme(scheme))}
      >
        <Icon size={18} stroke={1.7} />
      </ActionIcon>
    </Tooltip>
  );
}

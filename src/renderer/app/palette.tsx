import { Spotlight } from '@mantine/spotlight';
import { IconSearch } from '@tabler/icons-react';
import { useAllCommands } from './commands';
import { KeyCaps } from './key-caps';
import { tr } from '../strings/translate';

/** Everything that can be done here, by typing a few letters of it. */
export function Palette() {
  const groups = Map.groupBy(useAllCommands(), (command) => command.group);
  return (
    <Spotlight
      shortcut={null}
      attributes={{ content: { 'aria-label': tr('Commands') } }}
      overlayProps={{ backgroundOpacity: 0.45, blur: 0 }}
      nothingFound="No command has these letters"
      highlightQuery
      scrollable
      maxHeight={420}
      searchProps={{
        leftSection: <IconSearch size={18} stroke={1.7} aria-hidden />,
        placeholder: tr('Go to a unit or screen, change something…'),
        'aria-label': tr('Search commands'),
      }}
      actions={[...groups].map(([group, commands]) => ({
        group,
        actions: commands.map((command) => ({
          id: command.id,
          label: command.title,
          ...(command.hint === undefined ? {} : { description: command.hint }),
          ...(command.keys === undefined ? {} : { rightSection: <KeyCaps keys={command.keys} /> }),
          onClick: command.run,
        })),
      }))}
    />
  );
}

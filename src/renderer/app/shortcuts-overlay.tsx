import { Modal } from '@mantine/core';
import { Fragment } from 'react';
import { useAllCommands } from './commands';
import { KeyCaps } from './key-caps';
import { tr } from '../strings/translate';

interface Props {
  readonly opened: boolean;
  readonly onClose: () => void;
}

/** Every key that does something on this screen, by what it is for. */
export function ShortcutsOverlay({ opened, onClose }: Props) {
  const commands = useAllCommands().filter((command) => command.keys !== undefined);
  const groups = Map.groupBy(commands, (command) => command.group);
  return (
    <Modal opened={opened} onClose={onClose} title={tr('Keyboard shortcuts')} size="lg">
      <div className="bt-keys">
        {[...groups].map(([group, members]) => (
          <section key={group}>
            <h3>{group}</h3>
            <dl>
              {members.map((command) => (
                <Fragment key={command.id}>
                  <dt>{command.title}</dt>
                  <dd>
                    <KeyCaps keys={command.keys ?? ''} />
                  </dd>
                </Fragment>
              ))}
            </dl>
          </section>
        ))}
      </div>
    </Modal>
  );
}

import { notifications } from '@mantine/notifications';
import type { ReactNode } from 'react';
import type { StationClient } from '../../station/station';
import { useStation } from '../../station/station-context';
import { tr } from '../../strings/translate';
import { Panel } from '../../ui/panel';
import { SettingsFrame } from './settings-frame';
import { useRefreshConnections } from './use-connections';

/** A connection as it is handed in, with what is secret of it. */
type Given = Parameters<StationClient['connections']['save']>[0];

interface Props {
  readonly isNew: boolean;
  readonly changed: boolean;
  readonly errors: Readonly<Partial<Record<string, string>>>;
  /** What was typed as a connection; null where something is wrong, which the form then says at its field. */
  readonly given: () => Given | null;
  readonly undo: () => void;
  readonly startsOpen?: boolean | undefined;
  /** Once it is kept; with its id. */
  readonly onSaved?: ((id: string) => void) | undefined;
  readonly children: ReactNode;
}

/** The panel around the fields of every kind of connection: try it, keep it, take back what was typed. */
export function ConnectionSettings(props: Props) {
  const { isNew, changed, errors, given, undo, startsOpen, onSaved, children } = props;
  const { client } = useStation();
  const refresh = useRefreshConnections();
  const whole = (): Given => {
    const connection = given();
    if (connection === null) throw new Error('A form that was found in order is not in order any more');
    return connection;
  };
  return (
    <Panel title={isNew ? tr('New connection') : tr('Settings')} startsOpen={startsOpen}>
      <SettingsFrame
        label={tr('Connection settings')}
        isNew={isNew}
        changed={changed}
        errors={errors}
        check={() => given() !== null}
        test={() => client.connections.test(whole())}
        save={async () => {
          const saved = await client.connections.save(whole());
          await refresh();
          notifications.show({
            title: tr('{name} was saved', { name: saved.name }),
            message: tr('The station uses the new settings now.'),
          });
          onSaved?.(saved.id);
        }}
        undo={undo}
      >
        {children}
      </SettingsFrame>
    </Panel>
  );
}

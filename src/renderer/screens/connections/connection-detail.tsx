import { Button, Switch } from '@mantine/core';
import { modals } from '@mantine/modals';
import { notifications } from '@mantine/notifications';
import { IconTrash } from '@tabler/icons-react';
import { isDevices } from '../../../shared/model/connection';
import { connectionsPath, navigate } from '../../app/route';
import type { Station } from '../../station/station';
import { useStation } from '../../station/station-context';
import { wordsOf } from '../../station/station-error';
import { countText } from '../../ui/amount-words';
import { FreshnessMark } from '../../ui/freshness-mark';
import { Notice } from '../../ui/notice';
import { Panel } from '../../ui/panel';
import { SimulatedMark } from '../../ui/simulated-mark';
import { StateWords } from '../../ui/state-words';
import { momentText } from '../../ui/time-words';
import { ConnectionForm } from './connection-form';
import { draftOf } from './connection-draft';
import { addressOf, lastMessageText, refusedText, stateLook } from './connection-words';
import type { ConnectionWithStatus } from './connection-words';
import { CsvForm } from './csv/csv-form';
import { DeviceForm } from './devices/device-form';
import { DevicesPanel } from './devices/devices-panel';
import { deviceDraftOf } from './devices/device-draft';
import { MappingsPanel } from './mappings-panel';
import { UnmappedPanel } from './unmapped-panel';
import { SparkplugForm } from './sparkplug/sparkplug-form';
import { useRefreshConnections } from './use-connections';
import { tr, trNode } from '../../strings/translate';

/** One connection: how it is, its settings, and what arrives on it. */
export function ConnectionDetail({ connection }: { readonly connection: ConnectionWithStatus }) {
  return (
    <>
      <StatusPanel connection={connection} />
      {connection.kind === 'mqtt' && (
        <ConnectionForm
          key={connection.id}
          id={connection.id}
          stored={draftOf(connection)}
          hasPassword={connection.status.hasPassword}
          hasKey={connection.status.hasKey}
          startsOpen={connection.status.state !== 'online'}
        />
      )}
      {connection.kind === 'sparkplug' && (
        <SparkplugForm
          key={connection.id}
          connection={connection}
          hasPassword={connection.status.hasPassword}
          hasKey={connection.status.hasKey}
          startsOpen={connection.status.state !== 'online'}
        />
      )}
      {connection.kind === 'csv' && (
        <CsvForm
          key={connection.id}
          connection={connection}
          startsOpen={connection.status.state !== 'online'}
        />
      )}
      {isDevices(connection) && (
        <>
          <DevicesPanel connection={connection} />
          <DeviceForm
            key={JSON.stringify({ ...connection, enabled: true, status: null })}
            id={connection.id}
            stored={deviceDraftOf(connection)}
            startsOpen={false}
          />
        </>
      )}
      {!isDevices(connection) && (
        <UnmappedPanel connectionId={connection.id} mayMap={connection.kind !== 'demo'} />
      )}
      {connection.kind !== 'demo' && !isDevices(connection) && <MappingsPanel connectionId={connection.id} />}
    </>
  );
}

function StatusPanel({ connection }: { readonly connection: ConnectionWithStatus }) {
  const { clock } = useStation();
  const { status } = connection;
  const now = clock.now();
  const refused = refusedText(status.refused);
  const bad = status.state === 'refused' || status.state === 'offline';
  return (
    <Panel title={connection.name} aside={<Controls connection={connection} />}>
      <div className="bt-panel-body bt-connection-status">
        {connection.kind === 'demo' && (
          <p>
            {trNode(
              '{simulatedMark} The demonstration plant: it publishes on a broker inside this application. Its settings are fixed; start with {span} to leave it out.',
              {
                simulatedMark: <SimulatedMark size="tag" />,
                span: <span className="bt-mono">--no-demo</span>,
              },
            )}
          </p>
        )}
        {status.words !== '' && <Notice kind={bad ? 'alarm' : 'warn'}>{tr(status.words)}</Notice>}
        <dl className="bt-facts">
          <div>
            <dt>{tr('State')}</dt>
            <dd>
              <StateWords {...stateLook(status)} />{' '}
              <small>{trNode('since {momentText}', { momentText: momentText(status.since, now) })}</small>
            </dd>
          </div>
          <div>
            <dt>{tr('Address')}</dt>
            <dd>{addressOf(connection)}</dd>
          </div>
          <div>
            <dt>{tr('Data')}</dt>
            <dd>
              <FreshnessMark freshness={status.freshness} /> <small>{lastMessageText(status, now)}</small>
            </dd>
          </div>
          <div>
            <dt>{tr('Messages')}</dt>
            <dd>
              {countText(status.messages)}{' '}
              <small>{trNode('with {countText} readings', { countText: countText(status.readings) })}</small>
            </dd>
          </div>
          <div>
            <dt>{tr('Not readable')}</dt>
            <dd>{refused === '' ? tr('None') : refused}</dd>
          </div>
          <div>
            <dt>{tr('Reconnects')}</dt>
            <dd>{countText(status.reconnects)}</dd>
          </div>
          {status.detail !== undefined && (
            <div>
              <dt>{tr('Seen')}</dt>
              <dd>{tr(status.detail)}</dd>
            </div>
          )}
        </dl>
      </div>
    </Panel>
  );
}

function Controls({ connection }: { readonly connection: ConnectionWithStatus }) {
  const station = useStation();
  const refresh = useRefreshConnections();
  if (connection.kind === 'demo') return null;
  return (
    <>
      <Switch
        label={connection.enabled ? tr('Enabled') : tr('Disabled')}
        checked={connection.enabled}
        onChange={(event) => void enable(station, connection, event.currentTarget.checked).then(refresh)}
      />
      <Button
        variant="default"
        leftSection={<IconTrash size={15} />}
        onClick={() => askRemove(connection, () => void remove(station, connection).then(refresh))}
      >
        {tr('Remove…')}
      </Button>
    </>
  );
}

async function enable(station: Station, connection: ConnectionWithStatus, enabled: boolean): Promise<void> {
  const { status, ...stored } = connection;
  try {
    await station.client.connections.save({ ...stored, enabled, secrets: {} });
  } catch (error) {
    tellProblem(
      tr('{name} was not switched {which}', { name: connection.name, which: enabled ? tr('on') : tr('off') }),
      error,
      status.connectionId,
    );
  }
}

function askRemove({ name }: ConnectionWithStatus, onConfirm: () => void): void {
  modals.openConfirmModal({
    title: tr('Remove {name}?', { name }),
    children: tr(
      'The station stops listening to it and forgets its settings, its password and the mappings made by hand. The history that was recorded stays.',
    ),
    labels: { confirm: tr('Remove'), cancel: tr('Keep it') },
    confirmProps: { color: 'red' },
    onConfirm,
  });
}

async function remove(station: Station, { id, name }: ConnectionWithStatus): Promise<void> {
  try {
    await station.client.connections.remove({ id });
    notifications.show({ title: tr('{name} was removed', { name }), message: tr('Its history stays.') });
    navigate(connectionsPath);
  } catch (error) {
    tellProblem(tr('{name} was not removed', { name }), error, id);
  }
}

function tellProblem(title: string, error: unknown, id: string): void {
  notifications.show({ id: `problem ${id}`, title, message: wordsOf(error), color: 'red', autoClose: false });
}

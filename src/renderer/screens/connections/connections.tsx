import { Button } from '@mantine/core';
import { IconPlugConnected, IconPlugConnectedX, IconPlus } from '@tabler/icons-react';
import { connectionPath, navigate } from '../../app/route';
import { wordsOf } from '../../station/station-error';
import { BlankState } from '../../ui/blank-state';
import { Notice } from '../../ui/notice';
import { Bridges } from './bridges/bridges';
import { ConnectionDetail } from './connection-detail';
import { ConnectionList } from './connection-list';
import { EdgeStores } from './edge-stores/edge-stores';
import { NewConnection } from './new-connection';
import type { ConnectionWithStatus } from './connection-words';
import { useConnections } from './use-connections';
import { tr, trNode } from '../../strings/translate';
import './connections.css';

/** Where the databases beside the plant are listed; no connection has an id with an underscore. */
const edgeStores = 'edge_stores';
/** Where the ways out are listed. */
const bridges = 'bridges_out';

const addNew = (): void => navigate(connectionPath('new'));

/** Where the data come from: brokers, what they deliver, and which channel each topic feeds. */
export function Connections({ selected }: { readonly selected: string | null }) {
  const { data, error } = useConnections();
  if (data === undefined) {
    return (
      <BlankState
        icon={error ? IconPlugConnectedX : IconPlugConnected}
        title={error ? tr('Not read') : tr('Connections')}
      >
        <p>{error ? wordsOf(error) : tr('Reading connections…')}</p>
      </BlankState>
    );
  }
  const { connections, rates } = data;
  const chosen = connections.find(({ id }) => id === (selected ?? connections[0]?.id));
  return (
    <div className="bt-connections">
      <aside className="bt-connections-side" aria-label={tr('Connections')}>
        <Button fullWidth variant="default" leftSection={<IconPlus size={15} />} onClick={addNew}>
          {tr('Add a connection')}
        </Button>
        <ConnectionList
          rates={rates.perS}
          connections={connections}
          selected={
            selected === 'new' || selected === edgeStores || selected === bridges
              ? null
              : (chosen?.id ?? null)
          }
        />
        <ul className="bt-connection-list" aria-label={tr('Where else data are kept')}>
          <li>
            <a href={connectionPath(edgeStores)} aria-current={selected === edgeStores ? 'true' : undefined}>
              <span className="bt-connection-name">
                <b>{tr('Edge stores')}</b>
              </span>
              <span className="bt-dim">{tr('InfluxDB beside the plant')}</span>
            </a>
          </li>
          <li>
            <a href={connectionPath(bridges)} aria-current={selected === bridges ? 'true' : undefined}>
              <span className="bt-connection-name">
                <b>{tr('Bridges')}</b>
              </span>
              <span className="bt-dim">{tr('What is read here goes to a broker')}</span>
            </a>
          </li>
        </ul>
      </aside>
      <div className="bt-connections-main">
        {error && (
          <Notice kind="warn">
            {trNode('{wordsOf}. What is shown may be old.', { wordsOf: wordsOf(error) })}
          </Notice>
        )}
        <Chosen selected={selected} chosen={chosen} connections={connections} />
      </div>
    </div>
  );
}

interface ChosenProps {
  readonly selected: string | null;
  readonly chosen: ConnectionWithStatus | undefined;
  readonly connections: readonly ConnectionWithStatus[];
}

function Chosen({ selected, chosen, connections }: ChosenProps) {
  if (selected === edgeStores) return <EdgeStores />;
  if (selected === bridges) return <Bridges />;
  if (selected === 'new') return <NewConnection taken={connections.map(({ id }) => id)} />;
  if (chosen) return <ConnectionDetail key={chosen.id} connection={chosen} />;
  return (
    <BlankState
      icon={IconPlugConnected}
      title={
        selected === null ? tr('No connection yet') : tr('There is no connection {selected}', { selected })
      }
    >
      <p>
        {tr(
          'A connection tells the station where the plant publishes: the host and port of an MQTT broker, and how its topics are to be read.',
        )}
      </p>
      <Button onClick={addNew}>{tr('Add a connection')}</Button>
    </BlankState>
  );
}

import { connectionPath } from '../../app/route';
import { useStation } from '../../station/station-context';
import { rateText } from '../../ui/amount-words';
import { SimulatedMark } from '../../ui/simulated-mark';
import { StateWords } from '../../ui/state-words';
import { addressOf, lastMessageText, stateLook } from './connection-words';
import type { ConnectionWithStatus } from './connection-words';

interface Props {
  readonly connections: readonly ConnectionWithStatus[];
  readonly selected: string | null;
  /** Messages per second by connection. */
  readonly rates: ReadonlyMap<string, number>;
}

/** All connections with their state. */
export function ConnectionList({ connections, selected, rates }: Props) {
  const { clock } = useStation();
  return (
    <ul className="bt-connection-list">
      {connections.map((connection) => (
        <li key={connection.id}>
          <a
            href={connectionPath(connection.id)}
            aria-current={connection.id === selected ? 'true' : undefined}
          >
            <span className="bt-connection-name">
              <b>{connection.name}</b>
              {connection.kind === 'demo' && <SimulatedMark size="tag" />}
            </span>
            <span className="bt-dim">{addressOf(connection)}</span>
            <span className="bt-connection-line">
              <StateWords {...stateLook(connection.status)} />
              <span className="bt-dim">{rateText(rates.get(connection.id) ?? 0)}</span>
            </span>
            <span className="bt-dim">{lastMessageText(connection.status, clock.now())}</span>
          </a>
        </li>
      ))}
    </ul>
  );
}

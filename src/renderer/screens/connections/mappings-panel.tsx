import { Button } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { useQuery } from '@tanstack/react-query';
import type { ChannelMapping } from '../../../shared/model/connection';
import type { ConnectionId } from '../../../shared/model/identity';
import { useUnits } from '../../station/queries';
import type { StationClient } from '../../station/station';
import { useStation } from '../../station/station-context';
import { wordsOf } from '../../station/station-error';
import { Panel } from '../../ui/panel';
import { useRefreshConnections } from './use-connections';
import { tr, trNode } from '../../strings/translate';

/** The rules made by hand; a removed one can be put back from its notice. */
export function MappingsPanel({ connectionId }: { readonly connectionId: ConnectionId }) {
  const { client } = useStation();
  const refresh = useRefreshConnections();
  const { data: units = [] } = useUnits();
  const { data: mappings, error } = useQuery({
    queryKey: ['plant', 'mappings', connectionId],
    queryFn: ({ signal }) => client.connections.mappings({ id: connectionId }, { signal }),
  });
  const channels = new Map(
    units.flatMap((unit) => unit.channels.map((channel) => [channel.id, { unit, channel }])),
  );
  return (
    <Panel title={tr('Mappings made by hand')}>
      {mappings === undefined || mappings.length === 0 ? (
        <p className="bt-panel-note">
          {mappings
            ? tr('None. Topics of a known dialect need no mapping.')
            : error
              ? wordsOf(error)
              : tr('Reading…')}
        </p>
      ) : (
        <div className="bt-scroll-x" role="group" tabIndex={0}>
          <table className="bt-table">
            <thead>
              <tr>
                <th scope="col">{tr('At the source')}</th>
                <th scope="col">{tr('Feeds')}</th>
                <th scope="col">
                  <span className="bt-unseen">{tr('Remove')}</span>
                </th>
              </tr>
            </thead>
            <tbody>
              {mappings.map((mapping) => {
                const fed = channels.get(mapping.channelId);
                return (
                  <tr key={`${mapping.unitKey} ${mapping.tag}`}>
                    <td className="bt-mono">{sourceText(mapping)}</td>
                    <td>
                      {fed ? `${fed.unit.name}, ${fed.channel.name}` : ''}{' '}
                      <span className="bt-mono bt-dim">{mapping.channelId}</span>
                    </td>
                    <td data-number>
                      <Button
                        variant="default"
                        size="compact-xs"
                        aria-label={tr('Remove the mapping of {sourceText}', {
                          sourceText: sourceText(mapping),
                        })}
                        onClick={() => void remove(client, mapping, refresh)}
                      >
                        {tr('Remove')}
                      </Button>
                    </td>
                  </tr>
                );
              })}
            </tbody>
          </table>
        </div>
      )}
    </Panel>
  );
}

const sourceText = ({ unitKey, tag }: ChannelMapping): string =>
  unitKey === '' ? tag : `${unitKey} · ${tag}`;

async function remove(
  client: StationClient,
  mapping: ChannelMapping,
  refresh: () => Promise<void>,
): Promise<void> {
  const { connectionId, unitKey, tag } = mapping;
  try {
    await client.connections.unmap({ connectionId, unitKey, tag });
    await refresh();
    offerUndo(client, mapping, refresh);
  } catch (error) {
    tell(tr('The mapping was not removed'), wordsOf(error));
  }
}

function offerUndo(client: StationClient, mapping: ChannelMapping, refresh: () => Promise<void>): void {
  const undo = async (): Promise<void> => {
    notifications.hide(id);
    try {
      await client.connections.map(mapping);
      await refresh();
    } catch (error) {
      tell(tr('The mapping was not put back'), wordsOf(error));
    }
  };
  const id = notifications.show({
    title: tr('Mapping removed'),
    autoClose: 15_000,
    message: (
      <>
        {trNode('{sourceText} feeds nothing now. {button}', {
          sourceText: sourceText(mapping),
          button: (
            <Button variant="default" size="compact-xs" onClick={() => void undo()}>
              {tr('Undo')}
            </Button>
          ),
        })}
      </>
    ),
  });
}

function tell(title: string, message: string): void {
  notifications.show({ title, message, color: 'red', autoClose: false });
}

import { modals } from '@mantine/modals';
import type { UnmappedTopic } from '../../../shared/model/connection';
import type { ConnectionId } from '../../../shared/model/identity';
import { MapForm } from './map-form';
import { tr } from '../../strings/translate';

/** Asks which channel a topic feeds. */
export function openMapDialog(connectionId: ConnectionId, topic: UnmappedTopic): void {
  const id = modals.open({
    title: tr('Map a topic to a channel'),
    size: 'lg',
    children: <MapForm connectionId={connectionId} topic={topic} onDone={() => modals.close(id)} />,
  });
}

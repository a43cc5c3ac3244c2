import { useState } from 'react';
import type { Connection, DeviceConnection } from '../../../shared/model/connection';
import { connectionPath, navigate } from '../../app/route';
import { tr } from '../../strings/translate';
import { Panel } from '../../ui/panel';
import { emptyDraft } from './connection-draft';
import { ConnectionForm } from './connection-form';
import { emptyDeviceDraft } from './devices/device-draft';
import { DeviceForm } from './devices/device-form';

type Kind = Extract<Connection['kind'], 'mqtt'> | DeviceConnection['kind'];

const kinds: readonly { readonly kind: Kind; readonly label: string; readonly description: string }[] = [
  {
    kind: 'mqtt',
    label: 'MQTT broker',
    description: 'The plant publishes on a broker and the station listens.',
  },
  {
    kind: 'modbus-rtu',
    label: 'Modbus RTU',
    description: 'One or many devices on a serial bus of this computer.',
  },
  { kind: 'modbus-tcp', label: 'Modbus TCP', description: 'Devices or a gateway on the network.' },
  {
    kind: 'serial',
    label: 'Serial device',
    description: 'A balance, flow controller, gas sensor, probe circuit or analogue module.',
  },
  {
    kind: 'line',
    label: 'Lines of text',
    description: 'Anything else that writes lines, by a rule of your own.',
  },
];

/** The form of a connection that does not exist yet; what it leads to is chosen first. */
export function NewConnection({ taken }: { readonly taken: readonly string[] }) {
  const [kind, setKind] = useState<Kind>('mqtt');
  const [draft] = useState(() => emptyDraft(proposeClientId()));
  const onSaved = (id: string): void => navigate(connectionPath(id));
  return (
    <>
      <Panel title={tr('What is connected')}>
        <div className="bt-panel-body bt-kinds" role="group" aria-label={tr('Kind of connection')}>
          {kinds.map((one) => (
            <button
              key={one.kind}
              type="button"
              aria-pressed={one.kind === kind}
              onClick={() => setKind(one.kind)}
            >
              <b>{tr(one.label)}</b>
              <span>{tr(one.description)}</span>
            </button>
          ))}
        </div>
      </Panel>
      {kind === 'mqtt' ? (
        <ConnectionForm
          id={null}
          taken={taken}
          stored={draft}
          hasPassword={false}
          hasKey={false}
          onSaved={onSaved}
        />
      ) : (
        <DeviceForm key={kind} id={null} taken={taken} stored={emptyDeviceDraft(kind)} onSaved={onSaved} />
      )}
    </>
  );
}

/** Two stations with one client id throw each other off the broker: the default is our own. */
function proposeClientId(): string {
  const random = crypto.getRandomValues(new Uint8Array(4));
  return `bioprocess-twin-${[...random].map((byte) => byte.toString(16).padStart(2, '0')).join('')}`;
}

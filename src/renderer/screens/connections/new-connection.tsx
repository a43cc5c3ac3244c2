import { useState } from 'react';
import type { Connection, DeviceConnection } from '../../../shared/model/connection';
import { connectionPath, navigate } from '../../app/route';
import { tr } from '../../strings/translate';
import { Panel } from '../../ui/panel';
import { emptyDraft } from './connection-draft';
import { ConnectionForm } from './connection-form';
import { CsvForm } from './csv/csv-form';
import { emptyDeviceDraft } from './devices/device-draft';
import { DeviceForm } from './devices/device-form';
import { proposeClientId } from './propose-client-id';
import { SparkplugForm } from './sparkplug/sparkplug-form';

type Kind = Extract<Connection['kind'], 'mqtt' | 'sparkplug' | 'csv'> | DeviceConnection['kind'];

const kinds: readonly { readonly kind: Kind; readonly label: string; readonly description: string }[] = [
  {
    kind: 'mqtt',
    label: tr('MQTT broker'),
    description: tr('The plant publishes on a broker and the station listens.'),
  },
  {
    kind: 'sparkplug',
    label: tr('Sparkplug B'),
    description: tr('Edge nodes on a broker; the station is their host application.'),
  },
  {
    kind: 'modbus-rtu',
    label: tr('Modbus RTU'),
    description: tr('One or many devices on a serial bus of this computer.'),
  },
  { kind: 'modbus-tcp', label: tr('Modbus TCP'), description: tr('Devices or a gateway on the network.') },
  {
    kind: 'serial',
    label: tr('Serial device'),
    description: tr('A balance, flow controller, gas sensor, probe circuit or analogue module.'),
  },
  {
    kind: 'line',
    label: tr('Lines of text'),
    description: tr('Anything else that writes lines, by a rule of your own.'),
  },
  {
    kind: 'csv',
    label: tr('CSV file'),
    description: tr('A table on disk that another program keeps adding rows to.'),
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
      {kind === 'sparkplug' ? (
        <SparkplugForm connection={null} taken={taken} clientId={draft.clientId} onSaved={onSaved} />
      ) : kind === 'csv' ? (
        <CsvForm connection={null} taken={taken} onSaved={onSaved} />
      ) : kind === 'mqtt' ? (
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

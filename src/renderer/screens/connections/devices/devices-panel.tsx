import { Button } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import type { DeviceConnection } from '../../../../shared/model/connection';
import type { DeviceStatus, DeviceValue } from '../../../../shared/model/device';
import { useStation } from '../../../station/station-context';
import { wordsOf } from '../../../station/station-error';
import { tr } from '../../../strings/translate';
import { countText } from '../../../ui/amount-words';
import { Notice } from '../../../ui/notice';
import { Panel } from '../../../ui/panel';
import { momentText } from '../../../ui/time-words';
import { useRefreshConnections } from '../use-connections';
import { DeviceStateMark } from './device-state-mark';
import { useDevicesOf } from './use-devices';

/** The devices of a connection: who they are, how they are, their numbers as they came and as they are meant. */
export function DevicesPanel({ connection }: { readonly connection: DeviceConnection }) {
  const { data: devices, error } = useDevicesOf(connection.id);
  if (devices === undefined || devices.length === 0)
    return (
      <Panel title={tr('Devices')}>
        <p className="bt-panel-note">
          {error ? wordsOf(error) : devices ? tr('None has answered yet.') : tr('Reading…')}
        </p>
      </Panel>
    );
  return (
    <>
      {devices.map((device) => (
        <DevicePanel key={device.device} device={device} connection={connection} />
      ))}
    </>
  );
}

interface DeviceProps {
  readonly device: DeviceStatus;
  readonly connection: DeviceConnection;
}

function DevicePanel({ device, connection }: DeviceProps) {
  const { clock } = useStation();
  const { identity, driverWords, state, words, swapOffered } = device;
  const now = clock.now();
  const onBus = 'devices' in connection;
  const title = onBus
    ? tr('{device}, bus id {busId}', { device: tr(driverWords), busId: device.device })
    : tr(driverWords);
  const said = [identity.manufacturer, identity.model, identity.firmware]
    .filter((part) => part !== '')
    .join(' ');
  return (
    <Panel title={title} aside={<DeviceStateMark state={state} />}>
      <div className="bt-panel-body bt-connection-status">
        {words !== '' && state !== 'good' && (
          <Notice kind={state === 'failure' ? 'alarm' : 'warn'}>{words}</Notice>
        )}
        {swapOffered && <SwapOffer device={device} connection={connection} />}
        <dl className="bt-facts">
          <Fact term={tr('Says it is')}>{said === '' ? tr('Nothing') : said}</Fact>
          <Fact term={tr('Serial number')}>
            {identity.serialNumber === '' ? tr('Not told') : identity.serialNumber}
          </Fact>
          <Fact term={tr('Last answer')}>
            {device.lastAnswerAt === null ? tr('None yet') : momentText(device.lastAnswerAt, now)}
          </Fact>
          <Fact term={tr('One round takes')}>
            {device.cycleMs === null ? '–' : `${device.cycleMs.toFixed(device.cycleMs < 10 ? 1 : 0)} ms`}
          </Fact>
          <Fact term={tr('Answers')}>{countText(device.answers)}</Fact>
          <Fact term={tr('Errors')}>{errorsText(device.errors)}</Fact>
        </dl>
        <ValueTable values={device.values} title={title} />
      </div>
    </Panel>
  );
}

function Fact({ term, children }: { readonly term: string; readonly children: React.ReactNode }) {
  return (
    <div>
      <dt>{term}</dt>
      <dd>{children}</dd>
    </div>
  );
}

const errorWords: Readonly<Record<string, string>> = {
  timeout: tr('no answer'),
  garbled: tr('unreadable answer'),
  wrongCrc: tr('wrong checksum'),
  noise: tr('bytes of noise'),
  unasked: tr('answers nobody asked for'),
  late: tr('late answers'),
  'unknown-line': tr('unknown lines'),
  'device-fault': tr('faults told by the device'),
};

/** `3 no answer, 1 exception 6`; none where there is none. */
export function errorsText(errors: DeviceStatus['errors']): string {
  const said = Object.entries(errors)
    .filter(([, count]) => count > 0)
    .toSorted(([, a], [, b]) => b - a)
    .map(([kind, count]) => `${countText(count)} ${tr(errorWords[kind] ?? kind.replaceAll('-', ' '))}`);
  return said.length === 0 ? tr('None') : said.join(', ');
}

function ValueTable({ values, title }: { readonly values: readonly DeviceValue[]; readonly title: string }) {
  return (
    <div
      className="bt-scroll-x"
      role="group"
      tabIndex={0}
      aria-label={tr('Values of {device}', { device: title })}
    >
      <table className="bt-table bt-device-values">
        <thead>
          <tr>
            <th scope="col">{tr('Reading')}</th>
            <th scope="col">{tr('As it came')}</th>
            <th scope="col" data-number>
              {tr('Value')}
            </th>
            <th scope="col">{tr('Feeds')}</th>
            <th scope="col">{tr('Remark')}</th>
          </tr>
        </thead>
        <tbody>
          {values.map(({ reading, words, raw, value, unit, tag, doubt }) => (
            <tr key={reading}>
              <td>{tr(words)}</td>
              <td className="bt-mono bt-dim bt-payload">{raw === '' ? '–' : raw}</td>
              <td data-number>
                {value === null ? '–' : Number(value.toPrecision(6))} {unit}
              </td>
              <td className="bt-mono">
                {tag === '' ? <span className="bt-dim">{tr('nothing')}</span> : tag}
              </td>
              <td>{doubt}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

function SwapOffer({ device, connection }: DeviceProps) {
  const { client } = useStation();
  const refresh = useRefreshConnections();
  if (!('devices' in connection)) return null;
  const swap = async (): Promise<void> => {
    const devices = connection.devices.map((one) =>
      String(one.busId) === device.device ? { ...one, swapWords: !one.swapWords } : one,
    );
    try {
      await client.connections.save({ ...connection, devices, secrets: {} });
      await refresh();
    } catch (error) {
      notifications.show({ title: tr('Not saved'), message: wordsOf(error), color: 'red', autoClose: false });
    }
  };
  return (
    <Notice kind="warn">
      {tr('Its numbers make no sense as they are, and would with the two words of each swapped.')}{' '}
      <Button variant="default" size="compact-sm" onClick={() => void swap()}>
        {tr('Swap the words')}
      </Button>
    </Notice>
  );
}

import { Button, Progress, SegmentedControl, TextInput } from '@mantine/core';
import { IconPlugConnectedX, IconRadar2, IconUsb } from '@tabler/icons-react';
import { useState } from 'react';
import type { DeviceScan, SerialPortInfo } from '../../../shared/model/device';
import { useStation } from '../../station/station-context';
import { wordsOf } from '../../station/station-error';
import { BlankState } from '../../ui/blank-state';
import { Notice } from '../../ui/notice';
import { Panel } from '../../ui/panel';
import { tr, trNode } from '../../strings/translate';
import { hostsOf, scanPlanOf, type ScanDepth } from './scan-plan';
import { isScanning, useDriverCards, useFieldDeed, usePorts, useScan } from './use-field';

/** What is plugged in, and what answers there. */
export function FindDevices() {
  const ports = usePorts();
  const { data: scan } = useScan();
  const list = ports.data?.ports ?? [];
  return (
    <Panel title={tr('1 Plug in and look')}>
      <div className="bt-panel-body bt-vessel-form">
        {ports.error && <Notice kind="alarm">{wordsOf(ports.error)}</Notice>}
        {ports.data && ports.data.words !== '' && <Notice kind="warn">{tr(ports.data.words)}</Notice>}
        {ports.data && list.length === 0 ? <NoPorts /> : <PortList ports={list} />}
        <ScanForm ports={list} running={isScanning(scan)} />
        {scan && <ScanState scan={scan} />}
      </div>
    </Panel>
  );
}

function NoPorts() {
  return (
    <BlankState icon={IconPlugConnectedX} title={tr('No serial port is there')}>
      <p>
        {tr(
          'Plug in the USB adapter of the analyser or bus (RS-485 or RS-232). It shows here within three seconds. On Linux your account must belong to the group "dialout"; a device on the network needs no port: give its address below.',
        )}
      </p>
    </BlankState>
  );
}

function PortList({ ports }: { readonly ports: readonly SerialPortInfo[] }) {
  return (
    <ul className="bt-vessel-ports" aria-label={tr('Serial ports')}>
      {ports.map((port) => (
        <li key={port.path}>
          <IconUsb size={20} aria-hidden />
          <b className="bt-mono">{port.path}</b>
          <span>{[port.manufacturer, port.product].filter((part) => part !== '').join(' ')}</span>
          <span className="bt-dim">
            {port.usedBy === null ? tr('free') : tr('read by {name}', { name: port.usedBy })}
          </span>
        </li>
      ))}
    </ul>
  );
}

/** A port that the system does not list is looked at all the same. */
const typedPort = (path: string) => (path.trim() === '' ? [] : [{ path: path.trim(), usedBy: null }]);

function ScanForm({
  ports,
  running,
}: {
  readonly ports: readonly SerialPortInfo[];
  readonly running: boolean;
}) {
  const { client } = useStation();
  const { data } = useDriverCards();
  const { busy, problem, act } = useFieldDeed();
  const [depth, setDepth] = useState<ScanDepth>('quick');
  const [network, setNetwork] = useState('');
  const [other, setOther] = useState('');
  const hosts = hostsOf(network);
  const all = [...typedPort(other), ...ports];
  const nothing = all.every(({ usedBy }) => usedBy !== null) && (hosts?.length ?? 0) === 0;
  const plan = () => scanPlanOf(depth, all, data?.drivers ?? [], hosts ?? []);
  return (
    <form
      className="bt-vessel-scan"
      aria-label={tr('Look for devices')}
      onSubmit={(event) => {
        event.preventDefault();
        if (hosts) void act(() => client.devices.scan(plan()));
      }}
    >
      <TextInput
        label={tr('Another port')}
        placeholder={tr('/dev/ttyUSB0, COM3')}
        value={other}
        onChange={(event) => setOther(event.currentTarget.value)}
      />
      <TextInput
        label={tr('Modbus TCP on the network')}
        placeholder="10.0.0.5:502"
        value={network}
        error={hosts === null && tr('Give addresses such as 10.0.0.5 or 10.0.0.5:502')}
        onChange={(event) => setNetwork(event.currentTarget.value)}
      />
      <SegmentedControl
        aria-label={tr('How much is asked')}
        value={depth}
        onChange={(next) => setDepth(next === 'thorough' ? 'thorough' : 'quick')}
        data={[
          { value: 'quick', label: tr('Quick') },
          { value: 'thorough', label: tr('Every bus id') },
        ]}
      />
      {running ? (
        <Button variant="default" onClick={() => void act(() => client.devices.cancel())}>
          {tr('Stop looking')}
        </Button>
      ) : (
        <Button
          type="submit"
          leftSection={<IconRadar2 size={22} aria-hidden />}
          loading={busy}
          disabled={nothing || hosts === null}
        >
          {tr('Look for devices')}
        </Button>
      )}
      {problem !== '' && <Notice kind="alarm">{problem}</Notice>}
    </form>
  );
}

function ScanState({ scan }: { readonly scan: DeviceScan }) {
  const share = scan.total === 0 ? 0 : (100 * scan.done) / scan.total;
  return (
    <>
      {isScanning(scan) && (
        <Progress size="lg" value={share} aria-label={tr('Share of the scan that is through')} />
      )}
      <p className="bt-vessel-words" role="status">
        {isScanning(scan)
          ? trNode('{words} ({done} of {total})', {
              words: tr(scan.words),
              done: scan.done,
              total: scan.total,
            })
          : tr(scan.words)}
      </p>
      {scan.problems.map(({ where, words }) => (
        <Notice key={where} kind="warn">
          {where}: {words}
        </Notice>
      ))}
    </>
  );
}

import { IconGauge } from '@tabler/icons-react';
import { useState } from 'react';
import { useStation } from '../../station/station-context';
import { BlankState } from '../../ui/blank-state';
import { Notice } from '../../ui/notice';
import { useNow } from '../../ui/use-now';
import { wordsOf } from '../../station/station-error';
import { tr } from '../../strings/translate';
import { DeviceGroup } from './device-group';
import { FieldFiles } from './field-files';
import { FindDevices } from './find-devices';
import { FoundList } from './found-list';
import { RecordBar, type ChosenReading } from './record-bar';
import { useFieldStatus, useLiveDevices, useScan } from './use-field';

/** Plug in, look, read, record: in this order, top to bottom, with the record button under the thumb. */
export function AtTheVessel() {
  const { clock } = useStation();
  useNow(1000);
  const live = useLiveDevices();
  const { data: status } = useFieldStatus();
  const { data: scan } = useScan();
  const isFound = (scan?.found.length ?? 0) > 0;
  const [left, setLeft] = useState<ReadonlySet<string>>(new Set());
  const recording = status?.recording ?? null;
  const devices = live.data ?? [];
  const nameOf = (connectionId: string, device: string, reading: string): string =>
    `${connectionId}/${device}/${reading}`;
  const recorded = new Set(recording?.channels.map(({ device, reading }) => `${device}/${reading}`));
  const isChosen = (name: string): boolean => (recording ? recorded.has(name) : !left.has(name));
  const chosen: ChosenReading[] = devices.flatMap(({ connectionId, device, values }) =>
    values
      .filter(({ reading }) => isChosen(nameOf(connectionId, device, reading)))
      .map(({ reading, tag }) => ({ connectionId, device, reading, tag })),
  );
  const choose = (name: string, wanted: boolean): void => {
    const next = new Set(left);
    if (wanted) next.delete(name);
    else next.add(name);
    setLeft(next);
  };
  return (
    <>
      <div className="bt-vessel-columns">
        <div className="bt-vessel-side">
          <FindDevices />
          <FieldFiles />
        </div>
        <section className="bt-vessel-live" aria-label={tr('Live numbers')}>
          {status?.recovered.map((words) => (
            <Notice key={words} kind="warn">
              {words}
            </Notice>
          ))}
          {live.error && <Notice kind="alarm">{wordsOf(live.error)}</Notice>}
          {scan && <FoundList scan={scan} />}
          {devices.length === 0 && !isFound && <NothingRead />}
          {devices.map((device) => (
            <DeviceGroup
              key={`${device.connectionId}/${device.device}`}
              device={device}
              now={clock.now()}
              isChosen={(reading) => isChosen(nameOf(device.connectionId, device.device, reading))}
              onChoose={
                recording
                  ? null
                  : (reading, wanted) => choose(nameOf(device.connectionId, device.device, reading), wanted)
              }
            />
          ))}
        </section>
      </div>
      <RecordBar recording={recording} chosen={chosen} />
    </>
  );
}

function NothingRead() {
  return (
    <BlankState icon={IconGauge} title={tr('No device is read yet')}>
      <p>
        {tr(
          'Look for devices at the left; one that is found is read with one press, and its numbers stand here: as the line carried them, scaled, with their noise. Then record them into a file of this laptop, station in reach or not.',
        )}
      </p>
    </BlankState>
  );
}

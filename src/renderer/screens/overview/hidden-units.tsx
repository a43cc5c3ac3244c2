import { Button } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import type { HiddenUnit } from '../../../shared/contract/units';
import { useHiddenUnits } from '../../station/queries';
import type { Station } from '../../station/station';
import { useStation } from '../../station/station-context';
import { wordsOf } from '../../station/station-error';
import { Panel } from '../../ui/panel';
import { SimulatedMark } from '../../ui/simulated-mark';
import { StateWords } from '../../ui/state-words';
import { dateTimeText } from '../../ui/time-words';
import { tr } from '../../strings/translate';

const sendsWithinMs = 60_000;

/** Units that somebody took off the screens; one that still sends or runs a batch says so. */
export function HiddenUnits() {
  const station = useStation();
  const { data } = useHiddenUnits();
  if (data === undefined || data.length === 0) return null;
  const sending = data.filter((unit) => sends(unit, station.clock.now())).length;
  return (
    <Panel
      title={tr('Hidden units ({length})', { length: data.length })}
      startsOpen={false}
      aside={sending > 0 && <StateWords kind="quiet" words={tr('{sending} still sending', { sending })} />}
    >
      <ul className="bt-unit-lines" data-testid="hidden-units">
        {data.map((unit) => (
          <li key={unit.id}>
            <b>{unit.name}</b>
            {unit.simulated && <SimulatedMark size="tag" />}
            <span className="bt-dim">{stateOf(unit, station.clock.now())}</span>
            <Button variant="subtle" color="gray" onClick={() => void show(station, unit)}>
              {tr('Show again')}
            </Button>
          </li>
        ))}
      </ul>
    </Panel>
  );
}

const sends = ({ lastSeenAt }: HiddenUnit, now: number): boolean =>
  lastSeenAt !== null && now - lastSeenAt < sendsWithinMs;

function stateOf(unit: HiddenUnit, now: number): string {
  const batch = unit.batchRuns ? tr(', a batch runs on it') : '';
  if (unit.lastSeenAt === null) return tr('Never sent a reading{batch}', { batch });
  return sends(unit, now)
    ? tr('Sends, and is recorded{batch}', { batch })
    : tr('Silent since {dateTimeText}{batch}', { dateTimeText: dateTimeText(unit.lastSeenAt), batch });
}

async function show(station: Station, unit: HiddenUnit): Promise<void> {
  try {
    await station.client.units.show({ id: unit.id });
  } catch (error) {
    notifications.show({
      title: tr('{name} stays hidden', { name: unit.name }),
      message: wordsOf(error),
      color: 'red',
    });
  }
}

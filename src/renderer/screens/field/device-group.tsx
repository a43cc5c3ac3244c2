import { deviceStates, type DeviceStatus } from '../../../shared/model/device';
import { countText } from '../../ui/amount-words';
import { StateWords } from '../../ui/state-words';
import { tr } from '../../strings/translate';
import { LiveCard } from './live-card';

interface Props {
  readonly device: DeviceStatus;
  readonly now: number;
  readonly isChosen: (reading: string) => boolean;
  readonly onChoose: ((reading: string, chosen: boolean) => void) | null;
}

/** A device that is read: who it says it is, how it is, and its numbers. */
export function DeviceGroup({ device, now, isChosen, onChoose }: Props) {
  const { identity, driverWords, state, words, errors, answers, cycleMs } = device;
  const said = [identity.manufacturer, identity.model].filter((part) => part !== '').join(' ');
  const title = said === '' ? driverWords : said;
  const missed = Object.values(errors).reduce((sum, count) => sum + count, 0);
  const kind = state === 'good' ? 'good' : state === 'failure' ? 'alarm' : 'warn';
  return (
    <section className="bt-vessel-device" aria-label={title}>
      <header>
        <h3>{title}</h3>
        {identity.serialNumber !== '' && <span>{tr('No. {serial}', { serial: identity.serialNumber })}</span>}
        <span>{tr('device {device}', { device: device.device })}</span>
        <StateWords kind={kind} words={tr(deviceStates.find(({ id }) => id === state)?.words ?? state)} />
        <span className="bt-dim">
          {tr('{answers} answers, {missed} errors', {
            answers: countText(answers),
            missed: countText(missed),
          })}
          {cycleMs !== null && `, ${Math.round(cycleMs)} ms`}
        </span>
      </header>
      {words !== '' && <p className="bt-vessel-doubt">{words}</p>}
      <ul className="bt-vessel-cards">
        {device.values.map((value) => (
          <LiveCard
            key={value.reading}
            device={device}
            value={value}
            now={now}
            chosen={isChosen(value.reading)}
            onChoose={onChoose && ((chosen) => onChoose(value.reading, chosen))}
          />
        ))}
      </ul>
    </section>
  );
}

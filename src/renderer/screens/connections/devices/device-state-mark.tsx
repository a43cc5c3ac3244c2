import { deviceStates, type DeviceState } from '../../../../shared/model/device';
import { tr } from '../../../strings/translate';
import './devices.css';

/** Status of a device by NAMUR NE 107: letter and word, colour only for what needs a person. */
export function DeviceStateMark({ state }: { readonly state: DeviceState }) {
  const { letter, words } = deviceStates.find(({ id }) => id === state) ?? deviceStates[0];
  return (
    <span className="bt-ne107" data-state={state}>
      {letter !== '' && <b aria-hidden>{letter}</b>}
      {tr(words)}
    </span>
  );
}

import type { StandingAlarmEntry } from '../../../shared/contract/alarms';
import { alarmStates, type AlarmEvent } from '../../../shared/model/alarm';
import { tr } from '../../strings/translate';

const holdWords = {
  'out-of-service': tr('Out of service'),
  suppressed: tr('Suppressed by design'),
  shelved: 'Shelved',
} as const;

/** The state of an alarm as a person reads it. */
export function stateWords({ hold, state }: Pick<StandingAlarmEntry, 'hold' | 'state'>): string {
  if (hold !== null) return `${holdWords[hold]}${state.active ? ', condition holds' : ''}`;
  const words = alarmStates.find(({ id }) => id === state.state)?.words ?? state.state;
  return state.frozen ? tr('{words}, value cannot be trusted', { words }) : words;
}

export const eventWords: Readonly<Record<AlarmEvent['what'], string>> = {
  activated: tr('Raised'),
  returned: tr('Returned'),
  acknowledged: tr('Acknowledged'),
  reset: tr('Reset'),
  shelved: tr('Shelved'),
  unshelved: tr('Off the shelf'),
  suppressed: tr('Suppressed by design'),
  unsuppressed: tr('No longer suppressed'),
  'out-of-service': tr('Out of service'),
  'in-service': tr('Back in service'),
  frozen: tr('Value cannot be trusted'),
  thawed: tr('Value can be trusted again'),
};

/** A number with the decimals a person needs to hold it against a limit. */
export function amount(value: number | null, unit: string): string {
  if (value === null) return '–';
  const digits = Math.abs(value) >= 100 ? 0 : Math.abs(value) >= 10 ? 1 : 2;
  return `${value.toFixed(digits)} ${unit}`.trim();
}

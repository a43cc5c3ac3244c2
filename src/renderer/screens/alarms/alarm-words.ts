import type { StandingAlarmEntry } from '../../../shared/contract/alarms';
import { alarmStates, type AlarmEvent } from '../../../shared/model/alarm';

const holdWords = {
  'out-of-service': 'Out of service',
  suppressed: 'Suppressed by design',
  shelved: 'Shelved',
} as const;

/** The state of an alarm as a person reads it. */
export function stateWords({ hold, state }: Pick<StandingAlarmEntry, 'hold' | 'state'>): string {
  if (hold !== null) return `${holdWords[hold]}${state.active ? ', condition holds' : ''}`;
  const words = alarmStates.find(({ id }) => id === state.state)?.words ?? state.state;
  return state.frozen ? `${words}, value cannot be trusted` : words;
}

export const eventWords: Readonly<Record<AlarmEvent['what'], string>> = {
  activated: 'Raised',
  returned: 'Returned',
  acknowledged: 'Acknowledged',
  reset: 'Reset',
  shelved: 'Shelved',
  unshelved: 'Off the shelf',
  suppressed: 'Suppressed by design',
  unsuppressed: 'No longer suppressed',
  'out-of-service': 'Out of service',
  'in-service': 'Back in service',
  frozen: 'Value cannot be trusted',
  thawed: 'Value can be trusted again',
};

/** A number with the decimals a person needs to hold it against a limit. */
export function amount(value: number | null, unit: string): string {
  if (value === null) return '–';
  const digits = Math.abs(value) >= 100 ? 0 : Math.abs(value) >= 10 ? 1 : 2;
  return `${value.toFixed(digits)} ${unit}`.trim();
}

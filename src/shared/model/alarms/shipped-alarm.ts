import type { AlarmDefinition } from '../alarm';

/** An alarm as it ships. */
export type ShippedAlarm = Omit<AlarmDefinition, 'enabled' | 'rationalisedBy'>;

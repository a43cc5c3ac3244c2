import type { AlarmDefinition } from './alarm';
import { brothAlarms } from './alarms/broth';
import { driveAndInstrumentAlarms } from './alarms/drive-and-instruments';
import { gasAndOxygenAlarms } from './alarms/gas-and-oxygen';

/**
 * The rationalised set for Pichia (limits of the batch plan for 30 °C and pH 5.0): each with cause, consequence and
 * action. A site reviews it and changes it by its change control; until then `rationalisedBy` says what it is.
 */
export const alarmCatalogue: readonly AlarmDefinition[] = [
  ...driveAndInstrumentAlarms,
  ...gasAndOxygenAlarms,
  ...brothAlarms,
].map((alarm) => ({
  ...alarm,
  enabled: true,
  rationalisedBy: 'Shipped set for Pichia, not yet reviewed by this site',
}));

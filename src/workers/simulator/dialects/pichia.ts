import { measuredTags } from '../../../shared/model/channel-catalogue';
import type { Encoder } from './encoder';

/** Tags with a branch of their own; every other one is a leaf below `sensors` (field.md 2.3). */
const branches: Readonly<Record<string, string>> = {
  Temp_Broth: 'temperature/broth',
  Temp_pH_Probe: 'temperature/ph_probe',
  Temp_DO_Probe: 'temperature/do_probe',
  Temp_Stirrer_Motor: 'temperature/stirrer_motor',
  Temp_Exhaust: 'temperature/exhaust',
  Reactor_Pressure: 'pressure/headspace',
  OffGas_CO2: 'offgas/co2',
  OffGas_O2: 'offgas/o2',
  Gas_Flow_Inlet: 'offgas/flow_in',
  Gas_Flow_Outlet: 'offgas/flow_out',
};

/** The Pichia topic tree: a bare number, no time. */
export function pichiaEncoder(unitNumber: number): Encoder {
  const unitKey = `vessel${unitNumber}`;
  const root = `bioprocess/pichia/${unitKey}`;
  const topics = measuredTags.map((tag) => `${root}/sensors/${branches[tag] ?? tag}`);
  return {
    unitKey,
    batchTopic: `${root}/manual_events/batch`,
    encode: ({ column, value }) => ({ topic: topics[column] ?? '', payload: String(value) }),
  };
}

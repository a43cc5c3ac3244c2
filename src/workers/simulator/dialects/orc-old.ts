import { measuredTags } from '../../../shared/model/channel-catalogue';
import { isoSeconds, macOf, quotedUnits } from './encoder';
import type { Encoder } from './encoder';

const places: Readonly<Record<string, string>> = {
  Temp_Broth: 'temperature/1',
  Temp_pH_Probe: 'temperature/2',
  Temp_DO_Probe: 'temperature/3',
  Temp_Stirrer_Motor: 'temperature/4',
  Temp_Exhaust: 'temperature/5',
  pH: 'ph/0',
  DO: 'do/0',
  OD: 'od/0',
  Reactor_Pressure: 'pressure/0',
  Weight: 'weight/0',
  Gas_MFC_air: 'gasflow/0',
  Gas_MFC_O2: 'gasflow/1',
  Gas_Flow_Inlet: 'gasflow/2',
  Gas_Flow_Outlet: 'gasflow/3',
  Stir_SP: 'stirrer/0',
  Stir_PV: 'stirrer/1',
  Stir_torque: 'stirrer/2',
  Base_Pump_Rate: 'pump/0',
  Feed_Glycerol: 'pump/1',
  Feed_MeOH: 'pump/2',
  OffGas_CO2: 'offgas/0',
  OffGas_O2: 'offgas/1',
  Heater_PID_out: 'heater/0',
};

/** The ORC controller's JSON of the older firmware: an `online` flag, everything a sensor. */
export function orcOldEncoder(unitNumber: number): Encoder {
  const unitKey = macOf(unitNumber);
  const topics = measuredTags.map((tag) => `orcs/dev/${unitKey}/sensors/${places[tag] ?? `other/${tag}`}`);
  return {
    unitKey,
    batchTopic: `bt/${unitKey}/batch`,
    encode: ({ column, value, fault, t }) => ({
      topic: topics[column] ?? '',
      payload: `{"timestamp":"${isoSeconds(t)}","name":"${measuredTags[column]}","value":${value},"unit":${quotedUnits[column]},"online":${!fault}}`,
    }),
  };
}

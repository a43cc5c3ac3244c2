import type { Channel } from '../../../shared/model/channel';
import { tr } from '../../strings/translate';

/** Names that fit a narrow column and are told apart in it; the full name is in the tooltip. */
const short: ReadonlyMap<string, string> = new Map([
  ['DO', 'DO %'],
  ['DO_mmol', tr('DO mmol/L')],
  ['DCW_offline', tr('DCW of samples')],
  ['DCW_pred', tr('DCW predicted')],
  ['Temp_Stirrer_Motor', tr('Motor temperature')],
  ['Heater_PID_out', tr('Temp. control')],
  ['mu', tr('Growth rate µ')],
  ['OUR', tr('O₂ uptake OUR')],
  ['CER', tr('CO₂ evolution CER')],
  ['RQ', 'RQ'],
  ['O2_in', 'O₂ supplied'],
  ['Outlet_closure', tr('Gas out vs balance')],
  ['Gas_missing', tr('No gas balance')],
  ['C_star', tr('O₂ saturation C*')],
  ['kLa', 'kLa'],
  ['kLa_dyn', 'kLa, gassing-out'],
  ['DO_probe_t63', tr('DO response t63')],
  ['DO_probe_t90', tr('DO response t90')],
  ['OTR', tr('OTR, correlation')],
  ['P_torque', tr('Power by torque')],
  ['P_V', tr('Power per volume')],
  ['VVM', tr('Gas per volume')],
  ['Feed_gly_total', tr('Glycerol added')],
  ['Feed_meoh_total', tr('Methanol added')],
  ['Volume', tr('Broth volume')],
  ['Evaporation', 'Evaporation'],
  ['Weight_residual', tr('Weight residual')],
  ['Heat', tr('Metabolic heat')],
  ['mu_TS', 'µ, Theil-Sen'],
  ['mu_KF', 'µ, Kalman'],
  ['qO2', tr('O₂ uptake qO₂')],
  ['qS', tr('Substr. uptake qS')],
  ['Y_XS', tr('Yield so far')],
  ['C_recovery', tr('Carbon recovery')],
]);

/** What a row of the value table calls a channel. A name somebody gave it stays where it is short. */
export function rowName({ tag, name }: Pick<Channel, 'tag' | 'name'>): string {
  return short.get(tag) ?? name;
}

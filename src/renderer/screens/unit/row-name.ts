import type { Channel } from '../../../shared/model/channel';

/** Names that fit a narrow column and are told apart in it; the full name is in the tooltip. */
const short: ReadonlyMap<string, string> = new Map([
  ['DO', 'DO %'],
  ['DO_mmol', 'DO mmol/L'],
  ['DCW_offline', 'DCW of samples'],
  ['DCW_pred', 'DCW predicted'],
  ['Temp_Stirrer_Motor', 'Motor temperature'],
  ['Heater_PID_out', 'Temp. control'],
  ['mu', 'Growth rate µ'],
  ['OUR', 'O₂ uptake OUR'],
  ['CER', 'CO₂ evolution CER'],
  ['RQ', 'RQ'],
  ['O2_in', 'O₂ supplied'],
  ['Outlet_closure', 'Gas out vs balance'],
  ['Gas_missing', 'No gas balance'],
  ['C_star', 'O₂ saturation C*'],
  ['kLa', 'kLa'],
  ['kLa_dyn', 'kLa, gassing-out'],
  ['DO_probe_t63', 'DO response t63'],
  ['DO_probe_t90', 'DO response t90'],
  ['OTR', 'OTR, correlation'],
  ['P_torque', 'Power by torque'],
  ['P_V', 'Power per volume'],
  ['VVM', 'Gas per volume'],
  ['Feed_gly_total', 'Glycerol added'],
  ['Feed_meoh_total', 'Methanol added'],
  ['Volume', 'Broth volume'],
  ['Evaporation', 'Evaporation'],
  ['Weight_residual', 'Weight residual'],
  ['Heat', 'Metabolic heat'],
  ['mu_TS', 'µ, Theil-Sen'],
  ['mu_KF', 'µ, Kalman'],
  ['qO2', 'O₂ uptake qO₂'],
  ['qS', 'Substr. uptake qS'],
  ['Y_XS', 'Yield so far'],
  ['C_recovery', 'Carbon recovery'],
]);

/** What a row of the value table calls a channel. A name somebody gave it stays where it is short. */
export function rowName({ tag, name }: Pick<Channel, 'tag' | 'name'>): string {
  return short.get(tag) ?? name;
}

import { expect, test } from 'vitest';
import { catalogueFor } from '../../../shared/model/channel-catalogue';
import { proposeChannel } from './propose-channel';

const channels = catalogueFor('15L');

test.each([
  ['plant/r7/ph', 'ph', 'pH'],
  ['plant/r7/Dissolved Oxygen', 'x', 'DO'],
  ['hall/reactor/pO2', '', 'DO'],
  ['hall/reactor/offgas/co2', 'offgas/co2', 'OffGas_CO2'],
  ['hall/reactor/temp-broth', 'temp-broth', 'Temp_Broth'],
  ['hall/reactor/agitation/value', 'agitation/value', 'Stir_PV'],
  ['hall/reactor/door', 'door', undefined],
  ['', '', undefined],
])('%s is proposed as %s', (topic, tag, expected) => {
  expect(proposeChannel(topic, tag, channels)?.tag).toBe(expected);
});

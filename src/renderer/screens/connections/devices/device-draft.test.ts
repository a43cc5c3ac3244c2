import { expect, it } from 'vitest';
import { connectionSchema, isDevices } from '../../../../shared/model/connection';
import { checkDeviceDraft, deviceDraftOf, emptyDeviceDraft } from './device-draft';

const line = { path: '/dev/ttyUSB0', baud: 19_200, parity: 'even', stopBits: 1 };

it.each([
  {
    kind: 'serial',
    line,
    driver: 'alicat',
    address: 'A',
    unitId: 'R1',
    feeds: { massFlow: 'Gas_Flow_Inlet' },
  },
  { kind: 'line', line, rule: { kind: 'pattern', pattern: '(?<kg>[0-9.]+) kg' }, ask: 'P' },
  {
    kind: 'modbus-rtu',
    line,
    devices: [{ busId: 100, map: 'o2-co2-analyser', unitId: 'R1', feeds: { o2: 'OffGas_O2' } }],
  },
  { kind: 'modbus-tcp', host: 'gateway', port: 1502, devices: [{ busId: 1, map: 'probe', swapWords: true }] },
])('a stored $kind connection comes back from its draft as it was', (given) => {
  const stored = connectionSchema.parse({ id: 'gas', name: 'Gas', enabled: true, ...given });
  expect(isDevices(stored) && checkDeviceDraft('gas', deviceDraftOf(stored))).toEqual({ connection: stored });
});

it('says what is wrong at which field', () => {
  const draft = { ...emptyDeviceDraft('modbus-rtu'), name: ' ' };
  expect(checkDeviceDraft('x', draft)).toEqual({
    errors: {
      name: 'Give the connection a name',
      'line.path': 'Choose a port',
      'devices.0.map': 'Choose a register map',
    },
  });
  expect(
    checkDeviceDraft('x', { ...emptyDeviceDraft('line'), name: 'L', path: 'p', pattern: '[0-9' }),
  ).toEqual({
    errors: { 'rule.pattern': 'This is not a regular expression' },
  });
});

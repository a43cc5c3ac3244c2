import { expect, it } from 'vitest';
import { serialLineSchema } from '../../src/shared/model/device';
import { createLineReader } from './line-values';
import { openWords, pathAmong } from './serial-pipe';

it.each([
  ['Error: No such file or directory, cannot open /dev/ttyUSB9', 'Plug the adapter in'],
  ['Error: Permission denied, cannot open /dev/ttyUSB0', 'group dialout'],
  ['Opening COM3: Access denied', 'Another program may hold it'],
  ['Error Resource temporarily unavailable Cannot lock port', 'Another program holds'],
  ['Error: Device or resource busy, EBUSY', 'Another program holds'],
  ['Error: Inappropriate ioctl for device, ENOTTY', 'does not take these settings'],
])('says what to do when a port does not open: %s', (message, words) => {
  expect(openWords(message, '/dev/ttyUSB0')).toContain(words);
});

it('reads lines by named groups or as JSON, and takes noise for nothing', () => {
  const pattern = createLineReader({ kind: 'pattern', pattern: '^w=(?<weight>\\S+)( t=(?<temp>\\S+))?$' });
  expect(pattern('w=1,25 t=-3.5')).toEqual({ weight: 1.25, temp: -3.5 });
  expect(pattern('w=1.2x')).toEqual({ weight: null });
  expect(pattern('x=1')).toBeNull();
  const json = createLineReader({ kind: 'json' });
  expect(json('{"gas":{"co2":4.1,"state":"ok"},"n":null}')).toEqual({ 'gas.co2': 4.1, n: null });
  expect([json('{"gas":'), json('7'), json('{"a":"x"}')]).toEqual([null, null, null]);
});

it('finds an adapter by its serial number after it was numbered anew', () => {
  const port = (path: string, serialNumber: string) => ({
    path,
    serialNumber,
    manufacturer: 'FTDI',
    product: '',
    vendorId: '0403',
    productId: '6001',
  });
  const line = serialLineSchema.parse({ path: '/dev/ttyUSB0', usbSerial: 'A1' });
  expect(pathAmong([port('/dev/ttyUSB0', 'B2'), port('/dev/ttyUSB1', 'A1')], line)).toBe('/dev/ttyUSB1');
  expect(pathAmong([port('/dev/ttyUSB0', 'A1')], line)).toBe('/dev/ttyUSB0');
  expect(pathAmong([port('/dev/ttyUSB0', 'B2')], line)).toBe('/dev/ttyUSB0');
});

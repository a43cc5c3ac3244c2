import { expect, it } from 'vitest';
import { pageAddress } from './page-address';

it.each([
  [{ address: '127.0.0.1', port: 8470, token: 'a-b_c', tls: false }, 'http://127.0.0.1:8470/?token=a-b_c'],
  [{ address: '::1', port: 1, token: 'a+b', tls: false }, 'http://[::1]:1/?token=a%2Bb'],
  [{ address: '0.0.0.0', port: 443, token: 't', tls: true }, 'https://127.0.0.1:443/?token=t'],
])('of %j is %s', (at, address) => {
  expect(pageAddress(at)).toBe(address);
});

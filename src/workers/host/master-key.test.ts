import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { accessToken } from './access-token';
import type { KeyStore } from './master-key';
import { masterKey, MasterKeyUnreadable } from './master-key';

let dir = '';
beforeEach(() => (dir = mkdtempSync(join(tmpdir(), 'key-'))));
afterEach(() => rmSync(dir, { recursive: true }));

const keyFile = (): string => join(dir, 'master-key.json');
/** Reversible and unlike its input; refuses what another user sealed. */
const keyStore = (user: string): KeyStore => ({
  encrypt: (text) => Buffer.from(`${user}:${text.split('').toReversed().join('')}`),
  decrypt(cipher) {
    const [owner, text = ''] = cipher.toString().split(':');
    if (owner !== user) throw new Error('not yours');
    return text.split('').toReversed().join('');
  },
});

describe('masterKey', () => {
  it('is made once and kept as a private file where there is no key store', () => {
    const made = masterKey(dir, undefined);
    expect(made).toEqual({ keyHex: expect.stringMatching(/^[0-9a-f]{64}$/), place: 'file' });
    expect(masterKey(dir, undefined)).toEqual(made);
    expect(masterKey(dir, keyStore('me'))).toEqual(made);
    if (process.platform !== 'win32') expect(statSync(keyFile()).mode & 0o777).toBe(0o600);
  });

  it('is sealed where there is a key store', () => {
    const made = masterKey(dir, keyStore('me'));
    expect(made.place).toBe('key-store');
    expect(readFileSync(keyFile(), 'utf8')).not.toContain(made.keyHex);
    expect(masterKey(dir, keyStore('me'))).toEqual(made);
  });

  it.each<[string, () => void, KeyStore | undefined, string]>([
    ['without a key store', () => masterKey(dir, keyStore('me')), undefined, 'not available here'],
    ['of another user', () => masterKey(dir, keyStore('me')), keyStore('you'), 'cannot open'],
    ['cut short', () => writeFileSync(keyFile(), '{"version":1,"pla'), undefined, 'damaged'],
    ['emptied', () => writeFileSync(keyFile(), ''), undefined, 'damaged'],
    [
      'of a wrong length',
      () => writeFileSync(keyFile(), '{"place":"file","key":"ab"}'),
      undefined,
      'damaged',
    ],
  ])('refuses a key %s and leaves it as it is', (_, make, store, words) => {
    make();
    const before = readFileSync(keyFile(), 'utf8');
    expect(() => masterKey(dir, store)).toThrow(MasterKeyUnreadable);
    expect(() => masterKey(dir, store)).toThrow(words);
    expect(readFileSync(keyFile(), 'utf8')).toBe(before);
  });
});

describe('accessToken', () => {
  it('is the same at every start and private', () => {
    const token = accessToken(dir);
    expect(token.length).toBeGreaterThanOrEqual(32);
    expect(accessToken(dir)).toBe(token);
    if (process.platform !== 'win32') expect(statSync(join(dir, 'token')).mode & 0o777).toBe(0o600);
  });
});

import { describe, expect, it } from 'vitest';
import { parseHostOptions } from './options';

const defaults = { help: false, headless: false, demo: true, address: '127.0.0.1' };

describe('parseHostOptions', () => {
  it.each([
    [[], {}],
    [['--no-demo', '--headless'], { demo: false, headless: true }],
    [['--data', 'a folder', '--port', '0'], { dataDir: 'a folder', port: 0 }],
    [['--data=x=y', '--port=8080'], { dataDir: 'x=y', port: 8080 }],
    [
      ['--broker', 'mqtts://me:s%40crt@plant.example:8883'],
      { brokerUrl: 'mqtts://me:s%40crt@plant.example:8883' },
    ],
    [['--address', '::1'], { address: '::1' }],
    [['--bridge', 'mqtt://edge'], { bridge: { url: 'mqtt://edge', dialect: 'bt' } }],
    [
      ['--bridge=mqtts://edge:8883?host=scada', '--dialect=sparkplug'],
      { bridge: { url: 'mqtts://edge:8883?host=scada', dialect: 'sparkplug' } },
    ],
    [
      ['--address', '0.0.0.0', '--tls-cert', 'c.pem', '--tls-key', 'k.pem'],
      { address: '0.0.0.0', tls: { certFile: 'c.pem', keyFile: 'k.pem' } },
    ],
  ])('understands %j', (args, expected) => {
    expect(parseHostOptions(args)).toEqual({ ok: true, options: { ...defaults, ...expected } });
  });

  it.each([
    [['--prot', '8080'], 'Unknown option --prot'],
    [['--no-demo=1'], 'Unknown option --no-demo=1'],
    [['stray'], 'Unknown option stray'],
    [['--data'], '--data needs a value'],
    [['--data', '--no-demo'], '--data needs a value'],
    [['--port', '65536'], 'from 0 to 65535'],
    [['--port', '1e3'], 'from 0 to 65535'],
    [['--broker', 'plant.example:1883'], 'mqtt://HOST'],
    [['--broker', 'http://plant.example'], 'mqtt://HOST'],
    [['--bridge', 'edge:1883'], '--bridge needs mqtt://HOST'],
    [['--bridge', 'mqtt://edge', '--dialect', 'orc'], 'bt, sparkplug, pichia'],
    [['--dialect', 'bt'], 'give both'],
    [['--address', '0.0.0.0'], 'needs --tls-cert'],
    [['--address', '127.evil.example'], 'needs --tls-cert'],
    [['--tls-cert', 'c.pem'], 'go together'],
  ])('refuses %j in words', (args, words) => {
    expect(parseHostOptions(args)).toEqual({ ok: false, words: expect.stringContaining(words) });
  });

  it('passes over what the host tolerates, and nothing else', () => {
    const tolerate = (arg: string): boolean => arg === '--no-sandbox';
    expect(parseHostOptions(['--no-sandbox', '--no-demo'], tolerate)).toMatchObject({ ok: true });
    expect(parseHostOptions(['--no-sandbix'], tolerate)).toMatchObject({ ok: false });
  });
});

import { describe, expect, it } from 'vitest';
import { readSimulateOptions } from './simulate-options';

const broker = ['--broker', 'mqtt://127.0.0.1:1883'];

describe('command line of simulate', () => {
  it('reads everything and has defaults', () => {
    expect(readSimulateOptions(broker)).toEqual({
      kind: 'run',
      options: {
        broker: 'mqtt://127.0.0.1:1883',
        dialect: 'bt',
        speed: 1,
        units: 2,
        seed: 1,
        preset: '15L',
        retain: false,
        noPast: false,
        qos: 1,
      },
    });
    const all =
      '--dialect orc-old --speed 600 --units 3 --seed 9 --preset 1L --at-hour 20.5 --username u --password p --retain --no-past --duration-s 5 --qos 0';
    expect(readSimulateOptions([...broker, ...all.split(' ')])).toMatchObject({
      options: {
        dialect: 'orc-old',
        speed: 600,
        units: 3,
        seed: 9,
        preset: '1L',
        atHour: 20.5,
        username: 'u',
        password: 'p',
        retain: true,
        noPast: true,
        durationS: 5,
        qos: 0,
      },
    });
    expect(readSimulateOptions(['--help'])).toEqual({ kind: 'help' });
  });

  it.each([
    ['', '--broker is missing'],
    ['--broker 127.0.0.1', 'not an address'],
    ['--broker http://x', 'not an address'],
    [`${broker.join(' ')} --speed 601`, '--speed 601 must be a number from 1 to 600'],
    [`${broker.join(' ')} --speed fast`, '--speed fast must be a number'],
    [`${broker.join(' ')} --units 1.5`, '--units 1.5 must be a whole number'],
    [`${broker.join(' ')} --dialect sparkplug`, 'choose pichia, orc, orc-old, bt'],
    [`${broker.join(' ')} --preset 1L --at-hour 60`, 'from 0 to 35'],
    [`${broker.join(' ')} --qos 2`, '--qos 2 is unknown'],
    [`${broker.join(' ')} --colour red`, "Unknown option '--colour'"],
  ])('refuses "%s" with "%s"', (line, words) => {
    const read = readSimulateOptions(line === '' ? [] : line.split(' '));
    expect(read).toMatchObject({ kind: 'wrong', words: expect.stringContaining(words) });
  });
});

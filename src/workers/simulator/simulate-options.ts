import { parseArgs } from 'node:util';
import { vesselScales } from '../../shared/model/channel-catalogue';
import type { VesselScale } from '../../shared/model/channel-catalogue';
import { wireDialects } from './dialects/choose-encoder';
import type { WireDialect } from './dialects/choose-encoder';

export interface SimulateOptions {
  readonly broker: string;
  readonly dialect: WireDialect;
  readonly speed: number;
  readonly units: number;
  readonly seed: number;
  readonly preset: VesselScale;
  /** Age of every batch at the start, h; absent: each unit at an age of its own. */
  readonly atHour?: number;
  readonly username?: string;
  readonly password?: string;
  readonly retain: boolean;
  /** At 1x: do not publish the hours before. */
  readonly noPast: boolean;
  readonly durationS?: number;
  readonly qos: 0 | 1;
}

export const simulateHelp = `Publishes a simulated plant to an MQTT broker.

  npm run simulate -- --broker URL [options]

  --broker URL       mqtt://host:1883, mqtts://, ws:// or wss://
  --dialect NAME     ${wireDialects.join(' | ')} (default bt)
  --speed N          1 to 600 times real time (default 1). Above 1 the plant starts in the past and
                     runs until it has caught up with the clock, then goes on at 1x.
  --units N          1 to 100 reactors (default 2): one in its glycerol batch at hour 12, one in
                     methanol at hour 40, further ones at other ages
  --preset NAME      ${vesselScales.join(' | ')} (default 15L)
  --at-hour H        let every batch begin at this hour instead
  --no-past          do not publish the hours before first. They come at 10 s steps, the last hour in full, so
                     that a station that already listens has the whole batch; not for pichia, which
                     carries no time
  --seed N           whole number; the same seed gives the same plant (default 1)
  --qos 0|1          (default 1)
  --retain           publish readings retained
  --username NAME    --password TEXT
  --duration-s N     stop after so many seconds
  --help             this text

Set points are taken from bt-sim/<unit>/set/<name> on the same broker: a number, or auto.
`;

export type ReadOptions =
  | { readonly kind: 'run'; readonly options: SimulateOptions }
  | { readonly kind: 'help' }
  | { readonly kind: 'wrong'; readonly words: string };

const schemes = ['mqtt:', 'mqtts:', 'ws:', 'wss:'];

/** Reads the command line; everything that is wrong comes back in words. */
export function readSimulateOptions(args: readonly string[]): ReadOptions {
  try {
    const { values } = parseArgs({
      args: [...args],
      options: {
        broker: { type: 'string' },
        dialect: { type: 'string', default: 'bt' },
        speed: { type: 'string', default: '1' },
        units: { type: 'string', default: '2' },
        seed: { type: 'string', default: '1' },
        preset: { type: 'string', default: '15L' },
        'at-hour': { type: 'string' },
        username: { type: 'string' },
        password: { type: 'string' },
        retain: { type: 'boolean', default: false },
        'no-past': { type: 'boolean', default: false },
        'duration-s': { type: 'string' },
        qos: { type: 'string', default: '1' },
        help: { type: 'boolean', short: 'h', default: false },
      },
    });
    if (values.help) return { kind: 'help' };
    const preset = choice('--preset', values.preset, vesselScales);
    const atHour = values['at-hour'];
    const durationS = values['duration-s'];
    return {
      kind: 'run',
      options: {
        broker: brokerUrl(values.broker),
        dialect: choice('--dialect', values.dialect, wireDialects),
        speed: number('--speed', values.speed, 1, 600),
        units: whole('--units', values.units, 1, 100),
        seed: whole('--seed', values.seed, 0, 2 ** 31 - 1),
        preset,
        retain: values.retain,
        noPast: values['no-past'],
        qos: choice('--qos', values.qos, ['0', '1']) === '0' ? 0 : 1,
        ...(atHour === undefined
          ? {}
          : { atHour: number('--at-hour', atHour, 0, preset === '1L' ? 35 : 95) }),
        ...(durationS === undefined ? {} : { durationS: number('--duration-s', durationS, 0, 1e7) }),
        ...(values.username === undefined ? {} : { username: values.username }),
        ...(values.password === undefined ? {} : { password: values.password }),
      },
    };
  } catch (problem) {
    return { kind: 'wrong', words: problem instanceof Error ? problem.message : String(problem) };
  }
}

function brokerUrl(text: string | undefined): string {
  if (!text) throw new Error('--broker is missing, e.g. --broker mqtt://127.0.0.1:1883');
  const url = URL.canParse(text) ? new URL(text) : undefined;
  if (!url || !schemes.includes(url.protocol) || !url.hostname) {
    throw new Error(`--broker ${text} is not an address like mqtt://127.0.0.1:1883`);
  }
  return text;
}

function choice<T extends string>(name: string, text: string, allowed: readonly T[]): T {
  const found = allowed.find((one) => one === text);
  if (found === undefined) throw new Error(`${name} ${text} is unknown; choose ${allowed.join(', ')}`);
  return found;
}

function number(name: string, text: string, low: number, high: number): number {
  const value = Number(text);
  if (text.trim() === '' || !(value >= low && value <= high)) {
    throw new Error(`${name} ${text} must be a number from ${low} to ${high}`);
  }
  return value;
}

function whole(name: string, text: string, low: number, high: number): number {
  const value = number(name, text, low, high);
  if (!Number.isInteger(value)) throw new Error(`${name} ${text} must be a whole number`);
  return value;
}

import { deviceNumber, unknownLine, type DecodedLine } from '../decoded-line';

const faults: Readonly<Record<string, string>> = {
  'S I': 'command not executable now',
  'S +': 'overload',
  'S -': 'underload',
  'Z +': 'upper limit of zero range',
  'Z -': 'lower limit of zero range',
  'Z I': 'zero setting not possible now',
  ES: 'the balance does not know this command',
  EL: 'the balance refuses a parameter',
  ET: 'the balance did not read the command: check baud rate and parity',
};
const facts: Readonly<Record<string, string>> = { I2: 'data', I3: 'software', I4: 'serialNumber' };

/** Mettler-Toledo balances (MT-SICS level 0 and 1): `S S     100.00 g`. Lines end with CR LF. */
export function decodeMtSics(line: string): DecodedLine {
  const [command = '', state = '', ...rest] = line.split(/\s+/);
  const fault = faults[line] ?? faults[command];
  if (fault !== undefined) return { kind: 'fault', words: fault };
  if (command === 'S' && (state === 'S' || state === 'D')) {
    const weight = deviceNumber(rest[0]);
    const [, unit] = rest;
    if (weight === null || unit === undefined || rest.length > 2) return unknownLine;
    return { kind: 'values', values: { weight }, unit, stable: state === 'S' };
  }
  const name = facts[command];
  const quoted = /"([^"]*)"$/.exec(line)?.[1];
  if (name !== undefined && state === 'A' && quoted !== undefined)
    return { kind: 'identity', facts: { [name]: quoted } };
  const listed = /^I0 [AB] (\d) "([^"]+)"$/.exec(line);
  if (listed) return { kind: 'identity', facts: { level: listed[1] ?? '', command: listed[2] ?? '' } };
  if (line === 'I0 A' || line === 'Z A' || line === 'ZI D' || line === 'ZI S') return { kind: 'done' };
  return unknownLine;
}

import { deviceNumber, unknownLine, type DecodedLine } from '../decoded-line';

const columns = ['pressurePsia', 'tempC', 'volumetricFlow', 'massFlow', 'setPoint'] as const;

/**
 * Alicat (and Omega FMA) mass flow controllers: `A +014.70 +025.00 +02.004 +02.004 2.004 Air`; in single-drop mode
 * without the unit's letter. Flows are in the units the device is set to. Lines end with CR.
 */
export function decodeAlicat(line: string): DecodedLine {
  const words = line.split(/\s+/);
  const named = /^[A-Z]$/.test(words[0] ?? '');
  const numbers = words.slice(named ? 1 : 0, columns.length + (named ? 1 : 0)).map(deviceNumber);
  const gas = words.slice(columns.length + (named ? 1 : 0));
  if (numbers.length < columns.length || numbers.includes(null) || gas.length === 0) return unknownLine;
  if (gas.some((word) => ['HLD', 'LCK', 'MOV', 'VOV', 'POV', 'TOV', 'EXH', 'ADC', 'OVR'].includes(word)))
    return { kind: 'fault', words: `the controller reports ${gas.slice(1).join(' ')}` };
  const values = Object.fromEntries(columns.map((name, i) => [name, numbers[i] ?? Number.NaN]));
  return { kind: 'values', values, unit: gas.join(' ') };
}

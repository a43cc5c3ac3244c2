import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { dataDirFor } from '../../../host/data-dir';
import { OptionProblem } from '../data-options';

export const qualifyHelp = {
  iq: `Looks at what is installed here: versions, files, data folder, rights, keys, port, clock. Changes nothing.
  npx bt iq --data DIR --out FOLDER
  --data DIR           data folder of the station (default: the platform's own place); a station may run on it
  --out FOLDER         where the evidence is written (default: qualification in the data folder)
  --port N             port of the station's web side (default 8470)
  --clock-offset-ms N  how far this clock is from a time server, as measured by your own means
  --json               the evidence as JSON on standard output
`,
  oq: `Tests itself on a folder of its own, which is thrown away afterwards; no station is touched.
  npx bt oq --data DIR --out FOLDER
  --data DIR           data folder whose station key signs the evidence (default: the platform's own place)
  --out FOLDER         where the evidence is written (default: qualification in the data folder)
  --json               the evidence as JSON on standard output
Exit code: 0 every step passed; 1 not.
`,
} as const;
export type QualifyCommand = keyof typeof qualifyHelp;

export interface QualifyOrder {
  readonly dataDir: string;
  readonly out: string;
  readonly port: number;
  readonly clockOffsetMs: number | null;
  readonly json: boolean;
}

const text = { type: 'string' } as const;

/** @throws OptionProblem, or what parseArgs says */
export function qualifyOrder(command: QualifyCommand, args: readonly string[]): QualifyOrder {
  const shared = { data: text, out: text, json: { type: 'boolean' } } as const;
  const options = command === 'iq' ? { ...shared, port: text, 'clock-offset-ms': text } : shared;
  const { values } = parseArgs({ args: [...args], options });
  const dataDir = dataDirFor(typeof values.data === 'string' ? values.data : undefined);
  const given: Record<string, unknown> = values;
  return {
    dataDir,
    out: resolve(typeof values.out === 'string' ? values.out : `${dataDir}/qualification`),
    port: numberOf(given['port'], '--port') ?? 8470,
    clockOffsetMs: numberOf(given['clock-offset-ms'], '--clock-offset-ms'),
    json: values.json === true,
  };
}

function numberOf(given: unknown, option: string): number | null {
  if (given === undefined) return null;
  const value = Number(given);
  if (!Number.isFinite(value)) throw new OptionProblem(`${option} needs a number`);
  return value;
}

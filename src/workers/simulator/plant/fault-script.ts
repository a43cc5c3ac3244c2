import { faultProblem, isFaultKind } from './fault';
import type { Fault } from './fault';

/** A line of a script that cannot be used, counted from 1. */
export interface RefusedLine {
  readonly line: number;
  readonly words: string;
}

/**
 * Reads a fault script: one fault per line as `HOUR KIND [TAG] [size=N] [for=HOURS]`, `#` begins a remark. A script
 * with a refused line is not used at all.
 * @param nowH age of the batch, h
 */
export function readFaultScript(
  text: string,
  nowH: number,
): { readonly faults: readonly Fault[]; readonly refused: readonly RefusedLine[] } {
  const faults: Fault[] = [];
  const refused: RefusedLine[] = [];
  text.split(/\r?\n/).forEach((raw, index) => {
    const line = raw.replace(/#.*/, '').trim();
    if (line === '') return;
    const read = readLine(line, nowH);
    if (typeof read === 'string') refused.push({ line: index + 1, words: read });
    else faults.push(read);
  });
  return { faults: refused.length > 0 ? [] : faults, refused };
}

/** The fault of a line, or what is wrong with it. */
function readLine(line: string, nowH: number): Fault | string {
  const [hour = '', kind = '', ...rest] = line.split(/\s+/);
  const settings = new Map(rest.filter((word) => word.includes('=')).map((word) => splitAt(word)));
  const tags = rest.filter((word) => !word.includes('='));
  const unknown = [...settings.keys()].find((key) => key !== 'size' && key !== 'for');
  if (unknown !== undefined) return `${unknown} is not a setting; use size or for`;
  if (tags.length > 1) return `${tags[1]} is one word too many`;
  if (!isFaultKind(kind))
    return kind === '' ? 'A fault needs an hour and a kind' : `There is no fault called ${kind}`;
  const fault = {
    kind,
    fromH: numberOf(hour),
    ...(tags[0] === undefined ? {} : { tag: tags[0] }),
    ...(settings.has('size') ? { size: numberOf(settings.get('size')) } : {}),
    ...(settings.has('for') ? { forH: numberOf(settings.get('for')) } : {}),
  };
  return faultProblem(fault, nowH) || fault;
}

function splitAt(word: string): [string, string] {
  const at = word.indexOf('=');
  return [word.slice(0, at), word.slice(at + 1)];
}

function numberOf(text: string | undefined): number {
  return text === undefined || text === '' ? Number.NaN : Number(text);
}
